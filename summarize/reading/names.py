"""Article -> the people and the places that it names.

A capitalised run is a person when something personal stands by it (a title, a role, an age, a verb of speech, a later
"he") and nothing institutional inside it; a place when it follows a preposition of place, a place noun or stands in the
gazetteer. Mentions by surname join the full name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from summarize.reading import wordlists as w
from summarize.reading.cues import VERBS, CueClass
from summarize.reading.gazetteer import COUNTRIES_AND_CAPITALS, PLACE_NOUNS
from summarize.reading.phrases import Token, read_forward, tokenize
from summarize.reading.sentences import Sentence
from summarize.schema import Article, Person, Place, Span

__all__ = ["find_people", "find_places"]

MOST_EVIDENCE = 5
"""Mentions shown of one name. Enough to check it by."""
_PLACE_PREPOSITIONS = w.listed("""
    in near at across outside around inside into from to over through towards between of
""")
_SURE_PREPOSITIONS = frozenset(["in", "near", "at", "across", "outside", "around"])
_PARTICLES = w.listed("""
    al el bin ibn bint abu de da di del della der den van von la le du dos das ten ter
""")
_NOT_PLACES = (
    w.WEEKDAYS
    | w.MONTHS
    | w.listed("""
    parliament congress twitter facebook instagram telegram english arabic french god islam christianity christmas
    easter ramadan internet opec nato covid mr mrs ms
""")
)
_INSTITUTIONS = (
    w.ORGANISATION_NOUNS
    | w.TEXT_NOUNS
    | w.listed("""
    ministry watch rights nations union street act law bill games cup league award prize war crisis airlines airways
    motors times post herald tribune guardian journal gazette express mail news international national federal
    democratic republican front islamic army inc corp ltd plc llc co holdings group
""")
)
_SPOKEN = frozenset({CueClass.SAY, CueClass.DENY, CueClass.HOLD, CueClass.STAND})
_BEFORE_ROLE = (
    w.DETERMINERS | w.PREPOSITIONS | w.CONJUNCTIONS | w.AUXILIARIES | w.SAID | w.ADVERBS | w.VERBS_ONLY | {"and"}
)
_OFFICE_VERBS = w.listed("""
    heads leads runs chairs commands represents directs oversees manages owns
""")
"""Verbs that tell what somebody is: "Oleg Sand, who heads the council"."""
_ROLE_END = re.compile(r"\s+(?:who|which|whose|that)\b|[,;:(]")
_SPACE = re.compile(r"\s+")


@dataclass
class _Run:
    """A run of capitalised words."""

    start: int
    end: int
    words: tuple[str, ...]
    """Titles cut off."""
    titles: tuple[str, ...]
    """Titles before it, as written."""
    personal: bool
    """Something beside it says that it is a person."""
    placed: bool
    """A preposition or noun of place stands by it."""
    role: str | None


@dataclass
class _Person:
    name: str
    role: str | None
    spans: list[tuple[int, int]] = field(default_factory=list)


def find_people(article: Article, sentences: Sequence[Sentence]) -> tuple[Person, ...]:
    """Return the people named in the article, in order of first mention, with their roles as the article words them."""
    text = article.text
    runs = [run for sentence in sentences for run in _runs(text, tokenize(text, sentence.start, sentence.end))]
    full: dict[str, _Person] = {}
    order: list[_Person] = []
    surnames: dict[str, _Person] = {}
    personal = {run.words for run in runs if run.personal and not _institutional(run.words)}
    for run in runs:
        if len(run.words) < 2 or run.words not in personal or (run.placed and not run.titles):
            continue
        name = " ".join(run.words)
        person = full.get(name)
        if person is None:
            person = _Person(name, run.role)
            full[name] = person
            order.append(person)
            surnames.setdefault(run.words[-1].lower(), person)
        person.role = person.role or run.role
    for run in runs:
        if len(run.words) == 1 and run.titles and run.personal and not _institutional(run.words):
            word = run.words[0]
            if word.lower() not in surnames:
                person = _Person(" ".join([*run.titles, word]), run.role)
                surnames[word.lower()] = person
                order.append(person)
    for run in runs:
        person = full.get(" ".join(run.words)) or (surnames.get(run.words[-1].lower()) if len(run.words) == 1 else None)
        if person is not None and not (run.placed and len(run.words) == 1 and run.words[0] in COUNTRIES_AND_CAPITALS):
            person.spans.append((run.start, run.end))
            person.role = person.role or (run.role if run.personal else None)
    order.sort(key=lambda person: person.spans[0] if person.spans else (0, 0))
    return tuple(
        Person(name=person.name, role=person.role, evidence=_evidence(text, person.spans))
        for person in order
        if person.spans
    )


def find_places(article: Article, sentences: Sequence[Sentence]) -> tuple[Place, ...]:
    """Return the places named in the article, most often named first."""
    text = article.text
    people = {word for person in find_people(article, sentences) for word in person.name.split()}
    spans: dict[str, list[tuple[int, int]]] = {}
    known: set[str] = set()
    placed: dict[str, int] = {}
    for sentence in sentences:
        for run in _runs(text, tokenize(text, sentence.start, sentence.end)):
            name = _SPACE.sub(" ", text[run.start : run.end])
            name = re.sub(r"['’]s$", "", name)
            listed = name in COUNTRIES_AND_CAPITALS
            if (
                run.titles
                or set(run.words) & people
                or _institutional(run.words)
                or run.words[0].lower() in _NOT_PLACES
            ):
                continue
            if w.is_demonym(name.lower()) or (run.words[-1].lower() in PLACE_NOUNS and len(run.words) == 1):
                continue
            if listed:
                known.add(name)
            placed[name] = placed.get(name, 0) + run.placed
            end = run.start + len(text[run.start : run.end].removesuffix("'s").removesuffix("’s"))
            spans.setdefault(name, []).append((run.start, end))
    found = [(name, places) for name, places in spans.items() if name in known or placed[name] >= 0.4 * len(places)]
    found.sort(key=lambda item: (-len(item[1]), item[1][0]))
    return tuple(Place(name=name, evidence=_evidence(text, places)) for name, places in found)


def _evidence(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span.of(text, start, end) for start, end in list(dict.fromkeys(spans))[:MOST_EVIDENCE])


def _institutional(words: Sequence[str]) -> bool:
    return any(word.lower() in _INSTITUTIONS or (word.isupper() and len(word) > 1) for word in words)


def _runs(text: str, tokens: Sequence[Token]) -> Iterator[_Run]:
    """Yield the capitalised runs of a sentence with what stands by them."""
    index = 0
    while index < len(tokens):
        if not _begins(tokens, index):
            index += 1
            continue
        first = index
        titles: list[str] = []
        while index < len(tokens) and tokens[index].capital and tokens[index].lower in w.TITLES:
            titles.append(tokens[index].text)
            index += 1
        start = index
        while index < len(tokens) and (
            _is_name(tokens, index)
            or (index > start and tokens[index].lower in _PARTICLES and _is_name(tokens, index + 1))
        ):
            index += 1
            if tokens[index - 1].possessive:
                break
        if index == start:
            index = max(index, first + 1)
            continue
        words = tuple(_bare(token) for token in tokens[start:index])
        if len(words) == 1 and start == 0 and words[0].lower() in w.NOT_NAMES | w.ADVERBS | VERBS.keys():
            continue
        role = _role(text, tokens, first, index)
        personal = bool(titles) or role is not None or _speaks(tokens, first, index) or _aged(tokens, index)
        yield _Run(
            tokens[start].start,
            tokens[index - 1].start + len(_bare(tokens[index - 1])),
            words,
            tuple(titles),
            personal,
            _placed(tokens, first, index) and not titles,
            role,
        )


def _begins(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    return token.capital and (token.lower in w.TITLES or _is_name(tokens, index))


def _is_name(tokens: Sequence[Token], index: int) -> bool:
    if index >= len(tokens):
        return False
    token = tokens[index]
    low = token.lower
    if token.kind != "word" or not token.capital or low in w.DETERMINERS | w.PREPOSITIONS | w.CONJUNCTIONS | w.PRONOUNS:
        return False
    if low in w.WEEKDAYS | w.MONTHS | w.AUXILIARIES | w.RELATIVES | w.SAID | {"and"}:
        return False
    return not (index == 0 and (low in w.ADVERBS or low in w.NOT_NAMES or w.is_speaker_noun(low)))


def _bare(token: Token) -> str:
    return token.text[:-2] if token.text.endswith(("'s", "’s")) else token.text


def _role(text: str, tokens: Sequence[Token], first: int, end: int) -> str | None:
    """Return the role beside a name: "X, head of the agency," or "police chief X", "X, who heads the council"."""
    after = end
    if after + 1 < len(tokens) and tokens[after].text == "," and tokens[after + 1].kind == "number":
        after += 2
    if after + 1 < len(tokens) and tokens[after].text == ",":
        told = _office(tokens, after + 1) or _one_of(tokens, after + 1)
        if told is not None:
            return _SPACE.sub(" ", text[tokens[after + 1].start : tokens[told].end])
        opening = tokens[after + 1]
        last = read_forward(tokens, after + 1, len(tokens)) if opening.kind == "word" else None
        if last is not None and not opening.capital and any(_is_role(t) for t in tokens[after + 1 : last + 1]):
            role = text[opening.start : tokens[_apposition_end(tokens, after + 1, last)].end]
            cut = _ROLE_END.search(role)
            role = _SPACE.sub(" ", role[: cut.start()] if cut else role)
            return re.sub(r"^(?:a|an|the)\s+", "", role)
    if after < len(tokens) and _is_role(tokens[after]) and not tokens[after].capital and end - first > 1:
        last = read_forward(tokens, after, len(tokens))
        if after + 1 >= len(tokens) or tokens[after + 1].lower not in {"of", "for", "at", "in", "to"}:
            return None
        return None if last is None else _SPACE.sub(" ", text[tokens[after].start : tokens[last].end])
    before = first - 1
    if before >= 0 and tokens[before].text == "," and before > 0:
        before -= 1
        if not _is_role(tokens[before]):
            return None
    words: list[Token] = []
    while before >= 0 and len(words) < 5 and tokens[before].kind == "word":
        token = tokens[before]
        if token.lower in _BEFORE_ROLE or token.lower.endswith("ly"):
            break
        words.append(token)
        before -= 1
    if words and _is_role(words[0]):
        return _SPACE.sub(" ", text[words[-1].start : words[0].end])
    return None


def _office(tokens: Sequence[Token], first: int) -> int | None:
    """Return the last token of a clause from `first` that tells somebody's office ("who heads the council")."""
    words = [token.lower for token in tokens[first : first + 3]]
    if words[:1] != ["who"] or not ((words[1:2] and words[1] in _OFFICE_VERBS) or words[1:] == ["speaks", "for"]):
        return None
    what = first + (3 if words[1] == "speaks" else 2)
    named = what < len(tokens) and (tokens[what].capital or tokens[what].lower in w.DETERMINERS)
    return read_forward(tokens, what, len(tokens)) if named else None


def _one_of(tokens: Sequence[Token], first: int) -> int | None:
    """Return the last token of a phrase from `first` that counts somebody among others ("one of the mayor's advisers")."""
    if [token.lower for token in tokens[first : first + 2]] != ["one", "of"]:
        return None
    last = read_forward(tokens, first + 2, len(tokens))
    if last is None or not any(
        token.lower.removesuffix("s") in w.PERSON_NOUNS for token in tokens[first + 2 : last + 1]
    ):
        return None
    return last


def _apposition_end(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return the last token of an apposition: at the comma or stop that ends it, if no verb comes between."""
    for index in range(first, min(len(tokens), first + 16)):
        token = tokens[index]
        if token.text in {",", ".", ";"}:
            return max(last, index - 1)
        if token.lower in w.AUXILIARIES or token.lower in w.SAID or token.lower in w.RELATIVES:
            break
    return last


def _is_role(token: Token) -> bool:
    low = token.lower
    return low in w.PERSON_NOUNS and (low == "boss" or not low.endswith("s"))


def _speaks(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Say whether a run of two words or more is the subject of a verb of speech next to it."""
    for index in (end, end + 1, first - 1):
        if 0 <= index < len(tokens):
            cue = VERBS.get(tokens[index].lower)
            if cue is not None and cue.kind in _SPOKEN and not tokens[index].capital:
                if index == end + 1 and tokens[end].lower not in w.ADVERBS | w.AUXILIARIES:
                    continue
                return True
    return False


def _aged(tokens: Sequence[Token], end: int) -> bool:
    return (
        end + 2 < len(tokens)
        and tokens[end].text == ","
        and tokens[end + 1].text.isdigit()
        and len(tokens[end + 1].text) <= 2
        and tokens[end + 2].text in {",", "."}
    )


def _placed(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Say whether a preposition or a noun of place stands by the run."""
    if end < len(tokens) and tokens[end].lower in PLACE_NOUNS and tokens[end - 1].kind == "word":
        return True
    before = first - 1
    if before < 0:
        return False
    low = tokens[before].lower
    if low == "of" and before > 0:
        return tokens[before - 1].lower.rstrip("s") in PLACE_NOUNS
    if low in {"the", "and"} or low not in _PLACE_PREPOSITIONS:
        return tokens[before].lower in {"city", "town", "village", "province", "region", "capital", "port", "island"}
    return low in _SURE_PREPOSITIONS
