"""Where in their articles two figures stand, and who gives them.

    positions = Positions(profiles, time)
    tuple(positions.counts(a, b))    # ("greatest of its event: both, two articles", "articles: two", ...)

As in `traits`, each function tells names of facets, and beside it stand the traits that it looks at; what depends on the very
pair has none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence

from summarize.claims import MeasuredClaim
from summarize.comparison.affinity import echoes
from summarize.comparison.chronology import Chronology
from summarize.comparison.intervals import fit
from summarize.comparison.profiles import Profile
from summarize.comparison.sources import is_named

__all__ = ["Positions"]

LEAD = 2
"""Number of the last sentence of an article that tells the main thing, headline counted."""
BESIDE = 2
"""Sentences from one count to another that answers it, at most."""

_CONTRAST = re.compile(
    r"\b(?:but|however|though|although|while|whereas|only|just|not|never|instead|rather|lower|higher|smaller|larger|fewer|closer|nearer|"
    r"real|really|true|actual|actually|den(?:y|ies|ied)|disput\w+|reject\w+|contradict\w*|dismiss\w*|contest\w*|insist\w*|admit\w*|"
    r"acknowledg\w*|conced\w+|exaggerat\w*|in\s+contrast|against|versus)\b",
    re.IGNORECASE,
)
"""What sets one count against another, between the two."""
_GIVES = re.compile(
    r"\b(?:put(?:s|ting)?|sp(?:oke|eaks?|oken)\s+of|g[ai]ve[sn]?|giving|count(?:s|ed)|claim(?:s|ed|ing)?|estimat\w+|reckon\w*|make(?:s)?\s+it|"
    r"made\s+it|record(?:s|ed)|tallied|list(?:s|ed)|talks?\s+of|talked\s+of|says?\s+(?:it|there)|said\s+(?:it|there)|believes?|according\s+to|"
    r"by\s+(?:\w+\s+){1,3}count)\b",
    re.IGNORECASE,
)
"""What gives somebody's count."""
_PARTS = re.compile(
    r"\b(?:of\s+(?:the|these|those|them|whom|which|their|its)|includ\w+|among|alone|another|plus|further|additional|other|"
    r"on\s+top|respectively|each|also|up\s+from|compared)\b",
    re.IGNORECASE,
)
"""What adds a count to another, or takes it out of it."""


class Positions:
    """The figures of one story, each among those of its article and of the others."""

    def __init__(self, profiles: Sequence[Profile], time: Chronology | None) -> None:
        self._time = time
        self._rank: dict[str, int] = {}
        self._place: dict[str, int] = {}
        """Number of each figure among those of its article that are of a kind: a count, a sum, a share..."""
        kinds: Counter[tuple[str, str]] = Counter()
        self._counted: Counter[tuple[str, str, str | None]] = Counter()
        self._greatest: dict[tuple[str, str, str | None], float] = defaultdict(float)
        self._holders: dict[float, set[str]] = defaultdict(set)
        for p in sorted(profiles, key=lambda p: (p.claim.claim.article_id, p.claim.figure.span.start)):
            c = p.claim
            self._rank[c.claim.id] = self._counted[p.sort]
            self._counted[p.sort] += 1
            self._place[c.claim.id] = kinds[c.claim.article_id, c.kind]
            kinds[c.claim.article_id, c.kind] += 1
            if not (c.measure.background or c.elsewhere or c.measure.projected):
                self._greatest[p.sort] = max(self._greatest[p.sort], p.magnitude)
            self._holders[_digits(p)].add(c.claim.article_id)

    def counts(self, a: Profile, b: Profile) -> Iterator[str]:
        """Tell whether the two are the greatest, the first or the only counts of their event in their articles."""
        if a.event is None or a.event != b.event:
            return
        apart = _are_apart(a, b)
        most = [self._is_greatest(p) for p in (a, b)]
        if any(most):
            yield f"greatest of its event: {'both' if all(most) else 'one'}, {'two articles' if apart else 'one article'}"
        if not apart:
            return
        first = [self._rank[p.claim.claim.id] == 0 for p in (a, b)]
        if all(first):
            yield "first of its event"
            if a.generic and b.generic:
                yield "first of its event, nobody of a sort"
        elif any(first):
            yield "one is first of its event"
        if self._counted[a.sort] == self._counted[b.sort] == 1:
            yield "sole count of its event"

    def count_traits(self, p: Profile) -> Hashable:
        """Return what `counts` looks at, beside whether the figures are of one article."""
        if p.event is None:
            return None
        return p.event, self._is_greatest(p), self._rank[p.claim.claim.id] == 0, self._counted[p.sort] == 1, p.generic

    def _is_greatest(self, p: Profile) -> bool:
        return p.magnitude >= self._greatest[p.sort] > 0

    def leads(self, a: Profile, b: Profile) -> Iterator[str]:
        """Tell whether two articles both make it the main thing, or their only count of something."""
        if not _are_apart(a, b):
            return
        x, y = a.claim, b.claim
        yield "articles: two"
        if x.order <= LEAD and y.order <= LEAD:
            yield "both lead"
        if x.sole and y.sole and x.head and x.head == y.head:
            yield "sole count of its noun"

    def lead_traits(self, p: Profile) -> Hashable:
        """Return what `leads` looks at, beside whether the figures are of one article."""
        return p.claim.order <= LEAD, p.claim.head if p.claim.sole else ""

    def voices(self, a: Profile, b: Profile) -> Iterator[str]:
        """Tell whether one source gives both."""
        if not (is_named(a.voice) and is_named(b.voice)):
            return
        agree = fit(a.claim.figure, b.claim.figure) is not None
        if not _are_apart(a, b):
            if not agree:
                yield "one article, figures differ, " + ("one voice" if a.voice == b.voice else "two voices")
        elif a.voice == b.voice:
            yield "asserter: same, two articles" + ("" if agree else ", figures differ")

    def voice_traits(self, p: Profile) -> Hashable:
        """Return what `voices` looks at, beside whether two are one, how the figures fit, and whether one article has both."""
        return is_named(p.voice)

    def later(self, a: Profile, b: Profile) -> Iterator[str]:
        """Tell whether the article that is known to be the later one has the larger figure: tolls rise."""
        if self._time is None or fit(a.claim.figure, b.claim.figure) or not self._is_toll(a) or not self._is_toll(b):
            return
        if self._time.follows(b.claim.claim.article_id, a.claim.claim.article_id):
            a, b = b, a
        elif not self._time.follows(a.claim.claim.article_id, b.claim.claim.article_id):
            return
        grown = "larger" if b.magnitude > a.magnitude else "smaller"
        yield f"later article: {grown}"
        if a.event and a.event == b.event:
            yield f"later article: {grown}, same event"

    def later_traits(self, p: Profile) -> Hashable:
        """Return what `later` looks at, beside which article is the later one, and which number the larger."""
        return (p.event,) if self._is_toll(p) else None

    @staticmethod
    def _is_toll(p: Profile) -> bool:
        return p.claim.kind == "quantity"

    def holders(self, a: Profile, b: Profile) -> Iterator[str]:
        """Tell whether the two agree on a telling number that only their articles have."""
        agree = _are_apart(a, b) and fit(a.claim.figure, b.claim.figure)
        if agree and a.telling and len(self._holders[_digits(a)] | self._holders[_digits(b)]) == 2:
            yield "number of these two articles"

    def in_one_article(self, a: Profile, b: Profile) -> Iterator[str]:
        """Tell how one article leads from the one figure to the other."""
        if _are_apart(a, b):
            return
        x, y = a.claim, b.claim
        agree = fit(x.figure, y.figure) is not None
        yield "articles: one"
        if not agree:
            yield "one article, figures differ"
        if x.order == y.order:
            yield "one sentence" + ("" if agree else ", figures differ")
        elif abs(x.order - y.order) == 1:
            yield "next sentence"
        if not agree and abs(x.order - y.order) <= BESIDE:
            yield from self._beside(a, b, two_voices=a.voice != b.voice)
        if x.lead != y.lead:
            yield "headline and text"
        if echoes(x, y) or echoes(y, x):
            yield "takes over its measure"

    def _beside(self, a: Profile, b: Profile, *, two_voices: bool) -> Iterator[str]:
        """Tell how one article leads from one figure to another that differs, a sentence or two on."""
        first, second = sorted((a, b), key=lambda p: p.claim.figure.span.start)
        between = _between(first.claim, second.claim)
        adjacent = abs(self._place[first.claim.claim.id] - self._place[second.claim.claim.id]) == 1
        silent = not second.claim.head and not second.event
        told = []
        if adjacent:
            told.append("next figure")
        if _PARTS.search(between):
            told.append("a part or more")
        if _CONTRAST.search(between):
            told.append("contrast")
        if _GIVES.search(between):
            told.append("a count given")
        if silent:
            told.append("later one names nothing")
        voices = "two voices" if two_voices else "one voice"
        yield from (f"beside: {name}, {voices}" for name in told)
        if adjacent and "a part or more" not in told:
            yield f"beside: next figure and no part, {voices}"
            yield from (f"beside: next figure, {name}, no part, {voices}" for name in told[1:])


def _are_apart(a: Profile, b: Profile) -> bool:
    return a.claim.claim.article_id != b.claim.claim.article_id


def _digits(p: Profile) -> float:
    return round(p.magnitude, 6)


def _between(first: MeasuredClaim, second: MeasuredClaim) -> str:
    """Return the words from one figure to a later one of its article, those of sentences in between left out."""
    start, end = first.figure.span.end, second.figure.span.start
    if first.order == second.order:
        return first.claim.quote.text[start - first.claim.quote.start : max(0, end - first.claim.quote.start)]
    after = first.claim.quote.text[max(0, start - first.claim.quote.start) :]
    return f"{after} {second.claim.quote.text[: max(0, end - second.claim.quote.start)]}"
