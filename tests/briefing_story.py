"""A report put together by hand from a sample story: what a perfect run would say, for tests of the briefing alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from summarize.schema import (
    ARTICLE_ITSELF,
    Answer,
    Article,
    Asserter,
    Block,
    BlockRole,
    Claim,
    Failure,
    Figure,
    KeyPoint,
    Omission,
    Person,
    Place,
    Qualifier,
    Question,
    QuestionKind,
    QuestionStatus,
    Report,
    RunRecord,
    Span,
    Stance,
    Summary,
    When,
)

SEEDS = Path(__file__).parent.parent / "seeds"
RUN = RunRecord(
    model="none",
    model_sha256=None,
    adapter_sha256=None,
    backend="none",
    engine="local",
    dtype=None,
    prompts={"asserter.v1": "ab" * 32},
    packages={"torch": "2.13.0", "pydantic": "2.12.0"},
    commit="0" * 40,
    seed=0,
    summarize_version="0.1.0",
)


def find(text: str, words: str, nth: int = 0) -> Span:
    """Return the span of the `nth` place where `words` stand; the words must be there."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span.of(text, start, start + len(words))


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return blocks by a rule that fits the sample stories: headline first, a block a line, repeats are duplicates."""
    made: list[Block] = []
    seen: dict[str, int] = {}
    at = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = at + line.index(words)
            role = BlockRole.PARAGRAPH
            if not made:
                role = BlockRole.HEADLINE
            elif words.startswith("•"):
                role = BlockRole.BULLET
            elif words.startswith("By ") or "GMT" in words:
                role = BlockRole.BYLINE
            elif len(made) == 1:
                role = BlockRole.STANDFIRST
            duplicate = seen.get(words)
            if duplicate is not None:
                role = BlockRole.DUPLICATE
            seen.setdefault(words, len(made))
            made.append(Block(start=start, end=start + len(words), role=role, duplicate_of=duplicate))
        at += len(line) + 1
    return tuple(made)


@dataclass
class Story:
    """A report in the making."""

    id: str = "story"
    articles: dict[str, Article] = field(default_factory=dict)
    key_points: dict[str, list[str]] = field(default_factory=dict)
    people: dict[str, list[Person]] = field(default_factory=dict)
    whens: dict[str, When] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def article(self, id: str, text: str, outlet: str | None, published: str | None, **more: str | None) -> Article:
        title = more.pop("title", None) or text.split("\n", 1)[0].strip()
        made = Article(
            id=id,
            path=more.pop("path", f"{id}.txt"),
            outlet=outlet,
            title=title,
            published=published,
            text=text,
            language=more.pop("language", "en"),
            blocks=blocks_of(text),
            **more,
        )
        self.articles[id] = made
        return made

    def seed(self, id: str, path: str, outlet: str, published: str, author: str | None = None) -> Article:
        return self.article(id, (SEEDS / path).read_text(), outlet, published, path=f"seeds/{path}", author=author)

    def points(self, article: str, *beginnings: str) -> None:
        """Take the paragraphs that begin so as key points."""
        text = self.articles[article].text
        for beginning in beginnings:
            start = text.index(beginning)
            self.key_points.setdefault(article, []).append(text[start : text.index("\n", start)])

    def person(self, article: str, name: str, role: str | None = None) -> None:
        evidence = (find(self.articles[article].text, name),)
        self.people.setdefault(article, []).append(Person(name=name, role=role, evidence=evidence))

    def when(self, article: str, words: str, date: str) -> None:
        self.whens[article] = When(text=words, date=date, evidence=(find(self.articles[article].text, words),))

    def figure(
        self,
        article: str,
        quote: str,
        words: str,
        low: float | None,
        high: float | None = None,
        qualifier: Qualifier = "exact",
        *,
        by: str = ARTICLE_ITSELF,
        unit: str | None = "people",
        also: Sequence[str] = (),
        stance: Stance = "asserted",
        when: str | None = None,
        nth: int = 0,
        confidence: float | None = None,
    ) -> str:
        """Add a figure; without `high` it is exact."""
        text = self.articles[article].text
        place = find(text, quote, nth)
        start = place.start + place.text.index(words)
        if high is None and qualifier == "exact":
            high = low
        return self._add(
            Claim(
                id=f"c{len(self.claims) + 1}",
                article_id=article,
                kind="figure",
                quote=place,
                figure=Figure(
                    span=Span.of(text, start, start + len(words)), low=low, high=high, qualifier=qualifier, unit=unit
                ),
                also=tuple(find(text, words) for words in also),
                measure=quote,
                asserted_by=self._by(text, by),
                stance=stance,
                when=when,
                confidence=confidence,
            )
        )

    def says(self, article: str, quote: str, *, by: str = ARTICLE_ITSELF, denied: bool = False) -> str:
        text = self.articles[article].text
        return self._add(
            Claim(
                id=f"c{len(self.claims) + 1}",
                article_id=article,
                kind="denial" if denied else "statement",
                quote=find(text, quote),
                figure=None,
                measure=quote,
                asserted_by=self._by(text, by),
                stance="denied" if denied else "asserted",
                when=None,
            )
        )

    def question(
        self, text: str, status: QuestionStatus, why: str, *answers: Sequence[str], kind: QuestionKind = "figure"
    ) -> str:
        made = []
        for ids in answers:
            claims = [self.claims[c] for c in ids]
            figure = claims[0].figure
            made.append(
                Answer(
                    claims=tuple(ids),
                    low=figure.low if figure else None,
                    high=figure.high if figure else None,
                    asserted_by=tuple(dict.fromkeys(c.asserted_by.name for c in claims)),
                    outlets=tuple(dict.fromkeys(self.articles[c.article_id].outlet or "" for c in claims)),
                )
            )
        id = f"q{len(self.questions) + 1}"
        self.questions.append(
            Question(id=id, text=text, status=status, kind=kind, why=why, answers=tuple(made)),
        )
        return id

    def report(self) -> Report:
        omissions = []
        for question in self.questions:
            told = {self.claims[c].article_id for a in question.answers for c in a.claims}
            missing = tuple(a for a in self.articles if a not in told)
            if missing:
                told_by = tuple(a for a in self.articles if a in told)
                omissions.append(Omission(question_id=question.id, reported_by=told_by, missing_from=missing))
        return Report(
            story_id=self.id,
            run=RUN,
            articles=tuple(self.articles.values()),
            summaries=tuple(self._summary(article) for article in self.articles.values()),
            claims=tuple(self.claims.values()),
            questions=tuple(self.questions),
            omissions=tuple(omissions),
            failures=tuple(self.failures),
        )

    def _summary(self, article: Article) -> Summary:
        return Summary(
            article_id=article.id,
            headline=article.title,
            key_points=tuple(
                KeyPoint(text=words, evidence=(find(article.text, words),))
                for words in self.key_points.get(article.id, ())
            ),
            people=tuple(self.people.get(article.id, ())),
            places=tuple(
                Place(name=name, evidence=(find(article.text, name),)) for name in ("Kyiv",) if name in article.text
            ),
            when=self.whens.get(article.id),
            claims=tuple(c.id for c in self.claims.values() if c.article_id == article.id),
        )

    def _add(self, claim: Claim) -> str:
        self.claims[claim.id] = claim
        return claim.id

    def _by(self, text: str, name: str) -> Asserter:
        return Asserter(name=name, span=find(text, name) if name in text else None)
