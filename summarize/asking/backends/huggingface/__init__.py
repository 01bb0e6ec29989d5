"""Models run in this process with torch. The only package beside `training` that imports torch or transformers.

`backend.py` is the backend. It ranks and writes through a *body*, which reads tokens and returns hidden states:
`decoder.py` for models of Llama's shape on a CPU, `general.py`, which is transformers, for every other.
"""

from summarize.asking.backends.huggingface.backend import HuggingFaceBackend, best_dtype

__all__ = ["HuggingFaceBackend", "best_dtype"]
