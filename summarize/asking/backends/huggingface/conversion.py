"""GGUF files -> folders that a model can be loaded from in half a second."""

from __future__ import annotations

import io
from contextlib import redirect_stderr
from pathlib import Path

import torch
from gguf import GGUFReader
from tokenizers import pre_tokenizers
from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

from summarize.asking.backends.huggingface.quiet import quieten
from summarize.errors import BackendError

__all__ = ["convert_gguf"]


def convert_gguf(gguf: Path, folder: Path) -> None:
    """Write the model of a GGUF file into a folder, as safetensors in bfloat16 with its tokeniser and configuration.

    Raises:
        BackendError: if the file is no GGUF file, or holds a kind of model that transformers cannot read.
    """
    quieten()
    try:
        with redirect_stderr(io.StringIO()):  # This progress bar cannot be turned off.
            model = AutoModelForCausalLM.from_pretrained(
                gguf.parent,
                gguf_file=gguf.name,
                dtype=torch.bfloat16,
                quantization_config=GgufConfig(dequantize=True),
                local_files_only=True,
            )
        tokenizer = AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name, local_files_only=True)
        if _splits_digits(gguf):
            tokenizer.backend_tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
                [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
            )
    except (KeyError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise BackendError(
            f"The file {gguf} cannot be converted: {error}",
            advice="Use a GGUF file of a model that transformers knows.",
        ) from error
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def _splits_digits(gguf: Path) -> bool:
    """Say whether the file asks for SmolLM's way to split text, which transformers forgets: every digit by itself."""
    field = GGUFReader(gguf).get_field("tokenizer.ggml.pre")
    return field is not None and field.contents() == "smollm"
