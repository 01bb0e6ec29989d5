"""What a denial and a statement of its story have in common and what parts them, as named numbers.

    for statement, facets in candidates(story, DenialRules(story), denial):      # {"words: share": 0.6, "voices: two": 1.0, ...}
        ...

A facet is 0 unless it is in the result. `denied` weighs them. Some stand in the result once more for the denial's strength, or
for one article and two: "voices, verb: two".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from summarize.comparison.denial_rules import DenialRules
from summarize.comparison.propositions import Statement
from summarize.comparison.senses import beginning, sense, senses
from summarize.comparison.sources import is_named
from summarize.comparison.story_statements import Ends, StoryStatements, events_in
from summarize.reading.culprits import labels_of
from summarize.reading.words import stems
from summarize.schema import BlockRole

__all__ = ["candidates"]

MOST_CANDIDATES = 40
"""Statements that look likeliest before facets are found, and are looked at. Of the denials in practice stories that a statement
contradicts, 88 of 100 have one among the candidates; with all statements of the story it is 99, and as few more are told right as
more are told wrong."""
NEAR = 5
"""Sentences of its article on either side of a denial that are looked at however unlikely."""
REST, EVENT = 0.5, 2.0
"""For that, how much a word counts that is not of the denied clause, against one that is; and an event in common, or an
accusation where one is denied, against the weight of words. A rare word weighs 3 to 4."""
MOST_SHARED = 4
"""Shared words beyond which it makes no difference how many there are."""
ALMOST_ALL = 0.8
"""Share of the denied clause's weighted words that is as good as all of them."""
SHORT = 3
"""Content words of a statement that hardly says anything."""
FAR = 4
"""Sentences from which a statement is far from a denial of its article."""
OPENING = 60
"""Characters of a sentence in which its denier stands where no credit was read."""

_BUT = re.compile(r"\b(?:but|however|though|while|contradict|on\s+the\s+other\s+hand|yet)\b", re.IGNORECASE)
_QUOTE = re.compile('["“”]')
_CLAUSE_END = re.compile(r"[.;,:]")
_DENYING = {
    name: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for name, words in {
        "denies": r"den(?:y|ies|ied|ying|ials?)\b",
        "dismisses": r"dismiss|reject|refut|repudiat|rebut|debunk",
        "disputes": r"disput|contest",
        "rules out": r"rul(?:e[sd]?|ing)\s+out\b",
        "false": r"(?:false|untrue|not\s+true|wrong|incorrect|inaccurate|mistaken|misleading)\b",
        "lie": r"(?:lie[sd]?|fabricat\w*|inventions?|hoax|fiction|propaganda|fake)\b",
        "baseless": r"(?:baseless|unfounded|groundless|foundation|absurd|ridiculous|nonsense)\b",
        "no evidence": r"no\s+(?:record|knowledge|evidence|truth|basis)\b",
        "only": r"only\b",
        "never": r"never\b",
        "nobody": r"(?:nobody|no[\s-]one|none|nothing)\b",
        "no": r"no\b",
        "not": r"not\b|\w+n[’']t\b",
        "neither": r"(?:neither|nor)\b",
        "refuses": r"refus",
    }.items()
}
"""With what words a denial denies."""

Facets = dict[str, float]


@dataclass(frozen=True)
class _Asked:
    """A denial as it is set beside statements."""

    denial: Statement
    strength: str
    senses: frozenset[str]
    """Senses of the words of what is denied."""
    rest: frozenset[str]
    """Those of its other words."""
    negated: frozenset[str]
    """Those from a plain "not" to the end of its clause; empty where there is a verb of denying or a verdict."""
    turning: frozenset[str]
    """Those that a plain "not" turns on."""
    events: frozenset[str]
    """What happened, by what is denied or else by the whole sentence."""
    numbers: frozenset[Ends]
    names: frozenset[str]
    denier: frozenset[str]
    """Stems of the denier's name; empty where nobody is named."""
    defended: frozenset[str]
    """Labels of whom an accusation would have to name."""
    own: Mapping[str, float]
    """Facets of the denial itself."""

    @property
    def article(self) -> str:
        """Return the id of its article."""
        return self.denial.article.id


def candidates(story: StoryStatements, rules: DenialRules, denial: Statement) -> Iterator[tuple[Statement, Facets]]:
    """Yield the statements that the denial may deny, in the order of the story, with their facets."""
    asked = _asked(story, denial)
    shared = story.sharing(asked.senses)
    found = rules.found(denial)
    mine = story.number[denial.key]
    shared.pop(mine, None)
    heavier = sorted(shared.values(), reverse=True)
    rank: dict[float, int] = {}
    for place, weight in enumerate(heavier):
        rank.setdefault(weight, place)
    at_home = max((w for n, w in shared.items() if story.all[n].article.id == asked.article), default=0.0)
    near = story.near(denial, NEAR)
    other = next((s for s in reversed(near) if s.order < denial.order and _is_another(story, denial, s)), None)
    for n in sorted({*found, *_likeliest(story, asked, shared), *(story.number[s.key] for s in near)} - {mine}):
        statement = story.all[n]
        facets = dict(asked.own)
        _compare_words(story, asked, n, shared.get(n, 0.0), facets)
        facets[f"rank: {_rank(rank[shared[n]]) if n in shared else 'none shared'}"] = 1.0
        if n in shared and shared[n] == at_home and statement.article.id == asked.article:
            facets["rank: best of its article"] = 1.0
        _compare_places(n - mine, asked, statement, facets)
        _compare_voices(story, asked, n, facets)
        if statement is other:
            _note(facets, asked, "voices", "last other one before")
            if denial.denied.points_back:
                facets["voices, points back: last other one before"] = 1.0
        _compare_contents(story, asked, n, facets)
        if n in found:
            facets["rule: any"] = facets[f"rule: {found[n]}"] = facets[f"rule, {asked.strength}: {found[n]}"] = 1.0
        yield statement, facets


def _asked(story: StoryStatements, denial: Statement) -> _Asked:
    refusal, number = denial.denied, story.number[denial.key]
    denied = senses(refusal.stems if denial.strong else denial.stems)
    content, name = denial.article.text[slice(*refusal.content)], denial.asserter.name
    named = is_named(name)
    labels = labels_of(name if named else denial.text[:OPENING]) | labels_of(" ".join(content.split()[:8]))
    return _Asked(
        denial,
        refusal.strength,
        denied,
        senses(denial.stems) - denied,
        frozenset() if denial.strong else _negated(denial),
        frozenset(map(sense, refusal.turning)),
        events_in(content) or story.events[number],
        story.numbers[number],
        story.names[number],
        stems(name, 0, len(name)) if named else frozenset(),
        # "The rebels" may be anybody's.
        story.home.read(labels - {"rebels"}),
        _own_facets(denial),
    )


def _negated(denial: Statement) -> frozenset[str]:
    """Return the senses of the words from the "not" to the end of its clause."""
    text, start, end = denial.article.text, denial.denied.trigger[0], denial.sentence.end
    stop = _CLAUSE_END.search(text, start, end)
    return senses(stems(text, start, stop.start() if stop else end))


def _own_facets(denial: Statement) -> Facets:
    refusal, text = denial.denied, denial.text
    has = {
        refusal.strength: True,
        "points back": refusal.points_back,
        "of involvement": refusal.of_involvement,
        "bare": refusal.bare,
        "of a figure": refusal.of_figure,
        "looks back": denial.looks_back,
        "leads": denial.leads,
        "quotes": _QUOTE.search(text) is not None,
        "but": _BUT.search(text) is not None,
        **{f"word {name}": pattern.search(text) is not None for name, pattern in _DENYING.items()},
    }
    return {f"denial: {name}": 1.0 for name, true in has.items() if true}


def _likeliest(story: StoryStatements, asked: _Asked, shared: Mapping[int, float]) -> list[int]:
    """Return the numbers of the statements that share most with the denial by words and events, and of who accuses."""
    likely = dict(shared)
    for n, weight in story.sharing(asked.rest).items():
        likely[n] = likely.get(n, 0.0) + REST * weight
    refusal = asked.denial.denied
    accusing = story.accusing if refusal.of_involvement or refusal.points_back else ()
    for n in [*story.happening(asked.events), *accusing]:
        likely[n] = likely.get(n, 0.0) + EVENT
    return sorted(likely, key=lambda n: (-likely[n], n))[:MOST_CANDIDATES]


def _is_another(story: StoryStatements, denial: Statement, statement: Statement) -> bool:
    """Say whether somebody else is named who says something, and denies nothing."""
    return (
        is_named(statement.asserter.name)
        and not statement.negative
        and not story.sources.one_voice(denial.asserter.name, statement.asserter.name)
    )


def _note(facets: Facets, asked: _Asked, what: str, value: str) -> None:
    """Note a facet, once for all denials and once for those of this strength."""
    facets[f"{what}: {value}"] = facets[f"{what}, {asked.strength}: {value}"] = 1.0


def _compare_words(story: StoryStatements, asked: _Asked, n: int, shared: float, facets: Facets) -> None:
    """Note what words the two share, of the denied clause of which they weigh `shared`."""
    theirs, words = story.senses[n], story.words
    articles = _articles(asked, story.all[n])
    common = asked.senses & theirs
    if shared:
        share, of_theirs = shared / words.total(asked.senses), shared / words.total(theirs)
        facets["words: share"] = facets[f"words, {articles}: share"] = facets[f"words, {asked.strength}: share"] = share
        facets["words: share of the statement"] = of_theirs
        facets["words: shares multiplied"] = share * of_theirs
        facets["words: rarest"] = max(map(words.weight, common)) / words.weight("")
        if share >= ALMOST_ALL and len(common) > 2:
            facets["words: almost all shared"] = facets[f"words, {asked.strength}: almost all shared"] = 1.0
    _note(facets, asked, "words shared", str(min(MOST_SHARED, len(common))))
    if asked.negated:
        negated = asked.negated & theirs
        facets["words: share of what is negated"] = words.total(negated) / words.total(asked.negated)
        facets[f"words negated: {min(MOST_SHARED - 1, len(negated))}"] = 1.0
    if rest := asked.rest & theirs:
        facets["words: share of the rest"] = words.total(rest) / words.total(asked.rest)
    if asked.senses:
        mine = frozenset(map(beginning, asked.senses))
        facets["words: share of beginnings"] = len(mine & story.beginnings[n]) / len(mine)
    if asked.turning:
        turned = "in" if asked.turning & theirs else "out"
        facets[f"turning word: {turned}"] = facets[f"turning word, {articles}: {turned}"] = 1.0


def _rank(place: int) -> str:
    """Return how many statements share more of what is denied, in words."""
    return "first" if place == 0 else "second, third" if place < 3 else "to eighth" if place < 8 else "low"


def _articles(asked: _Asked, statement: Statement) -> str:
    return "one article" if statement.article.id == asked.article else "two articles"


def _compare_places(apart: int, asked: _Asked, statement: Statement, facets: Facets) -> None:
    """Note where the statement stands: `apart` sentences after the denial, if they are of one article."""
    place = "other article"
    if statement.article.id == asked.article:
        far = "far" if abs(apart) > FAR else "near" if abs(apart) > 1 else "next"
        place = f"{far} {'before' if apart < 0 else 'after'}"
        if apart == 1 and _BUT.search(statement.text):
            facets["place: next after, but"] = 1.0
    _note(facets, asked, "place", place)
    if asked.denial.denied.points_back:
        facets[f"place, points back: {place}"] = 1.0
    if statement.sentence.role is BlockRole.HEADLINE:
        facets[f"statement, {_articles(asked, statement)}: headline"] = 1.0
    if len(statement.stems) <= SHORT:
        facets["statement: short"] = 1.0
    if statement.leads:
        facets["statement: leads"] = 1.0


def _compare_voices(story: StoryStatements, asked: _Asked, n: int, facets: Facets) -> None:
    """Note who says the one and the other, and whom the statement accuses or names."""
    statement = story.all[n]
    denier, speaker = asked.denial.asserter.name, statement.asserter.name
    if not (is_named(denier) and is_named(speaker)):
        voices = "denier only" if is_named(denier) else "speaker only" if is_named(speaker) else "none"
    elif story.sources.same_source(denier, speaker):
        voices = "one"
    else:
        voices = "one side" if story.sources.together(denier, speaker) else "two"
    _note(facets, asked, "voices", voices)
    facets[f"voices, {_articles(asked, statement)}: {voices}"] = 1.0
    named = "nobody" if not is_named(denier) else "yes" if asked.denier & story.stems[n] else "no"
    _note(facets, asked, "denier named", named)
    blamed = [story.home.read(a.labels) for a in statement.accusations]
    accuses = "nobody" if not blamed else "denier" if any(asked.defended & x for x in blamed) else "somebody"
    _note(facets, asked, "accuses", accuses)
    if asked.denial.denied.of_involvement:
        facets[f"accuses, of involvement: {accuses}"] = 1.0
    if is_named(speaker) and asked.denial.denied.stems & stems(speaker, 0, len(speaker)):
        facets["voices: what is denied is the speaker's"] = 1.0


def _compare_contents(story: StoryStatements, asked: _Asked, n: int, facets: Facets) -> None:
    """Note what the statement tells: events, numbers, names, rumours, denials of its own."""
    statement, numbers = story.all[n], story.numbers[n]
    _note(facets, asked, "events", "shared" if asked.events & story.events[n] else "other" if asked.events else "none")
    if asked.numbers:
        facets["numbers: " + ("equal" if asked.numbers & numbers else "other" if numbers else "none")] = 1.0
    facets[f"statement: {min(2, len(numbers))} numbers"] = 1.0
    if asked.denial.denied.of_figure:
        facets[f"statement, of a figure: {min(2, len(numbers))} numbers"] = 1.0
    if common := asked.names & story.names[n]:
        facets["names: shared"] = 1.0
        facets["names: share"] = len(common) / len(asked.names)
    if statement.refusal is not None:
        facets[f"statement: denies by {statement.refusal.strength}"] = 1.0
    if statement.looks_back != asked.denial.looks_back:
        facets["time: differs"] = 1.0
    if story.rumours[n]:
        facets["statement: rumour"] = 1.0
