"""The backend: ranks continuations and writes texts with a model in this process.

`rank` packs all sequences of a group into a tree (see `tree.py`), and the output layer is applied only where a
continuation's token is predicted. On a CPU each pass has one thread, and several passes run side by side: a matrix product
that is cut up among threads adds in another order, and its last bits would change with their number. Where there are fewer passes
than threads, these share the rows of a pass.
"""

from __future__ import annotations

import math
import os
from collections import deque
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib import metadata
from pathlib import Path

import numpy as np
import torch

from summarize.asking.backends.adapter import read_adapter
from summarize.asking.backends.base import BackendRecord, GenerateRequest, Ranked, RankRequest
from summarize.asking.backends.grammar import Grammars
from summarize.asking.backends.huggingface.attention import Memory
from summarize.asking.backends.huggingface.integers import integers_pay
from summarize.asking.backends.huggingface.loading import load_parts
from summarize.asking.backends.huggingface.work import Work
from summarize.asking.backends.tree import TokenIds, TokenTree, pack
from summarize.asking.backends.writing import Text
from summarize.asking.checkpoints import Checkpoint
from summarize.errors import BackendError

__all__ = ["HuggingFaceBackend", "best_dtype"]

_MAX_NODES = 1536
"""Most tokens in one tree. Attention grows with the square, and its share stays small up to here."""

_Asked = tuple[TokenIds, tuple[TokenIds, ...]]
"""A prompt and its continuations."""
_Scores = dict[tuple[TokenIds, TokenIds], float]
"""(prompt, continuation) -> log-likelihood."""


def best_dtype(device: torch.device, *, int8: bool = False) -> torch.dtype:
    """Return bfloat16 where the processor multiplies it natively, else int8 where it is allowed and quicker, else float32.

    Measured on a CPU with AVX512-BF16: 430 GFLOP/s in bfloat16, 115 in float32; without the instructions bfloat16 is
    emulated and slower than float32. On one with AVX2: 140 GFLOP/s a core in int8, 65 in float32.
    """
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float32
    native = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    if native:
        return torch.bfloat16
    return torch.int8 if int8 and integers_pay() else torch.float32


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
            dtype: number type of the weights in memory; by default `best_dtype`, int8 for an adapter that was measured in it.
            max_nodes: most tokens in one tree.
            threads: passes run side by side on a CPU; by default one for each core that this process may use (of
                $OMP_NUM_THREADS at most). No answer depends on it.

        Raises:
            BackendError: if the folder holds no model that can be run this way, or the adapter does not fit.
        """
        self._checkpoint = checkpoint
        self._device = torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
        self._max_nodes = max_nodes
        self._threads = threads or _usable_cores()
        if self._device.type == "cpu":
            torch.set_num_threads(1)
        else:
            self._threads = 1
        self._adapter = read_adapter(adapter, base_sha256=checkpoint.sha256) if adapter else None
        self._dtype = dtype or best_dtype(self._device, int8=self._adapter is not None and self._adapter.int8)
        self._parts = load_parts(
            checkpoint, adapter=self._adapter, device=self._device, dtype=self._dtype, threads=self._threads
        )
        self.work = Work()
        """What `rank` has had the model do so far, for `make bench`."""

    @property
    def name(self) -> str:
        """Name of the model."""
        return self._checkpoint.name

    @property
    def threads(self) -> int:
        """Passes that run side by side on a CPU."""
        return self._threads

    def record(self) -> BackendRecord:
        """Return what runs."""
        return BackendRecord(
            backend=self._parts.body.name,
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
        libraries = dict.fromkeys(("torch", self._parts.body.name, "tokenizers"))
        versions = ", ".join(f"{name} {metadata.version(name)}" for name in libraries)
        return f"{versions}, {self._device.type} {kind}"

    @torch.inference_mode()
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
        found = self._score([[asked[index] for index in members] for members in groups.values()])
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
        live: list[tuple[int, Text, Memory]] = []
        while waiting or live:
            while waiting and len(live) < together:
                index, text = waiting.popleft()
                memory = Memory(len(text.unread) + requests[index].max_tokens)
                live.append((index, text, memory))
                if text.goes_on():
                    # By itself: a prompt has as many tokens as a hundred steps of all the texts.
                    self._write([(text, memory)])
            unfinished = [(index, text, memory) for index, text, memory in live if text.goes_on()]
            for index in {index for index, _, _ in live} - {index for index, _, _ in unfinished}:
                done(index)
            live = unfinished
            if live and (len(live) >= together or not waiting):
                self._write([(text, memory) for _, text, memory in live])
        return [self._parts.tokenizer.decode(text.written, skip_special_tokens=True) for text in texts]

    def _begin(self, request: GenerateRequest) -> Text:
        state = self._grammars.start(request.grammar)
        ids = self._parts.tokenizer.encode(request.prompt, add_special_tokens=False).ids
        prompt = [*self._parts.opening, *ids]
        self._check_length(len(prompt) + request.max_tokens)
        return Text(prompt, state, room=request.max_tokens, ends=self._parts.ends)

    def _write(self, texts: Sequence[tuple[Text, Memory]]) -> None:
        """Read what is unread of each text, and write its likeliest next token."""
        logits = self._parts.head.logits(self._parts.body.read_texts([(text.unread, memory) for text, memory in texts]))
        allowed = torch.from_numpy(np.stack([text.state.allowed() for text, _ in texts])).to(self._device)
        chosen: list[int] = logits.masked_fill_(~allowed, -math.inf).argmax(dim=-1).tolist()
        for (text, memory), token in zip(texts, chosen, strict=True):
            memory.length += len(text.unread)
            text.choose(token)

    @cached_property
    def _grammars(self) -> Grammars:
        tokenizer = self._parts.tokenizer.to_str()
        return Grammars(tokenizer, vocabulary=self._parts.head.vocabulary, end=list(self._parts.ends))

    def _tokenize(self, requests: Sequence[RankRequest]) -> list[_Asked]:
        texts = list(dict.fromkeys(text for request in requests for text in (request.prompt, *request.continuations)))
        encodings = self._parts.tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        ids: dict[str, TokenIds] = {text: tuple(found.ids) for text, found in zip(texts, encodings, strict=True)}
        asked = []
        for request in requests:
            prompt = self._parts.opening + ids[request.prompt]
            continuations = tuple(ids[continuation] for continuation in request.continuations)
            if not prompt or not continuations or not all(continuations):
                raise BackendError(
                    "A prompt or a continuation to rank is empty.", advice="Give each at least one word."
                )
            self._check_length(len(prompt) + max(map(len, continuations)) - 1)
            asked.append((prompt, continuations))
        return asked

    def _check_length(self, tokens: int) -> None:
        if tokens > self._parts.context:
            raise BackendError(
                f"A question of {tokens} tokens is longer than the {self._parts.context} that {self.name} can read.",
                advice="Give it a shorter piece of the article.",
            )

    def _score(self, groups: Sequence[Sequence[_Asked]]) -> list[_Scores]:
        """Return the log-likelihood of every (prompt, continuation) of each group."""
        wanted: list[tuple[TokenTree, list[int]]] = []
        steps: dict[tuple[int, int], int] = {}
        """(row, next token) -> place among the log-probabilities; a row is a node that a token is predicted from."""
        parts: list[dict[tuple[TokenIds, TokenIds], list[int]]] = []
        rows = 0
        for asked in groups:
            pairs = {(prompt, continuation) for prompt, continuations in asked for continuation in continuations}
            parts.append({})
            # The last token of a sequence is predicted, never read, so it needs no node.
            for tree in pack((prompt + continuation[:-1] for prompt, continuation in pairs), max_nodes=self._max_nodes):
                row: dict[int, int] = {}
                for prompt, continuation in sorted(pairs):
                    if (path := tree.paths.get(prompt + continuation[:-1])) is None:
                        continue
                    here = [rows + row.setdefault(node, len(row)) for node in path[len(prompt) - 1 :]]
                    parts[-1][prompt, continuation] = [
                        steps.setdefault(step, len(steps)) for step in zip(here, continuation, strict=True)
                    ]
                wanted.append((tree, list(row)))
                rows += len(row)
            self.work.alone += sum(
                len(prompt) + len(continuation) - 1 for prompt, continuations in asked for continuation in continuations
            )
        if not wanted:
            return []
        self.work.read([tree for tree, _ in wanted], rows, self._parts.body)
        hidden = self._parts.body.read_trees(wanted, self._threads)
        found = self._parts.head.log_probabilities(hidden, list(steps), self._threads)
        return [{pair: math.fsum(found[place] for place in places) for pair, places in part.items()} for part in parts]


def _usable_cores() -> int:
    """Return the number of cores that this process may use, or $OMP_NUM_THREADS if that is less."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    return max(1, min(cores, int(wanted))) if wanted.isdecimal() else cores
