"""Who the articles name, who said what, and what each article says by itself."""

from __future__ import annotations

from collections import defaultdict

from summarize.briefing import wording
from summarize.briefing.citing import Citations
from summarize.briefing.contents import Digest, Point, Said, Speaker
from summarize.briefing.items import Evidence
from summarize.schema import Claim, Question, Span, Summary

__all__ = ["digests", "said", "speakers"]


def speakers(cite: Citations) -> tuple[tuple[Speaker, ...], tuple[Speaker, ...]]:
    """Return those who say something, the most talkative first, and those who are only named."""
    people: dict[str, list[tuple[str, str | None, Evidence]]] = defaultdict(list)
    claims_of: dict[str, list[Claim]] = defaultdict(list)
    for summary in cite.report.summaries:
        for person in summary.people:
            if person.evidence and summary.article_id in cite.articles:
                place = cite.evidence(summary.article_id, person.evidence[0])
                people[cite.speaker_keys[person.name]].append((person.name, person.role, place))
    for claim in cite.report.claims:
        if not wording.is_outlet(claim):
            claims_of[cite.speaker_keys[claim.asserted_by.name]].append(claim)
    made = []
    for key in dict.fromkeys((*claims_of, *people)):
        mentions, claims = people.get(key, []), claims_of.get(key, [])
        shown = max((*(m[0] for m in mentions), *(cite.who(c) for c in claims)), key=len)
        role = max((m[1] for m in mentions if m[1]), key=len, default=None)
        made.append(
            Speaker(
                name=wording.capitalised(wording.one_line(shown)),
                role=wording.one_line(role) if role else None,
                named=tuple({m[2].article: m[2] for m in reversed(mentions)}.values())[::-1],
                said=tuple(said(cite, claim) for claim in claims),
            )
        )
    spoke = sorted((speaker for speaker in made if speaker.said), key=lambda s: -len(s.said))
    return tuple(spoke), tuple(speaker for speaker in made if not speaker.said)


def said(cite: Citations, claim: Claim, question: Question | None = None) -> Said:
    """Return a claim as one line after its speaker, as an answer to `question` or to the first that it answers."""
    question = question or cite.question_of.get(claim.id)
    verb = "denied" if claim.stance == "denied" else "has" if wording.is_outlet(claim) else "said"
    return Said(
        verb=verb if claim.figure else "",
        words=wording.inside_sentence(cite.words(claim)),
        about=wording.one_line(question.text if question else claim.measure),
        question=cite.anchors[question.id] if question else None,
        evidence=cite.of_claim(claim),
    )


def digests(cite: Citations) -> tuple[Digest, ...]:
    """Return each article's own summary with all of its claims."""
    return tuple(_digest(cite, summary) for summary in cite.report.summaries if summary.article_id in cite.articles)


def _digest(cite: Citations, summary: Summary) -> Digest:
    def places(spans: tuple[Span, ...]) -> tuple[Evidence, ...]:
        return tuple(cite.evidence(summary.article_id, span) for span in spans[:1])

    when, people = summary.when, summary.people
    facts = (
        [("When", f"{when.text} ({cite.moment(when.date)})" if when.date else when.text, when.evidence)] if when else []
    )
    facts += [("Who", f"{p.name}, {p.role}" if p.role else p.name, p.evidence) for p in people]
    facts += [("Where", place.name, place.evidence) for place in summary.places]
    return Digest(
        number=cite.numbers[summary.article_id],
        label=cite.labels[summary.article_id],
        points=tuple(Point(wording.one_line(p.text), places(p.evidence)) for p in summary.key_points),
        facts=tuple((name, wording.one_line(words), places(spans)) for name, words, spans in facts),
        said=tuple((wording.capitalised(cite.who(c)), said(cite, c)) for c in cite.known(summary.claims)),
    )
