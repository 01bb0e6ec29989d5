"""Models run in this process with transformers and torch. The only module of the package that imports either.

`rank` packs all sequences of a group into a tree (see `tree.py`) and runs it in one forward pass. The output layer is
applied only where a continuation's token is predicted.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from contextlib import redirect_stderr
from pathlib import Path

import torch
from gguf import GGUFReader
from safetensors.torch import load_file
from tokenizers import pre_tokenizers
from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig, PreTrainedModel, PreTrainedTokenizerBase
from transformers.utils import logging as transformers_logging

from summarize.asking.backends.adapter import Adapter, read_adapter
from summarize.asking.backends.base import BackendRecord, GenerateRequest, Ranked, RankRequest
from summarize.asking.backends.tree import TokenIds, TokenTree, pack
from summarize.asking.checkpoints import Checkpoint
from summarize.errors import BackendError

__all__ = ["HuggingFaceBackend", "best_dtype", "convert_gguf"]

_MAX_NODES = 1536
"""Most tokens in one forward pass. Attention grows with the square, and its share stays small up to here."""

_HEAD_ROWS = 64
"""Rows of logits computed at a time: 64 x 49,152 float32 values are 12.6 MB. Measured on 2 cores, bfloat16: 32 rows
take 7 ms, 80 rows 13 ms; larger blocks gain nothing and cost memory."""


def best_dtype(device: torch.device) -> torch.dtype:
    """Return bfloat16 where the processor multiplies it natively, else float32.

    Measured on a CPU with AVX512-BF16: 430 GFLOP/s in bfloat16, 115 in float32; without the instructions bfloat16 is
    emulated and slower than float32.
    """
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float32
    native = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.bfloat16 if native else torch.float32


class HuggingFaceBackend:
    """A causal language model in this process."""

    def __init__(
        self,
        checkpoint: Checkpoint,
        *,
        adapter: Path | None = None,
        device: str | None = None,
        dtype: torch.dtype | None = None,
        max_nodes: int = _MAX_NODES,
    ) -> None:
        """Load a model, and merge an adapter into it.

        Args:
            checkpoint: where the model lies.
            adapter: folder of an adapter trained on these weights, or None.
            device: a torch device; by default the first GPU, if there is one, else the CPU.
            dtype: number type of the weights in memory; by default `best_dtype`.
            max_nodes: most tokens in one forward pass.

        Raises:
            BackendError: if the folder holds no model that can be run this way, or the adapter does not fit.
        """
        self._checkpoint = checkpoint
        self._device = torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
        self._dtype = dtype or best_dtype(self._device)
        self._max_nodes = max_nodes
        self._adapter = read_adapter(adapter, base_sha256=checkpoint.sha256) if adapter else None
        self._model, tokenizer = _load(checkpoint.folder, self._dtype)
        if self._adapter:
            _merge(self._model, self._adapter)
        self._model.to(self._device)  # type: ignore[arg-type]
        self._head: torch.Tensor = self._model.get_output_embeddings().weight  # type: ignore[no-untyped-call]
        self._tokenizer = tokenizer.backend_tokenizer
        self._tokenizer.encode_special_tokens = True
        self._opening = _opening(tokenizer)
        self._context = int(self._model.config.max_position_embeddings)

    @property
    def name(self) -> str:
        """Name of the model."""
        return self._checkpoint.name

    def record(self) -> BackendRecord:
        """Return what runs."""
        return BackendRecord(
            backend="transformers",
            model=self._checkpoint.name,
            model_sha256=self._checkpoint.sha256,
            adapter_sha256=self._adapter.sha256 if self._adapter else None,
            dtype=str(self._dtype).removeprefix("torch."),
        )

    def rank(self, requests: Sequence[RankRequest]) -> list[Ranked]:
        """Return the log-likelihood of every continuation of every request.

        Raises:
            BackendError: for an empty continuation, or a sequence longer than the model's context.
        """
        asked = self._tokenize(requests)
        groups: dict[object, list[int]] = {}
        for index, request in enumerate(requests):
            groups.setdefault(request.group or index, []).append(index)
        ranked: dict[int, Ranked] = {}
        for members in groups.values():
            scores = self._score(asked[index] for index in members)
            for index in members:
                prompt, continuations = asked[index]
                ranked[index] = Ranked(
                    log_likelihoods=tuple(scores[prompt, continuation] for continuation in continuations),
                    tokens=tuple(map(len, continuations)),
                )
        return [ranked[index] for index in range(len(requests))]

    def generate(self, requests: Sequence[GenerateRequest]) -> list[str]:
        """Return the text that the model writes for each request, within its grammar."""
        raise NotImplementedError

    def _tokenize(self, requests: Sequence[RankRequest]) -> list[tuple[TokenIds, tuple[TokenIds, ...]]]:
        texts = list(dict.fromkeys(text for request in requests for text in (request.prompt, *request.continuations)))
        encodings = self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        ids: dict[str, TokenIds] = {text: tuple(found.ids) for text, found in zip(texts, encodings, strict=True)}
        asked = []
        for request in requests:
            prompt = self._opening + ids[request.prompt]
            continuations = tuple(ids[continuation] for continuation in request.continuations)
            if not prompt or not continuations or not all(continuations):
                raise BackendError(
                    "A prompt or a continuation to rank is empty.", advice="Give each at least one word."
                )
            longest = len(prompt) + max(map(len, continuations)) - 1
            if longest > self._context:
                raise BackendError(
                    f"A question of {longest} tokens is longer than the {self._context} that {self.name} can read.",
                    advice="Give it a shorter piece of the article.",
                )
            asked.append((prompt, continuations))
        return asked

    @torch.inference_mode()
    def _score(self, asked: Iterable[tuple[TokenIds, tuple[TokenIds, ...]]]) -> dict[tuple[TokenIds, TokenIds], float]:
        """Return the log-likelihood of every (prompt, continuation) of one group."""
        wanted = {(prompt, continuation) for prompt, continuations in asked for continuation in continuations}
        # The last token of a sequence is predicted, never read, so it needs no node.
        trees = pack((prompt + continuation[:-1] for prompt, continuation in wanted), max_nodes=self._max_nodes)
        scores: dict[tuple[TokenIds, TokenIds], float] = {}
        for tree in trees:
            here = sorted(pair for pair in wanted if pair[0] + pair[1][:-1] in tree.paths)
            steps: dict[tuple[int, int], int] = {}
            parts: list[list[int]] = []
            for prompt, continuation in here:
                path = tree.paths[prompt + continuation[:-1]][len(prompt) - 1 :]
                parts.append([steps.setdefault(step, len(steps)) for step in zip(path, continuation, strict=True)])
            found = self._predict(self._hidden(tree), list(steps))
            for pair, part in zip(here, parts, strict=True):
                scores[pair] = math.fsum(found[index] for index in part)
        return scores

    def _hidden(self, tree: TokenTree) -> torch.Tensor:
        """Return the last hidden state of every node, [nodes, width]."""
        mask = torch.zeros(len(tree), len(tree), dtype=self._dtype)
        mask.masked_fill_(~torch.from_numpy(tree.visibility()), torch.finfo(self._dtype).min)
        output = self._model.base_model(
            input_ids=torch.tensor([tree.tokens], device=self._device),
            position_ids=torch.tensor([tree.depths], device=self._device),
            attention_mask=mask.to(self._device)[None, None],
            use_cache=False,
        )
        hidden: torch.Tensor = output.last_hidden_state[0]
        return hidden

    def _predict(self, hidden: torch.Tensor, steps: Sequence[tuple[int, int]]) -> list[float]:
        """Return the log-probability of each (node, next token)."""
        nodes = sorted({node for node, _ in steps})
        rows = hidden[torch.tensor(nodes, device=self._device)]
        place = {node: row for row, node in enumerate(nodes)}
        totals = torch.empty(len(nodes), dtype=torch.float32, device=self._device)
        # One block of logits is written over and over: fresh ones of this size go back to the kernel each time.
        block = torch.empty(min(_HEAD_ROWS, len(nodes)), len(self._head), dtype=self._dtype, device=self._device)
        wide = torch.empty_like(block, dtype=torch.float32)
        for start in range(0, len(nodes), _HEAD_ROWS):
            part = rows[start : start + _HEAD_ROWS]
            torch.mm(part, self._head.T, out=block[: len(part)])
            wide[: len(part)].copy_(block[: len(part)])
            totals[start : start + len(part)] = torch.logsumexp(wide[: len(part)], dim=-1)
        at = torch.tensor([place[node] for node, _ in steps], device=self._device)
        tokens = torch.tensor([token for _, token in steps], device=self._device)
        # The predicted token's own logit in full precision: in bfloat16 it would be rounded by up to 0.06.
        logits = (rows[at].float() * self._head[tokens].float()).sum(dim=-1)
        found: list[float] = (logits - totals[at]).tolist()
        return found


def convert_gguf(gguf: Path, folder: Path) -> None:
    """Write the model of a GGUF file into a folder, as safetensors in bfloat16 with its tokeniser and configuration.

    Raises:
        BackendError: if the file is no GGUF file, or holds a kind of model that transformers cannot read.
    """
    _quieten()
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


def _quieten() -> None:
    """Keep transformers from writing progress bars and advice to its programmers on the user's screen."""
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]


def _load(folder: Path, dtype: torch.dtype) -> tuple[PreTrainedModel, PreTrainedTokenizerBase]:
    _quieten()
    try:
        model = AutoModelForCausalLM.from_pretrained(
            folder,
            dtype=dtype,
            attn_implementation="sdpa",
            local_files_only=True,
            use_safetensors=True,
            trust_remote_code=False,
        )
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    except (OSError, ValueError) as error:
        raise BackendError(f"The model in {folder} cannot be loaded: {error}", advice="Fetch it again.") from error
    model.eval()  # type: ignore[no-untyped-call]
    return model, tokenizer


def _opening(tokenizer: PreTrainedTokenizerBase) -> TokenIds:
    """Return the tokens that the model wants at the very beginning of a text."""
    bos = tokenizer.bos_token_id
    return (bos,) if bos is not None and bos in tokenizer("").input_ids else ()


def _merge(model: PreTrainedModel, adapter: Adapter) -> None:
    tensors = load_file(adapter.weights)
    for key in sorted(tensors):
        if not key.endswith(".lora_A"):
            continue
        path = key.removesuffix(".lora_A")
        try:
            weight = model.get_submodule(path).weight
            delta = tensors[f"{path}.lora_B"].float() @ tensors[key].float() * adapter.scale
            with torch.no_grad():
                weight.copy_(weight.float() + delta)  # type: ignore[operator]
        except (AttributeError, KeyError, RuntimeError) as error:
            raise BackendError(
                f"The adapter {adapter.weights} does not fit the model at {path}.",
                advice="Train it on this model.",
            ) from error
