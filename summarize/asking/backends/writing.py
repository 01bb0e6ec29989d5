"""A text that a model writes under a grammar, token by token. No torch here."""

from __future__ import annotations

from collections.abc import Collection

from summarize.asking.backends.grammar import GrammarState

__all__ = ["Text"]


class Text:
    """A text under way."""

    def __init__(self, prompt: list[int], state: GrammarState, *, room: int, ends: Collection[int]) -> None:
        """Begin it.

        Args:
            prompt: tokens that stand before it.
            state: its grammar, before the first token.
            room: most tokens that may be written.
            ends: tokens that end a text.
        """
        self._state = state
        self._room = room
        self._ends = ends
        self._ended = False
        self._written: list[int] = []
        self.unread = list(prompt)
        """Tokens that the model has not read yet."""

    @property
    def written(self) -> list[int]:
        """The tokens written so far, without the one that ended it."""
        return self._written[: self._room]

    @property
    def state(self) -> GrammarState:
        """How far it has come in its grammar."""
        return self._state

    def goes_on(self) -> bool:
        """Write what the grammar forces, and say whether the model must choose a token after that."""
        if not self._ended:
            forced = self._state.forced()
            self._written += forced
            self.unread += forced
            self._ended = self._state.finished or len(self._written) >= self._room
        return not self._ended

    def choose(self, token: int) -> None:
        """Write the token that the model chose once it had read everything."""
        self.unread = [token]
        if token in self._ends:
            self._ended = True
            return
        self._state.take(token)
        self._written.append(token)
