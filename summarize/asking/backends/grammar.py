"""Grammars that bind what a model may write, by llguidance. No torch here: masks are numpy arrays."""

from __future__ import annotations

import json

import numpy as np
from llguidance import LLMatcher, LLTokenizer
from numpy.typing import NDArray

from summarize.errors import BackendError

__all__ = ["GrammarState", "Grammars", "copied_words", "matches"]


def copied_words(text: str) -> str:
    """Return a grammar whose only sentences are runs of whole words of `text`, each after one space."""
    return f'start: " " WORDS\nWORDS: %regex {{ "substring_words": {json.dumps(text)} }}\n'


def matches(grammar: str, text: str, *, whole: bool = True) -> bool:
    """Say whether a grammar allows a text, or with `whole` false, whether it allows a text that begins like this.

    Raises:
        BackendError: if the grammar is malformed.
    """
    matcher = LLMatcher(LLTokenizer("byte"), grammar)
    if matcher.is_error():
        raise BackendError(f"The grammar is malformed: {matcher.get_error()}")
    data = text.encode()
    return matcher.try_consume_tokens(list(data)) == len(data) and (not whole or matcher.is_accepting())


class Grammars:
    """Compiles grammars for one model's vocabulary."""

    def __init__(self, tokenizer: str, *, vocabulary: int, end: list[int]) -> None:
        """Read a tokeniser.

        Args:
            tokenizer: its JSON form.
            vocabulary: number of tokens that the *model* gives a logit, padding included.
            end: ids of the tokens that end a text.
        """
        self._vocabulary = vocabulary
        self._tokenizer = LLTokenizer(tokenizer, n_vocab=vocabulary, eos_token=end)

    def start(self, grammar: str) -> GrammarState:
        """Return the state before the first token.

        Raises:
            BackendError: if the grammar is malformed.
        """
        matcher = LLMatcher(self._tokenizer, grammar)
        if matcher.is_error():
            raise BackendError(f"The grammar is malformed: {matcher.get_error()}")
        return GrammarState(matcher, self._vocabulary)


class GrammarState:
    """How far a text has come in its grammar."""

    def __init__(self, matcher: LLMatcher, vocabulary: int) -> None:
        self._matcher = matcher
        self._vocabulary = vocabulary

    @property
    def finished(self) -> bool:
        """Whether nothing may follow."""
        return bool(self._matcher.is_stopped())

    def forced(self) -> list[int]:
        """Take and return the tokens that must follow, whatever the model thinks."""
        tokens: list[int] = self._matcher.compute_ff_tokens()
        self._advance(tokens)
        return tokens

    def allowed(self) -> NDArray[np.bool_]:
        """Return, for each token of the vocabulary, whether it may be next."""
        bits = np.frombuffer(self._matcher.compute_bitmask(), dtype=np.uint8)
        return np.unpackbits(bits, bitorder="little")[: self._vocabulary].astype(np.bool_)

    def take(self, token: int) -> None:
        """Go on by a token that is allowed."""
        self._advance([token])

    def _advance(self, tokens: list[int]) -> None:
        if tokens and not self._matcher.consume_tokens(tokens):
            raise BackendError(f"The grammar does not go on: {self._matcher.get_error()}")
