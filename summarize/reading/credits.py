"""Article -> who is credited with what, with names resolved.

`find_attributions` reads each sentence (`reporting`), lets quotations run on over sentences and paragraphs, and gives
every source its fullest name (`speakers`). `candidates` weighs the result for one figure.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarize.reading import wordlists as w
from summarize.reading.adjuncts import is_title_case
from summarize.reading.clauses import QUOTES
from summarize.reading.cues import CueClass
from summarize.reading.gazetteer import COUNTRIES_AND_CAPITALS
from summarize.reading.labels import without_topics
from summarize.reading.phrase_heads import is_source_like
from summarize.reading.phrases import Token, read_forward, tokenize
from summarize.reading.quotations import find_quotations
from summarize.reading.reporting import CLOSING_NAME, Report, read_reports
from summarize.reading.sentences import Sentence
from summarize.reading.source_phrases import Phrase, phrase_of
from summarize.reading.speakers import Cast
from summarize.reading.spoken import is_quoted, with_quotations
from summarize.schema import ARTICLE_ITSELF, Article, Stance

__all__ = ["Attribution", "find_attributions"]


@dataclass(frozen=True)
class Attribution:
    """Something that the article credits to a source."""

    source: tuple[int, int] | None
    """The words that name the source; null where the article only hedges."""
    cue: tuple[int, int]
    """The words that report."""
    content: tuple[tuple[int, int], ...]
    """What is credited, the likeliest side first."""
    stance: Stance
    """What the source does with the content."""
    hedged: bool
    """The article keeps its distance: claimed, allegedly."""
    name: str
    """Fullest form of the source in the article; "article" where there is none."""
    kind: CueClass = CueClass.SAY
    """How the cue reports."""
    quoted: tuple[tuple[int, int], ...] = ()
    """Quotations that the source speaks; also in `content`."""
    sentence: int = 0
    """Index of the sentence that holds the cue."""
    office: bool = True
    """Its words show that the source can speak; not so of a bare name that closes a line."""


_BULLETS = frozenset("-–—•*·")
_ITEM_WORDS = 12
"""Words of a line that is an item of a list rather than a paragraph, at most."""
_DATELINE = re.compile(
    r"[A-Z][A-Z'’-]{2,}(?:[ /,]+[\w.'’-]+){0,5}?\s*(?:\([A-Z][^()\n]{1,40}\)\s*[-–—]+|,\s+[A-Z]\w+\.?\s+\d{1,2}\s*[-–—]+"
    r"|(?:,\s+[A-Z][\w.]+){0,2}\s*(?:--+|[–—]))\s+"
)
"""Place, perhaps date, agency and dash, with which agencies open a report."""
_STATEMENTS = frozenset(
    {"statement", "communique", "communiqué", "declaration", "release", "bulletin", "letter", "memo", "tweet", "post"}
)
"""Documents in which somebody speaks in his own name: what "the statement" says next is his word."""
_APOSTROPHES = frozenset({"'", "’", "‘"})
_NOBODY = frozenset({"no", "none", "neither", "nobody"})
_LONGEST_ASIDE = 15
"""Tokens of what is told of somebody before his name follows, at most: "a lawyer | who visits the prison | , Ann Day, ..."."""
_LONGEST_INTRODUCTION = 12
"""Tokens of a phrase such as "In the north of the country," that stands before a subject, at most."""
_JOINED_OPENERS = frozenset({"ahead", "instead", "apart", "aside", "regardless", "due", "thanks", "because"})
"""Words that with "of", "from" or "to" open an introduction as prepositions do: "Ahead of the vote, ..."."""
_NAME_JOINTS = frozenset({"of", "for", "al", "bin", "de", "van", "von", "el"})


def find_attributions(article: Article, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """Return what the article credits to whom, in text order."""
    text = article.text
    tokens = [tokenize(text, _past_dateline(text, sentence), sentence.end) for sentence in sentences]
    reports = [read_reports(words) for words in tokens]
    subjects = [None if is_title_case(words) else _subject(words) for words in tokens]
    cast = Cast(text, _phrases(text, tokens, reports, subjects))
    quotations = find_quotations(text)
    found: list[Attribution] = []
    for index, (words, said) in enumerate(zip(tokens, reports, strict=True)):
        subject = subjects[index]
        credited = [report.source for report in said if report.source is not None]
        known = any(first < subject[1] and subject[0] < end for first, end in credited) if subject else True
        if subject is not None and is_quoted(words[subject[0]].start, quotations):
            known = True
        if subject is not None and not known and not _is_counted_by(words, subject, said):
            cast.resolve(phrase_of(words[slice(*subject)], text), index, credited=False)
        for report in said:
            if not _speaks_for_itself(words, report):
                if (nation := _nation_before(words, report)) is not None:
                    cast.resolve(phrase_of(words[slice(*nation)], text), index, credited=False)
                attribution = _attribution(text, words, report, cast, index)
                found.append(
                    _whole_turn(sentences, attribution) if _opens_turn(sentences, index, report) else attribution
                )
    found = _with_lists(text, sentences, without_topics(text, found))
    return with_quotations(text, sentences, found, quotations)


def _nation_before(words: Sequence[Token], report: Report) -> tuple[int, int] | None:
    """Return the nation that acts before "it" in one sentence: "that | Ostia | was behind the attack, which it denies"."""
    if report.source is None or words[report.source[0]].lower != "it":
        return None
    for last in range(report.source[0] - 2, -1, -1):
        if not words[last].capital or words[last + 1].lower not in w.AUXILIARIES:
            continue
        for first in (last - 1, last):
            name = " ".join(token.text for token in words[max(first, 0) : last + 1])
            if name in COUNTRIES_AND_CAPITALS:
                return max(first, 0), last + 1
    return None


def _is_counted_by(words: Sequence[Token], subject: tuple[int, int], said: Sequence[Report]) -> bool:
    """Say whether a pronoun speaks of a counted subject, which it so does not stand for: "Three brigades fell, they said"."""
    first = words[subject[0]]
    if first.kind != "number" and first.lower not in w.NUMBER_WORDS:
        return False
    return any(
        report.source is not None
        and words[report.source[0]].lower in w.PRONOUNS
        and any(start <= subject[0] < end <= report.source[0] for start, end in report.content)
        for report in said
    )


def _past_dateline(text: str, sentence: Sentence) -> int:
    """Return where a sentence begins after its dateline: "PORT SELWYN, May 3 (Meridian) - "."""
    dateline = _DATELINE.match(text, sentence.start, sentence.end)
    return dateline.end() if dateline else sentence.start


def _with_lists(text: str, sentences: Sequence[Sentence], found: Sequence[Attribution]) -> list[Attribution]:
    """Return the credits, the items of a list as content of the credit whose sentence leads to it with a colon.

    What stands before a colon inside such an item says what is counted: "according to the governor: North: 12 dead".
    """
    items: dict[int, int] = {}
    for attribution in found:
        lead = attribution.sentence
        if attribution.source is None or text[sentences[lead].end - 1] != ":":
            continue
        index = lead + 1
        while index < len(sentences) and _is_item(text, sentences[index], sentences[lead]):
            items.setdefault(index, lead)
            index += 1
    leads = {lead: [sentences[i] for i, of in items.items() if of == lead] for lead in set(items.values())}
    return [
        replace(a, content=(*a.content, *((s.start, s.end) for s in leads[a.sentence]))) if a.sentence in leads else a
        for a in found
        if not (a.sentence in items and text[a.cue[0] : a.cue[1]] == ":")
    ]


def _is_item(text: str, sentence: Sentence, lead: Sentence) -> bool:
    """Say whether a sentence is an item of the list that `lead` opens: a bullet or a short line without a full stop."""
    if sentence.block == lead.block and "\n" not in text[lead.end : sentence.start]:
        return False
    line = text[sentence.start : sentence.end]
    return (
        line[0] in _BULLETS
        or text[sentence.start - 2 : sentence.start - 1] in _BULLETS
        or (line[-1] not in '.!?”"' and len(line.split()) <= _ITEM_WORDS)
    )


def _opens_turn(sentences: Sequence[Sentence], index: int, report: Report) -> bool:
    """Say whether a paragraph of a transcript begins here: "Anders: We lost 40 ..."."""
    own = sentences[index]
    first = index == 0 or sentences[index - 1].block != own.block
    return first and report.source is not None and report.source[0] == 0 and report.verb.lemma == ":"


def _whole_turn(sentences: Sequence[Sentence], attribution: Attribution) -> Attribution:
    """Return the credit with all of its paragraph as content."""
    own = sentences[attribution.sentence]
    end = max(sentence.end for sentence in sentences if sentence.block == own.block)
    return replace(attribution, content=((attribution.cue[1], end),))


def _speaks_for_itself(words: Sequence[Token], report: Report) -> bool:
    """Say whether the source is "I", "we" or "our staff" inside a quotation, whose speaker is credited already.

    So are the outlet's own papers, whoever gives them: "by our sums".
    """
    if report.source is None:
        return False
    first, end = report.source
    last = words[end - 1].lower
    own = any(token.lower in {"my", "our", "your"} for token in words[first:end])
    quoted = sum(token.text in QUOTES - _APOSTROPHES for token in words[:first]) % 2 == 1
    return last in {"i", "we", "you"} or (own and (quoted or last in w.TEXT_NOUNS | {"sums"}))


def _attribution(text: str, words: Sequence[Token], report: Report, cast: Cast, index: int) -> Attribution:
    def chars(span: tuple[int, int]) -> tuple[int, int]:
        return words[span[0]].start, words[span[1] - 1].end

    name = ARTICLE_ITSELF
    if report.source is not None:
        name = cast.resolve(phrase_of(words[slice(*report.source)], text), index)
        if report.verb.kind is CueClass.SAY and (document := _stated_in(words, report)) is not None:
            cast.state(document, name)
    return Attribution(
        source=None if report.source is None else chars(report.source),
        cue=chars(report.cue),
        content=tuple(chars(span) for span in report.content if span[0] < span[1]),
        stance="denied" if _says_no(words, report) else report.verb.stance,
        hedged=report.verb.hedged,
        name=name,
        kind=report.verb.kind,
        sentence=index,
        office=report.verb is not CLOSING_NAME,
    )


def _stated_in(words: Sequence[Token], report: Report) -> str | None:
    """Return the noun of the document in which a source says something: "said in a | statement |", "said a | memo | by"."""
    assert report.source is not None
    first = report.cue[1] if report.cue[1] <= report.source[0] else report.source[1]
    for index in range(first, len(words)):
        if words[index].lower in _STATEMENTS and words[index - 1].lower not in {"the", "this", "that"}:
            return words[index].lower
    return None


def _says_no(words: Sequence[Token], report: Report) -> bool:
    """Say whether what is said is a denial by its own words: "no cadets took part, the ministry said".

    A negated statement with a number in it is a claim about the number, not a denial.
    """
    if report.verb.stance != "asserted" or report.verb.kind is not CueClass.SAY or not report.content:
        return False
    content = words[slice(*report.content[0])]
    opening = [token.lower for token in content if token.kind == "word"][:7]
    if any(token.kind == "number" for token in content) or not opening:
        return False
    return opening[0] in _NOBODY or any(
        word in w.BE | w.AUXILIARIES and following in {"not", "never"}
        for word, following in itertools.pairwise(opening)
    )


def _subject(words: Sequence[Token]) -> tuple[int, int] | None:
    """Return the phrase that a sentence begins with, if it could be a source."""
    first = 0
    while first < len(words) and (
        words[first].kind == "mark" or words[first].lower in w.CONJUNCTIONS | w.ADVERBS | {"and", "far"}
    ):
        first += 1
    opening = words[first].lower if first < len(words) else ""
    joined = first + 1 < len(words) and words[first + 1].lower in {"of", "from", "to"}
    if (opening in _JOINED_OPENERS and joined) or opening in w.PREPOSITIONS or opening.endswith(("ing", "ed")):
        comma = next(
            (i for i in range(first, min(len(words), first + _LONGEST_INTRODUCTION)) if words[i].text == ","), None
        )
        if comma is None and opening in _JOINED_OPENERS:
            return None
        first = first if comma is None else comma + 1
    last = read_forward(words, first, len(words)) if first < len(words) else None
    if last is None or not is_source_like(words, first, last) or last - first > 14:
        return None
    after = next((i for i in range(last + 1, len(words)) if not words[i].capital), len(words))
    if after + 1 < len(words) and words[after].text == "," and words[after + 1].lower in w.PRONOUNS - w.RELATIVES:
        return None  # What stands beside the last noun of an introduction: "in the journal, | GSA Today |, they said".
    if not any(token.kind == "word" and not token.capital for token in words[last + 1 :]):
        return None
    return (first, _past_name(words, last) + 1)


def _past_name(words: Sequence[Token], last: int) -> int:
    """Return the last token of a described subject together with the name between commas after it."""
    comma = last + 1
    if comma < len(words) and words[comma].lower == "who":
        comma = next((i for i in range(comma, min(len(words), comma + _LONGEST_ASIDE)) if words[i].text == ","), comma)
    if comma + 1 >= len(words) or words[comma].text != ",":
        return last
    if words[last].capital and not _heads_office(words[: last + 1]):
        return last
    end = comma + 1
    while end < len(words) and (words[end].capital or words[end].lower in w.NAME_PARTICLES):
        end += 1
    return end - 1 if end > comma + 2 and end < len(words) and words[end].text == "," else last


def _heads_office(words: Sequence[Token]) -> bool:
    """Say whether a phrase that ends in a name is headed by the common noun of an office: "the | head | of the Council"."""
    joint = next((i for i in range(len(words) - 1, 0, -1) if words[i].lower == "of"), 0)
    return joint > 0 and not words[joint - 1].capital and words[joint - 1].lower in w.PERSON_NOUNS


def _phrases(
    text: str,
    tokens: Sequence[Sequence[Token]],
    reports: Sequence[Sequence[Report]],
    subjects: Sequence[tuple[int, int] | None],
) -> list[Phrase]:
    """Return every phrase of the article that could be the fuller form of another, in text order."""
    phrases: list[Phrase] = []
    for words, said, subject in zip(tokens, reports, subjects, strict=True):
        spans = [report.source for report in said if report.source is not None]
        if subject is not None:
            spans.append(subject)
        if not is_title_case(words):
            spans.extend(_names(words))
        phrases.extend(phrase_of(words[slice(*span)], text) for span in spans)
    return phrases


def _names(words: Sequence[Token]) -> list[tuple[int, int]]:
    """Return runs of two or more capitalised words, an institution's "of" and "for" included."""
    runs = []
    index = 0
    while index < len(words):
        if not words[index].capital or words[index].lower in _NO_OPENING:
            index += 1
            continue
        end = index + 1
        while end < len(words) and (
            words[end].capital
            or (
                (
                    words[end].lower in _NAME_JOINTS
                    or (words[end].lower == "the" and words[end - 1].lower in {"of", "for"})
                )
                and end + 1 < len(words)
                and (words[end + 1].capital or words[end + 1].lower == "the")
            )
        ):
            if words[end].lower in w.WEEKDAYS | w.MONTHS | w.CONJUNCTIONS or words[end - 1].possessive:
                break
            end += 1
        if end - index > 1 and words[end - 1].capital:
            runs.append((index, end))
        index = end
    return runs


_NO_OPENING = w.DETERMINERS | w.CONJUNCTIONS | w.PREPOSITIONS | w.PRONOUNS | w.WEEKDAYS | w.ADVERBS
"""Capitalised words with which no name begins."""
