"""Models run in this process with transformers and torch. The only module of the package that imports either.

`rank` packs all sequences of a group into a tree (see `tree.py`) and runs it in one forward pass. The output layer is
applied only where a continuation's token is predicted. On a CPU each pass has one thread, and several passes run side by
side: a matrix product that is cut up among threads adds in another order, and its last bits would change with their number.
"""

from __future__ import annotations

import io
import math
import os
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr
from functools import cached_property, partial
from itertools import accumulate, chain
from pathlib import Path

import numpy as np
import tokenizers
import torch
import transformers
from gguf import GGUFReader
from safetensors import SafetensorError
from safetensors.torch import load_file
from tokenizers import pre_tokenizers
from transformers import (
    AttentionInterface,
    AutoModelForCausalLM,
    AutoTokenizer,
    GgufConfig,
    PreTrainedModel,
    PreTrainedTokenizerBase,
)
from transformers.utils import logging as transformers_logging

from summarize.asking.backends.adapter import Adapter, read_adapter
from summarize.asking.backends.base import BackendRecord, GenerateRequest, Ranked, RankRequest
from summarize.asking.backends.grammar import Grammars
from summarize.asking.backends.tree import TokenIds, TokenTree, pack
from summarize.asking.backends.writing import Text
from summarize.asking.checkpoints import Checkpoint
from summarize.errors import BackendError

__all__ = ["HuggingFaceBackend", "best_dtype", "convert_gguf"]

_MAX_NODES = 1536
"""Most tokens in one forward pass. Attention grows with the square, and its share stays small up to here."""
_MULTIPLE = 32
"""Passes are filled up to a multiple of this: oneDNN keeps code and memory for each length that it has met. After 200 questions
of lengths of their own the process had 1,287 MB and grew by 2 MB a question; so filled up it has 794 MB and stays there."""
_HEAD_ROWS = 64
"""Rows of logits computed at a time: 64 x 49,152 float32 values are 12.6 MB. Measured on 2 cores, bfloat16: 32 rows
take 7 ms, 80 rows 13 ms; larger blocks gain nothing and cost memory."""


_PACKED, _APART = "sdpa", "summarize-apart"
"""Attention as transformers has it, heeding a mask, and that of several texts in one row."""

_SPECIAL = ("softcap", "s_aux", "position_bias")
"""What transformers hands to the attention of some models and `_attend_apart` does not know."""

_PACKING_TOLERANCE = 0.25
"""Most by which a text in a tree may differ from the text alone, as a share of how much the tree's two texts, run on as
one, differ from it (Euclidean distance of 64 log-probabilities). SmolLM2-135M in bfloat16 has 0.04, in
float32 0.00001; with the mask left out 1.3, with the positions left out 0.53."""


def best_dtype(device: torch.device) -> torch.dtype:
    """Return bfloat16 where the processor multiplies it natively, else float32.

    Measured on a CPU with AVX512-BF16: 430 GFLOP/s in bfloat16, 115 in float32; without the instructions bfloat16 is
    emulated and slower than float32.
    """
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float32
    native = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.bfloat16 if native else torch.float32


class _Memory:
    """The keys and values of one text's tokens, in every layer, with room for all that it can get."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._layers: dict[int, tuple[torch.Tensor, torch.Tensor]] = {}
        self.length = 0
        """Tokens that the model has read in every layer."""

    def take(self, layer: int, keys: torch.Tensor, values: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Add those of some tokens, [heads, tokens, width], and return those of all."""
        if layer not in self._layers:
            heads, _, width = keys.shape
            room = keys.new_empty(heads, self._room, width), values.new_empty(heads, self._room, values.shape[2])
            self._layers[layer] = room
        end = self.length + keys.shape[1]
        for kept, new in zip(self._layers[layer], (keys, values), strict=True):
            kept[:, self.length : end] = new
        all_keys, all_values = self._layers[layer]
        return all_keys[:, :end], all_values[:, :end]


def _attend_apart(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    *,
    scaling: float | None = None,
    sliding_window: int | None = None,
    memories: Sequence[tuple[_Memory, int]] = (),
    **options: object,
) -> tuple[torch.Tensor, None]:
    """Return the attention of several texts' new tokens, written out in one row, each over its own text alone.

    It is called by transformers in every layer, with tensors of [1, heads, tokens, width].

    Args:
        module: the layer.
        query: of the new tokens.
        key: the same, with as many heads or fewer.
        value: the same as `key`.
        attention_mask: always None.
        scaling: factor of the scores.
        sliding_window: how many tokens the layer looks back, or None.
        memories: each text's memory, and how many of the tokens are its own.
        options: what some models want beside.

    Raises:
        BackendError: if the model wants something that would be left out here.
    """
    wanted = [name for name in _SPECIAL if options.get(name) is not None]
    if sliding_window is not None and any(memory.length + tokens > sliding_window for memory, tokens in memories):
        wanted.append(f"a sliding window of {sliding_window} tokens")
    if wanted:
        raise BackendError(
            f"A model with {' and '.join(wanted)} in its attention cannot write this text.",
            advice="Use another model, or serve it over HTTP.",
        )
    layer = module.layer_idx
    assert isinstance(layer, int)
    parts = []
    start = 0
    for memory, tokens in memories:
        here = slice(start, start := start + tokens)
        keys, values = memory.take(layer, key[0, :, here], value[0, :, here])
        attend = partial(torch.nn.functional.scaled_dot_product_attention, scale=scaling)
        if tokens == keys.shape[1]:
            attended = attend(query[:, :, here], keys[None], values[None], is_causal=True, enable_gqa=True)
        else:
            # Query heads that share a key head stand below each other as if they were tokens: no key is copied.
            folded = query[:, :, here].reshape(1, len(keys), -1, query.shape[3])
            seen = None
            if tokens > 1:
                seen = torch.ones(tokens, keys.shape[1], dtype=torch.bool, device=query.device)
                seen = seen.tril(keys.shape[1] - tokens).repeat(folded.shape[2] // tokens, 1)
            attended = attend(folded, keys[None], values[None], attn_mask=seen)
        parts.append(attended.reshape(query.shape[1], tokens, -1))
    return torch.cat(parts, dim=1).transpose(0, 1)[None].contiguous(), None


AttentionInterface.register(_APART, _attend_apart)


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
        threads: int | None = None,
    ) -> None:
        """Load a model, and merge an adapter into it.

        On a CPU this sets torch to one thread a pass, in the whole process (see the module's docstring).

        Args:
            checkpoint: where the model lies.
            adapter: folder of an adapter trained on these weights, or None.
            device: a torch device; by default the first GPU, if there is one, else the CPU.
            dtype: number type of the weights in memory; by default `best_dtype`.
            max_nodes: most tokens in one forward pass.
            threads: passes run side by side on a CPU; by default one for each core that this process may use (of
                $OMP_NUM_THREADS at most). No answer depends on it.

        Raises:
            BackendError: if the folder holds no model that can be run this way, or the adapter does not fit.
        """
        self._checkpoint = checkpoint
        self._device = torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
        self._dtype = dtype or best_dtype(self._device)
        self._max_nodes = max_nodes
        self._threads = threads or _usable_cores()
        if self._device.type == "cpu":
            torch.set_num_threads(1)
        self._adapter = read_adapter(adapter, base_sha256=checkpoint.sha256) if adapter else None
        self._model, tokenizer = _load(checkpoint.folder, self._dtype)
        if self._adapter:
            _merge(self._model, self._adapter)
        self._model.to(self._device)  # type: ignore[arg-type]
        self._head: torch.nn.Linear = self._model.get_output_embeddings()  # type: ignore[no-untyped-call]
        self._tokenizer = tokenizer.backend_tokenizer
        self._tokenizer.encode_special_tokens = True
        self._opening = _opening(tokenizer)
        self._context = int(self._model.config.max_position_embeddings)
        self._ends = _ends(self._model, tokenizer)
        self._check_packing()

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
            runtime=self._runtime(),
        )

    def _runtime(self) -> str:
        """Return what else can change the last bits of an answer: libraries, and the instructions that are used."""
        on_cpu = self._device.type == "cpu"
        amx = " AMX" if on_cpu and torch.cpu._is_amx_tile_supported() else ""
        kind = torch.backends.cpu.get_cpu_capability() + amx if on_cpu else torch.cuda.get_device_name(self._device)
        versions = f"torch {torch.__version__}, transformers {transformers.__version__}"
        return f"{versions}, tokenizers {tokenizers.__version__}, {self._device.type} {kind}"

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
        found = self._map_scores([[asked[index] for index in members] for members in groups.values()])
        for members, scores in zip(groups.values(), found, strict=True):
            for index in members:
                prompt, continuations = asked[index]
                ranked[index] = Ranked(
                    log_likelihoods=tuple(scores[prompt, continuation] for continuation in continuations),
                    tokens=tuple(map(len, continuations)),
                )
        return [ranked[index] for index in range(len(requests))]

    @torch.inference_mode()
    def generate(
        self,
        requests: Sequence[GenerateRequest],
        *,
        together: int = 1,
        done: Callable[[int], None] = lambda index: None,
    ) -> list[str]:
        """Return the text that the model finds likeliest word by word for each request, within its grammar.

        Raises:
            BackendError: for a grammar that is malformed, or a prompt longer than the model's context.
        """
        texts = [self._begin(request) for request in requests]
        waiting = deque((index, text) for index, text in enumerate(texts))
        live: list[tuple[int, Text, _Memory]] = []
        while waiting or live:
            while waiting and len(live) < together:
                index, text = waiting.popleft()
                memory = _Memory(len(text.unread) + requests[index].max_tokens)
                live.append((index, text, memory))
                if text.goes_on():
                    # By itself: a prompt has as many tokens as a hundred steps of all the texts.
                    self._read([(text, memory)])
            unfinished = [(index, text, memory) for index, text, memory in live if text.goes_on()]
            for index in {index for index, _, _ in live} - {index for index, _, _ in unfinished}:
                done(index)
            live = unfinished
            if live and (len(live) >= together or not waiting):
                self._read([(text, memory) for _, text, memory in live])
        return [self._tokenizer.decode(text.written, skip_special_tokens=True) for text in texts]

    def _begin(self, request: GenerateRequest) -> Text:
        state = self._grammars.start(request.grammar)
        prompt = [*self._opening, *self._tokenizer.encode(request.prompt, add_special_tokens=False).ids]
        self._check_length(len(prompt) + request.max_tokens)
        return Text(prompt, state, room=request.max_tokens, ends=self._ends)

    def _read(self, texts: Sequence[tuple[Text, _Memory]]) -> None:
        """Read what is unread of each text, and write its likeliest next token.

        The tokens of all texts stand in one row, without padding, and each text attends to its own memory alone.
        """
        unread = [text.unread for text, _ in texts]
        first = [memory.length for _, memory in texts]
        positions = [start + place for start, ids in zip(first, unread, strict=True) for place in range(len(ids))]
        self._model.set_attn_implementation(_APART)
        try:
            output = self._model.base_model(
                input_ids=torch.tensor([list(chain.from_iterable(unread))], device=self._device),
                position_ids=torch.tensor([positions], device=self._device),
                use_cache=False,
                memories=[(memory, len(ids)) for (_, memory), ids in zip(texts, unread, strict=True)],
            )
        finally:
            self._model.set_attn_implementation(_PACKED)
        last = [end - 1 for end in accumulate(map(len, unread))]
        logits = self._head(output.last_hidden_state[0, last]).float()
        allowed = torch.from_numpy(np.stack([text.state.allowed() for text, _ in texts])).to(self._device)
        chosen: list[int] = logits.masked_fill_(~allowed, -math.inf).argmax(dim=-1).tolist()
        for (text, memory), ids, token in zip(texts, unread, chosen, strict=True):
            memory.length += len(ids)
            text.choose(token)

    @cached_property
    def _grammars(self) -> Grammars:
        return Grammars(self._tokenizer.to_str(), vocabulary=self._head.out_features, end=self._ends)

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
            self._check_length(len(prompt) + max(map(len, continuations)) - 1)
            asked.append((prompt, continuations))
        return asked

    def _check_length(self, tokens: int) -> None:
        if tokens > self._context:
            raise BackendError(
                f"A question of {tokens} tokens is longer than the {self._context} that {self.name} can read.",
                advice="Give it a shorter piece of the article.",
            )

    def _map_scores(
        self, groups: Sequence[Sequence[tuple[TokenIds, tuple[TokenIds, ...]]]]
    ) -> list[dict[tuple[TokenIds, TokenIds], float]]:
        """Return the scores of each group; on a CPU several at a time."""
        if self._device.type != "cpu" or min(self._threads, len(groups)) < 2:
            return [self._score(group) for group in groups]
        with ThreadPoolExecutor(min(self._threads, len(groups))) as pool:
            return list(pool.map(self._score, groups))

    @torch.inference_mode()
    def _score(self, asked: Iterable[tuple[TokenIds, tuple[TokenIds, ...]]]) -> dict[tuple[TokenIds, TokenIds], float]:
        """Return the log-likelihood of every (prompt, continuation) of one group."""
        wanted = {(prompt, continuation) for prompt, continuations in asked for continuation in continuations}
        # The last token of a sequence is predicted, never read, so it needs no node.
        sequences = (prompt + continuation[:-1] for prompt, continuation in wanted)
        trees = pack(sequences, max_nodes=self._max_nodes, multiple=_MULTIPLE)
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
        weight, rows_at_once = self._head.weight, min(_HEAD_ROWS, len(nodes))
        block = torch.empty(rows_at_once, len(weight), dtype=self._dtype, device=self._device)
        wide = torch.empty_like(block, dtype=torch.float32)
        for start in range(0, len(nodes), _HEAD_ROWS):
            part = rows[start : start + _HEAD_ROWS]
            torch.mm(part, weight.T, out=block[: len(part)])
            logits = self._shaped(wide[: len(part)].copy_(block[: len(part)]), self._head.bias)
            totals[start : start + len(part)] = torch.logsumexp(logits, dim=-1)
        at = torch.tensor([place[node] for node, _ in steps], device=self._device)
        tokens = torch.tensor([token for _, token in steps], device=self._device)
        # The predicted token's own logit in full precision: bfloat16 rounds one between 16 and 32 by up to 0.06.
        own = (rows[at].float() * weight[tokens].float()).sum(dim=-1)
        own = self._shaped(own, None if self._head.bias is None else self._head.bias[tokens])
        found: list[float] = (own - totals[at]).tolist()
        return found

    def _shaped(self, logits: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
        """Do to logits, in place, what some models do to them after the output layer."""
        config = self._model.config
        if bias is not None:
            logits += bias
        if scale := getattr(config, "logit_scale", None):  # Cohere
            logits *= scale
        if divisor := getattr(config, "logits_scaling", None):  # Granite
            logits /= divisor
        if cap := getattr(config, "final_logit_softcapping", None):  # Gemma 2
            logits.div_(cap).tanh_().mul_(cap)
        return logits

    @torch.inference_mode()
    def _check_packing(self) -> None:
        """Check on two short texts that this kind of model can be packed: that it heeds the mask and the positions.

        Raises:
            BackendError: if what it says after a text in a tree is not what it says after the text alone.
        """
        beginning, tokens = tuple(range(5, 13)), range(3, 67)
        text, other = (*beginning, 50, 51), (*beginning, *range(20, 44))
        (tree,) = pack([text, other], max_nodes=len(text) + len(other))
        packed = self._predict(self._hidden(tree), [(tree.paths[text][-1], token) for token in tokens])

        def after(ids: Sequence[int]) -> list[float]:
            logits = self._model(torch.tensor([ids], device=self._device)).logits[0, -1].float()
            found: list[float] = torch.log_softmax(logits, dim=-1)[list(tokens)].tolist()
            return found

        alone, run_on = after(text), after(tree.tokens)
        wrong, unpacked = (math.dist(alone, found) for found in (packed, run_on))
        if wrong > _PACKING_TOLERANCE * unpacked:
            raise BackendError(
                f"The model {self.name} is of a kind ({self._model.config.model_type}) that cannot rank several "
                "candidates at once.",
                advice="Use a plain transformer language model, or serve it over HTTP.",
            )


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


def _usable_cores() -> int:
    """Return the number of cores that this process may use, or $OMP_NUM_THREADS if that is less."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    return max(1, min(cores, int(wanted))) if wanted.isdecimal() else cores


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
            attn_implementation=_PACKED,
            local_files_only=True,
            use_safetensors=True,
            trust_remote_code=False,
        )
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:
        raise BackendError(f"The model in {folder} cannot be loaded: {error}", advice="Fetch it again.") from error
    model.eval()  # type: ignore[no-untyped-call]
    return model, tokenizer


def _ends(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase) -> list[int]:
    """Return the tokens that end a text."""
    ends = model.generation_config.eos_token_id if model.generation_config else None
    if ends is None:
        ends = tokenizer.eos_token_id
    return [ends] if isinstance(ends, int) else list(ends or [])


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
