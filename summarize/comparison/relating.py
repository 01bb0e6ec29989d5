"""What two figures are to each other: the model is asked about the pairs that the facets leave open.

    opinions = relate(backend, [unrelated])    # one for each story, all questions in one batch
    opinions[0].by_claim["a1"]                 # {"b4": Opinion(one_question=1.2, conflict=-0.4, update=-3.0), ...}

The facets know what newsroom usage ties to a question; the model has read the sentences, and whose losses, which crash or what
share a figure is often stands in no one word of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice, product

import numpy as np
from numpy.typing import NDArray

from summarize.asking.backends.base import Backend
from summarize.asking.probes import ProbeAnswer, RelationProbe, ask
from summarize.asking.prompting import load_prompts
from summarize.claims import MeasuredClaim, ReadArticle
from summarize.comparison.intervals import fit
from summarize.comparison.opinions import BLENDS, Blend, Opinion, Opinions, Target
from summarize.reading.excerpts import marked
from summarize.reading.sentences import sentence_at
from summarize.schema import ARTICLE_ITSELF

__all__ = ["OPEN", "PROMPT", "Unrelated", "asked_pairs", "heading", "log_odds", "relate", "told"]

PROMPT = "relation.v1"
MOST_PARTNERS = 4
"""Figures that each is set beside, the likeliest first: what is asked grows with the figures of a story, not with their pairs.
Of practice stories that no weights had seen, F1 of conflicts is 32.7 with four, 31.8 with three and 32.4 with eight."""
MOST_PAIRS = 2.0
"""Pairs a figure that are asked about, on average over a story's figures, those of nearer partners first: so a story of sixty
articles asks no more of each figure than one of six. In 120 practice stories it leaves out 5 in 100 pairs, in 29 of 100 stories
any."""
OPEN = 3.0
"""Log-odds by the facets from which two figures answer one question, whatever the model would say."""
LEAST_ODDS, LEAST_IN_ONE, LEAST_OF_ONE_VOICE = -2.5, -2.0, -1.0
"""Log-odds from which the model is asked: about figures of two articles, of one, and of one source in one.

Down to -3 for all, with up to four of one article, it is asked half as often again, for nothing: of the conflicts in dev cases
60 % are told either way, and of those told 58 % are one, not 65; held out 52 of 200 and 51 %, not 50 and 48. An article seldom
gives two figures for one thing, one source in it hardly ever, and of these the model finds more that are none than that are."""
MOST_IN_ONE = 1
"""Figures of its own article that each is set beside, the likeliest."""
WORDS_BEFORE, WORDS_AFTER, TITLE_WORDS = 48, 20, 14
"""What the model reads of each figure, at most; they reach no further than the sentence before and the one after. As the adapter
was trained on it (prompts/README.md)."""


@dataclass(frozen=True)
class Unrelated:
    """The figures of a story before the model is asked about them."""

    read: Sequence[ReadArticle]
    """Its articles."""
    claims: Sequence[MeasuredClaim]
    """Their figures."""
    odds: NDArray[np.float64]
    """Log-odds of every two of them, by the facets alone, that they answer one question: [claims, claims]."""

    @cached_property
    def retold(self) -> dict[int, list[int]]:
        """Return the figures by the first that gives the same number in answer to the same question, itself among them.

        Ten outlets that carry one agency's toll ask nothing ten times over, and leave the toll room for other partners.
        """
        found: dict[int, list[int]] = {}
        alike: defaultdict[tuple[float | None, float | None], list[int]] = defaultdict(list)
        for figure, one in enumerate(self.claims):
            firsts = alike[one.figure.low, one.figure.high]
            first = next((other for other in firsts if self.odds[figure, other] >= OPEN), figure)
            found.setdefault(first, []).append(figure)
            if first == figure:
                firsts.append(figure)
        return found


def asked_pairs(story: Unrelated) -> list[tuple[int, int]]:
    """Return the pairs to ask about, the lower index first: figures that exclude each other and that the facets leave open.

    Of a figure they are the `MOST_PARTNERS` likeliest, `MOST_IN_ONE` of its own article among them; one that many others are
    likeliest to go with is asked about with each of them. Of all these, `MOST_PAIRS` times as many as there are figures are
    kept: first each figure's likeliest partner, then the second, and so on. Of figures that are told again (`Unrelated.retold`)
    only the first is asked about.
    """
    firsts = np.array(sorted(story.retold), dtype=np.intp)
    claims = [story.claims[first] for first in firsts]
    odds = story.odds[np.ix_(firsts, firsts)]
    in_one = _alike([c.claim.article_id for c in claims])
    of_one_voice = in_one & _alike([c.claim.asserted_by.name for c in claims])
    least = np.select([of_one_voice, in_one], [LEAST_OF_ONE_VOICE, LEAST_IN_ONE], LEAST_ODDS)
    open_ = (least < odds) & (odds < OPEN) & ~np.eye(len(firsts), dtype=bool)

    def partners(figure: int) -> Iterator[int]:
        inside = 0
        others = np.flatnonzero(open_[figure])
        for other in others[np.argsort(-odds[figure, others], kind="stable")].tolist():
            if fit(claims[figure].figure, claims[other].figure) is not None:
                continue
            inside += in_one[figure, other]
            if inside <= MOST_IN_ONE or not in_one[figure, other]:
                yield other

    place: dict[tuple[int, int], int] = {}
    for figure in range(len(firsts)):
        for n, partner in enumerate(islice(partners(figure), MOST_PARTNERS)):
            pair = min(figure, partner), max(figure, partner)
            place[pair] = min(n, place.get(pair, n))
    nearest = sorted(place, key=lambda pair: (place[pair], -odds[pair], pair))
    kept = nearest[: int(MOST_PAIRS * len(story.claims))]
    return sorted((int(firsts[a]), int(firsts[b])) for a, b in kept)


def _alike(names: Sequence[str]) -> NDArray[np.bool_]:
    """Say of every two names whether they are the same: [names, names]."""
    _, number = np.unique(names, return_inverse=True)
    return np.equal.outer(number, number)


def relate(backend: Backend, stories: Sequence[Unrelated], blends: Mapping[Target, Blend] = BLENDS) -> list[Opinions]:
    """Return what the model makes of each story's pairs that are asked about.

    Raises:
        BackendError: if the model fails.
    """
    probe = RelationProbe(load_prompts()[PROMPT])
    asked: list[tuple[int, int, int]] = []
    requests = []
    for number, story in enumerate(stories):
        contexts = _contexts(story)
        for a, b in asked_pairs(story):
            asked.append((number, a, b))
            requests.append(probe.request(contexts[a], contexts[b], group=f"{number} {story.claims[a].claim.id}"))
    found: list[dict[str, dict[str, Opinion]]] = [defaultdict(dict) for _ in stories]
    for (number, a, b), answer in zip(asked, ask(backend, requests), strict=True):
        opinion, story = _opinion(answer), stories[number]
        for one, other in product(story.retold[a], story.retold[b]):
            first, second = story.claims[one].claim.id, story.claims[other].claim.id
            found[number][first][second] = found[number][second][first] = opinion
    return [Opinions(one, blends) for one in found]


def told(read: ReadArticle, claim: MeasuredClaim) -> str:
    """Return what the model reads of a figure: outlet, day and headline, the words around it, and who gives it."""
    text, start, end = read.article.text, claim.figure.span.start, claim.figure.span.end
    own = sentence_at(read.sentences, start)
    around = read.sentences[max(0, own - 1) : own + 2]
    limits = min(around[0].start, start), max(around[-1].end, end)
    words = marked(text, start, end, limits=limits, before=WORDS_BEFORE, after=WORDS_AFTER)
    name = claim.claim.asserted_by.name
    giver = "the article itself" if name == ARTICLE_ITSELF else name
    return f"{heading(read)}\n{words}\nGiven by: {giver}"


def heading(read: ReadArticle) -> str:
    """Return what the model reads of an article: outlet, day and the first words of the headline."""
    article = read.article
    title = " ".join((article.title or "").split()[:TITLE_WORDS])
    return ": ".join(filter(None, (", ".join(filter(None, (article.outlet, _day(article.published)))), title)))


def _contexts(story: Unrelated) -> list[str]:
    read = {one.article.id: one for one in story.read}
    return [told(read[c.claim.article_id], c) for c in story.claims]


def _day(published: str | None) -> str:
    """Return the day and, where it is told, the hour of a publication: "2 March, 14:30"."""
    try:
        at = datetime.fromisoformat(published or "")
    except ValueError:
        return ""
    day = f"{at.day} {at:%B}"
    return f"{day}, {at:%H:%M}" if ":" in str(published) else day


def log_odds(answer: ProbeAnswer, *labels: str) -> float:
    """Return the log-odds of some labels together against the others."""
    sides: tuple[list[float], list[float]] = [], []
    for label, score in zip(answer.candidates, answer.scores, strict=True):
        sides[label in labels].append(score)
    against, in_favour = sides
    return float(np.logaddexp.reduce(in_favour) - np.logaddexp.reduce(against))


def _opinion(answer: ProbeAnswer) -> Opinion:
    return Opinion(
        one_question=-log_odds(answer, "different"),
        conflict=log_odds(answer, "conflict"),
        update=log_odds(answer, "update"),
    )
