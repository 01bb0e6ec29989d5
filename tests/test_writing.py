"""The writer: what the model is asked, which words it may use, and what becomes of what it writes."""

from __future__ import annotations

import random
import re
from pathlib import Path

import numpy as np
import pytest
from conftest import Run
from flood import MARSH, flood
from tiny_model import build_tiny_model
from tokenizers import Tokenizer

from summarize.asking.backends.fake import FakeBackend
from summarize.asking.backends.grammar import Grammars
from summarize.briefing import to_html, to_markdown
from summarize.briefing.arrangement import arrange
from summarize.errors import BackendError, ModelError
from summarize.evaluation.checking import check_report
from summarize.proofreading.reports import grounds_at
from summarize.schema import Prose, Report, Span, WrittenSentence
from summarize.writing import require_writer, write_prose
from summarize.writing.grammar import sentence_grammar

TRUE = "The Red Cross said that 19 people were killed in Orlu."
JOINED = (
    "The Red Cross said that 19 people were killed in Orlu, while Tomas Wirth said that 14 people were killed in Orlu."
)
FALSE = "The Red Cross said that nearly 19 people were killed in Orlu."
HEDGE = "figure “nearly 19” has not the hedge of its source, which says “19”"


def written(*sentences: str) -> Report:
    """Return the report with these sentences written for its opening, in order; the last one for all that are left."""
    left = list(sentences)
    return write_prose(flood(), FakeBackend(generated=lambda _: f" {left.pop(0) if len(left) > 1 else left[0]}"))


def prose_of(report: Report) -> Prose:
    assert report.prose is not None
    return report.prose


def test_one_sentence_is_asked_for_each_sentence_of_the_opening() -> None:
    contents = arrange(flood())
    backend = FakeBackend(generated=lambda _: f" {FALSE}")
    told: list[str] = []
    report = write_prose(flood(), backend, told.append)
    points = [*contents.lead, *contents.points]
    assert len(backend.generate_requests) == len(points) == len(prose_of(report).sentences) == len(told)
    for point, sentence in zip(points, prose_of(report).sentences, strict=True):
        assert sentence.stands_for.span == point.evidence[0].span
    assert prose_of(report).model == "fake"


def test_the_model_reads_few_sentences_each_with_who_speaks_in_it() -> None:
    backend = FakeBackend(generated=lambda _: f" {FALSE}")
    write_prose(flood(), backend)
    for request in backend.generate_requests:
        sources = request.prompt.rpartition("Sources:\n")[2].removesuffix("\nBriefing:").splitlines()
        assert 1 <= len(sources) <= 2
        assert all(re.match(r"\d\. \([^()]+\) \S", line) for line in sources)
    both = backend.generate_requests[0].prompt
    assert "1. (Red Cross) The Red Cross said that 19 people were killed in Orlu.\n" in both
    assert "2. (Tomas Wirth) Tomas Wirth, the regional governor, said that nearly 300 houses were flooded" in both


def test_what_passes_takes_the_place_of_the_articles_words() -> None:
    report = written(TRUE, FALSE)
    contents = arrange(report)
    assert (contents.lead[0].text, contents.lead[0].is_written) == (TRUE, True)
    assert [piece.span.text for piece in contents.lead[0].evidence] == [TRUE]
    assert [point.is_written for point in contents.points] == [False] * len(contents.points)
    assert [p.text for p in contents.points] == [p.text for p in arrange(flood()).points]


def test_a_sentence_may_rest_on_several_articles() -> None:
    report = written(JOINED, FALSE)
    first = prose_of(report).sentences[0]
    assert (first.text, first.refused) == (JOINED, None)
    assert [words.article_id for words in first.evidence] == ["crane", "echo"]
    claims = {claim.id: claim for claim in report.claims}
    assert [f.span.text for c in first.claims if (f := claims[c].figure)] == ["19", "14"]


def test_the_briefing_says_how_many_were_refused_and_why() -> None:
    report = written(TRUE, FALSE)
    refused = len(prose_of(report).sentences) - 1
    assert prose_of(report).sentences[1].refused is not None
    for page in (to_html(report), to_markdown(report)):
        assert f"of {refused + 1}, {refused} were refused" in page
        assert "written by fake" in page
        assert "The number “nearly 19” stands in no sentence that it cites" in page
        assert "nothing here was written by a model" not in page
    assert '<span class="tag">model</span>' in to_html(report)
    assert f"**{TRUE}** (model; crane, paragraph 1, line" in to_markdown(report)


def test_a_briefing_without_prose_says_so() -> None:
    assert "nothing here was written by a model" in to_html(flood())
    assert "nothing here was written by a model" in to_markdown(flood())


def test_where_all_is_refused_the_articles_own_words_stand() -> None:
    report = written(FALSE)
    assert [p.text for p in arrange(report).lead] == [p.text for p in arrange(flood()).lead]
    assert "were refused, and what stands here are the articles’ own" in to_markdown(report)


def test_a_sentence_that_repeats_the_figures_of_another_is_refused() -> None:
    again = "Tomas Wirth said that 14 people were killed in Orlu."
    told = [sentence.refused for sentence in prose_of(written(JOINED, FALSE, again, FALSE)).sentences]
    assert told[0] is None
    assert told[2] == "all of its figures stand in an earlier sentence"


def test_a_model_that_fails_is_a_refusal_and_no_crash() -> None:
    report = write_prose(flood(), FakeBackend(generated=[f" {TRUE}"]))
    first, second, *_ = prose_of(report).sentences
    assert first.refused is None
    assert (second.text, second.refused is not None and second.refused.startswith("the model failed: ")) == ("", True)


def test_prose_is_part_of_the_report_and_survives_its_json() -> None:
    report = written(TRUE, FALSE)
    assert Report.model_validate_json(report.model_dump_json()) == report
    assert check_report(report, flood().articles) == []


def injected(report: Report, **changes: object) -> Report:
    first, *rest = prose_of(report).sentences
    sentences = (first.model_copy(update=changes), *rest)
    return report.model_copy(update={"prose": prose_of(report).model_copy(update={"sentences": sentences})})


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"text": FALSE}, f"is not borne out: the {HEDGE}"),
        ({"text": TRUE.replace("said", "denied")}, "is not borne out"),
        ({"claims": ()}, "it states crane:1"),
        ({"evidence": ()}, "is not borne out"),
    ],
)
def test_a_sentence_put_into_a_report_is_found_by_check(changes: dict[str, object], problem: str) -> None:
    altered = check_report(injected(written(TRUE, FALSE), **changes), flood().articles)
    assert [one.where.split(":")[0] for one in altered] == ["prose 1"]
    assert problem in altered[0].problem


def test_words_that_stand_elsewhere_are_found_by_check() -> None:
    report = written(TRUE, FALSE)
    first: WrittenSentence = prose_of(report).sentences[0]
    moved = first.evidence[0].span.model_copy(update={"start": first.evidence[0].span.start + 1})
    altered = check_report(
        injected(report, evidence=(first.evidence[0].model_copy(update={"span": moved}),)), flood().articles
    )
    assert any("the article does not say" in one.problem for one in altered)


def test_the_grammar_has_no_words_but_those_of_the_sources(tmp_path: Path) -> None:
    tokenizer = build_tiny_model(tmp_path / "tiny") / "tokenizer.json"
    (ground,) = grounds_at(flood(), "echo", [Span.of(MARSH, MARSH.index("Tomas"), MARSH.index("Tomas") + 5)])
    grammar = sentence_grammar([ground])
    seen: set[str] = set()
    for seed in range(20):
        text = babble(tokenizer, grammar, random.Random(seed))
        assert text.startswith(" ")
        assert text.endswith(".")
        assert "300" not in re.sub(r"[Nn]early 300", "", text)
        seen |= set(re.findall(r"\w+", text))
    few = set("a an the that has have had was were is are been to on while and according say says echo".split())
    few |= set("reported reports wrote writes".split())
    assert {word.casefold() for word in seen} <= {w.casefold() for w in re.findall(r"\w+", ground.span.text)} | few
    assert len(seen) > 10


def babble(tokenizer: Path, grammar: str, rng: random.Random) -> str:
    """Return what a model without any preference writes."""
    state = Grammars(tokenizer.read_text(), vocabulary=352, end=[0]).start(grammar)
    tokens: list[int] = []
    while True:
        tokens += state.forced()
        if state.finished:
            break
        token = rng.choice(np.flatnonzero(state.allowed()).tolist())
        if token == 0:
            break
        state.take(token)
        tokens.append(token)
    return str(Tokenizer.from_file(str(tokenizer)).decode(tokens))


@pytest.mark.parametrize(("name", "what"), [("none", "The rules alone"), ("smollm2-135m", "The model smollm2-135m")])
def test_a_model_that_cannot_write_is_refused_with_the_next_step(name: str, what: str) -> None:
    with pytest.raises(
        ModelError, match=rf"{what} .*cannot write prose\. Name one that can \(--model qwen2\.5-coder-1\.5b\)"
    ):
        require_writer(name)


def test_a_model_that_can_write_needs_no_note_and_an_unknown_one_gets_one() -> None:
    assert require_writer("qwen2.5-coder-1.5b") == ""
    assert "not known" in require_writer("org/other-model")


def test_the_command_says_so_before_it_reads_anything(run: Run) -> None:
    done = run("brief", "nowhere.txt", "-o", "out", "--prose")
    assert done.returncode == 1
    assert "cannot write prose. Name one that can (--model qwen2.5-coder-1.5b), or leave out --prose." in " ".join(
        done.stderr.split()
    )


def test_a_backend_error_keeps_its_words() -> None:
    def broken(_: object) -> str:
        raise BackendError("the context is too short")

    report = write_prose(flood(), FakeBackend(generated=broken))
    assert {s.refused for s in prose_of(report).sentences} == {"the model failed: the context is too short"}
