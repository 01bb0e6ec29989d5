"""The output layer by itself: against a softmax in double precision."""

from __future__ import annotations

import pytest
import torch

from summarize.asking.backends.huggingface.head import Head, Shaping

ROWS, WIDTH, VOCABULARY = 150, 48, 2100
"""More rows and tokens than are computed at a time."""


def drawn(*shape: int, seed: int, size: float = 1.0) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed)) * size


def steps_of(rows: int, each: int) -> list[tuple[int, int]]:
    return [(row, (row * 37 + n * 611) % VOCABULARY) for row in range(rows) for n in range(each)]


def expected(logits: torch.Tensor, steps: list[tuple[int, int]]) -> list[float]:
    likely = logits.log_softmax(dim=-1)
    return [float(likely[row, token]) for row, token in steps]


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize(
    ("biased", "shaping"),
    [(False, None), (True, None), (False, Shaping(scale=0.25)), (True, Shaping(scale=2.0, cap=20.0))],
    ids=["plain", "with a bias", "scaled", "all of it"],
)
def test_it_is_a_softmax_over_the_vocabulary(biased: bool, shaping: Shaping | None, threads: int) -> None:
    hidden, weight = drawn(ROWS, WIDTH, seed=1), drawn(VOCABULARY, WIDTH, seed=2)
    bias = drawn(VOCABULARY, seed=3, size=3.0) if biased else None
    logits = hidden.double() @ weight.double().T
    if bias is not None:
        logits += bias
    if shaping is not None:
        logits *= shaping.scale
        logits = (logits / shaping.cap).tanh() * shaping.cap if shaping.cap else logits
    steps = steps_of(ROWS, 3)
    found = Head(weight, bias, shaping).log_probabilities(hidden, steps, threads)
    assert found == pytest.approx(expected(logits, steps), abs=1e-3)


def test_a_token_that_is_next_to_impossible_has_a_finite_logarithm() -> None:
    hidden, weight = drawn(ROWS, WIDTH, seed=4, size=5.0), drawn(VOCABULARY, WIDTH, seed=5, size=5.0)
    logits = hidden.double() @ weight.double().T
    steps = [(row, int(logits[row].argmin())) for row in range(ROWS)]
    wanted = expected(logits, steps)
    assert max(wanted) < -600
    assert Head(weight).log_probabilities(hidden, steps) == pytest.approx(wanted, rel=1e-4)


def test_in_bfloat16_a_likely_token_is_all_but_exact() -> None:
    hidden, weight = (x.bfloat16() for x in (drawn(ROWS, WIDTH, seed=6), drawn(VOCABULARY, WIDTH, seed=7)))
    logits = hidden.double() @ weight.double().T
    steps = [(row, int(logits[row].argmax())) for row in range(ROWS)]
    found = Head(weight).log_probabilities(hidden, steps)
    errors = torch.tensor(found) - torch.tensor(expected(logits, steps))
    assert errors.abs().max() < 0.01


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
def test_a_row_depends_on_no_other(dtype: torch.dtype) -> None:
    hidden, weight = drawn(ROWS, WIDTH, seed=8).to(dtype), drawn(VOCABULARY, WIDTH, seed=9).to(dtype)
    together = Head(weight).log_probabilities(hidden, steps_of(ROWS, 2), threads=2)
    for row in (0, 127, 128, 149):
        alone = [(0, token) for at, token in steps_of(ROWS, 2) if at == row]
        assert Head(weight).log_probabilities(hidden[row : row + 1], alone) == together[2 * row : 2 * row + 2]
