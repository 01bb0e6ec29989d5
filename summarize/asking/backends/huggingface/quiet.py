"""Keeps transformers from writing on the user's screen."""

from transformers.utils import logging

__all__ = ["quieten"]


def quieten() -> None:
    """Turn off transformers' progress bars and its advice to programmers."""
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
