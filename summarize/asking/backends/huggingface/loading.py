"""A checkpoint on disk -> the parts of a model that is ready to be asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import tokenizers
import torch
from pydantic import BaseModel, ConfigDict, ValidationError
from safetensors import SafetensorError, safe_open

from summarize.asking.backends.adapter import Adapter
from summarize.asking.backends.huggingface.body import Body
from summarize.asking.backends.huggingface.config import read_config
from summarize.asking.backends.huggingface.decoder import Decoder
from summarize.asking.backends.huggingface.head import Head
from summarize.asking.backends.huggingface.merging import Merging
from summarize.asking.backends.huggingface.ready import ReadyWeights, place_of
from summarize.asking.backends.tree import TokenIds
from summarize.asking.checkpoints import Checkpoint
from summarize.errors import BackendError

__all__ = ["Parts", "load_parts"]


@dataclass(frozen=True)
class Parts:
    """A model and its tokeniser."""

    tokenizer: tokenizers.Tokenizer
    """Text -> tokens."""
    opening: TokenIds
    """The tokens that the model wants at the very beginning of a text."""
    ends: tuple[int, ...]
    """The tokens that end a text."""
    context: int
    """Most tokens of a text."""
    body: Body
    """Tokens -> hidden states."""
    head: Head
    """Hidden states -> likelihoods."""


class _Facts(BaseModel):
    """What `config.json` and `generation_config.json` say of a model's tokens."""

    model_config = ConfigDict(extra="ignore")

    max_position_embeddings: int | None = None
    bos_token_id: int | None = None
    eos_token_id: int | list[int] | None = None


def load_parts(
    checkpoint: Checkpoint, *, adapter: Adapter | None, device: torch.device, dtype: torch.dtype, threads: int
) -> Parts:
    """Load a model, and merge an adapter into it.

    Raises:
        BackendError: if the folder holds no model that can be run this way, or the adapter does not fit.
    """
    folder = checkpoint.folder
    if device.type == "cpu" and read_config(folder) and (folder / "tokenizer.json").is_file():
        parts = _decoder_parts(checkpoint, adapter, dtype, threads)
    elif dtype == torch.int8:
        raise BackendError(
            f"The model in {folder} cannot be read in int8.", advice="Only models of Llama's shape can, on a CPU."
        )
    else:
        parts = _general_parts(checkpoint, adapter, device, dtype)
    parts.tokenizer.encode_special_tokens = True
    return parts


def _decoder_parts(checkpoint: Checkpoint, adapter: Adapter | None, dtype: torch.dtype, threads: int) -> Parts:
    folder = checkpoint.folder
    config = read_config(folder)
    assert config is not None
    # Of other types the files are larger and the gain is small.
    ready = ReadyWeights(place_of(checkpoint, adapter, dtype) if dtype == torch.int8 else None)
    merging = Merging(None if ready.here else adapter)
    try:
        tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        facts, generation = (_facts(folder / name) for name in ("config.json", "generation_config.json"))
        tensors: dict[str, torch.Tensor] = {}
        for path in sorted(folder.glob("*.safetensors")):
            with safe_open(path, framework="pt") as file:
                names = set(file.keys())
                wanted = [name for name in names if not (ready.here and name.startswith("model.layers."))]
                tensors |= {name: file.get_tensor(name) for name in wanted}
        body = Decoder(config, tensors, dtype, merging.change, threads, ready)
        head = tensors.get("lm_head.weight")
    except (OSError, ValueError, RuntimeError, KeyError, SafetensorError) as error:
        raise BackendError(f"The model in {folder} cannot be loaded: {error}", advice="Fetch it again.") from error
    merging.finish()
    ready.keep()
    opening = (facts.bos_token_id,) if facts.bos_token_id in tokenizer.encode("").ids else ()
    return Parts(
        tokenizer=tokenizer,
        opening=tuple(token for token in opening if token is not None),
        ends=_ends(generation.eos_token_id if generation.eos_token_id is not None else facts.eos_token_id),
        context=facts.max_position_embeddings or 0,
        body=body,
        head=Head(body.embedding if head is None else head.to(body.embedding.dtype)),
    )


def _general_parts(checkpoint: Checkpoint, adapter: Adapter | None, device: torch.device, dtype: torch.dtype) -> Parts:
    # Only now: importing transformers takes three seconds, which most models can do without.
    from transformers import AutoTokenizer

    from summarize.asking.backends.huggingface.general import GeneralBody, load_model

    model = load_model(checkpoint.folder, dtype)
    try:
        tokenizer = AutoTokenizer.from_pretrained(checkpoint.folder, local_files_only=True, trust_remote_code=False)
    except (OSError, ValueError) as error:
        raise BackendError(
            f"The tokeniser in {checkpoint.folder} cannot be loaded: {error}", advice="Fetch the model again."
        ) from error
    merging = Merging(adapter)
    for path in merging.paths:
        try:
            weight = model.get_parameter(f"{path}.weight")
        except AttributeError:
            continue
        with torch.no_grad():
            weight.copy_(merging.change(path, weight.float()))
    merging.finish()
    model.to(device)  # type: ignore[arg-type]
    body = GeneralBody(model)
    body.check_packing(checkpoint.name)
    ends = model.generation_config.eos_token_id if model.generation_config else None
    bos = tokenizer.bos_token_id
    return Parts(
        tokenizer=tokenizer.backend_tokenizer,
        opening=(bos,) if bos is not None and bos in tokenizer("").input_ids else (),
        ends=_ends(tokenizer.eos_token_id if ends is None else ends),
        context=int(model.config.max_position_embeddings),
        body=body,
        head=body.head(),
    )


def _facts(path: Path) -> _Facts:
    try:
        return _Facts.model_validate_json(path.read_bytes()) if path.is_file() else _Facts()
    except ValidationError as error:
        raise ValueError(f"{path.name} is malformed") from error


def _ends(tokens: int | Iterable[int] | None) -> tuple[int, ...]:
    if tokens is None:
        return ()
    return (tokens,) if isinstance(tokens, int) else tuple(tokens)
