"""Any causal model that transformers knows, read by transformers: on a graphics card, or of another shape than Llama's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate, chain
from pathlib import Path

import torch
from safetensors import SafetensorError
from transformers import AttentionInterface, AutoModelForCausalLM, PreTrainedModel

from summarize.asking.backends.huggingface.attention import Memory, mask_of, over_memories
from summarize.asking.backends.huggingface.body import Wanted
from summarize.asking.backends.huggingface.head import Head, Shaping
from summarize.asking.backends.huggingface.quiet import quieten
from summarize.asking.backends.tree import TokenTree, pack
from summarize.errors import BackendError

__all__ = ["GeneralBody", "load_model"]

_PACKED, _APART = "sdpa", "summarize-apart"
"""Attention as transformers has it, heeding a mask, and that of several texts in one row."""

_MULTIPLE = 32
"""Passes are filled up to a multiple of this: oneDNN keeps code and memory for each length that it has met. After 200 questions
of lengths of their own the process had 1,287 MB and grew by 2 MB a question; so filled up it has 794 MB and stays there."""

_SPECIAL = ("softcap", "s_aux", "position_bias")
"""What transformers hands to the attention of some models and `_attend_apart` does not know."""

_PACKING_TOLERANCE = 0.25
"""Most by which a text in a tree may differ from the text alone, as a share of how much the tree's two texts, run on as
one, differ from it (Euclidean distance of 64 log-probabilities). SmolLM2-135M in bfloat16 has 0.04, in
float32 0.00001; with the mask left out 1.3, with the positions left out 0.53."""


def _attend_apart(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    *,
    scaling: float | None = None,
    sliding_window: int | None = None,
    memories: Sequence[tuple[Memory, int]] = (),
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
    attend = over_memories(memories, scaling)
    return attend(layer, *(x[0].transpose(0, 1) for x in (query, key, value)))[None].contiguous(), None


AttentionInterface.register(_APART, _attend_apart)


def load_model(folder: Path, dtype: torch.dtype) -> PreTrainedModel:
    """Load the model in a folder.

    Raises:
        BackendError: if there is none that can be loaded.
    """
    quieten()
    try:
        model = AutoModelForCausalLM.from_pretrained(
            folder,
            dtype=dtype,
            attn_implementation=_PACKED,
            local_files_only=True,
            use_safetensors=True,
            trust_remote_code=False,
        )
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:
        raise BackendError(f"The model in {folder} cannot be loaded: {error}", advice="Fetch it again.") from error
    model.eval()  # type: ignore[no-untyped-call]
    return model


class GeneralBody:
    """A body that transformers runs, one tree in a pass.

    On a CPU each pass has one thread, and several passes run side by side: a matrix product that is cut up among threads
    adds in another order, and its last bits would change with their number.
    """

    name = "transformers"
    finishes_all = True

    def __init__(self, model: PreTrainedModel) -> None:
        """Take the model; it must be on its device."""
        self._model = model
        self._device = model.device
        self._dtype = model.dtype

    def head(self) -> Head:
        """Return the model's output layer."""
        config, layer = self._model.config, self._model.get_output_embeddings()  # type: ignore[no-untyped-call]
        scale = getattr(config, "logit_scale", None) or 1.0
        scale /= getattr(config, "logits_scaling", None) or 1.0
        return Head(layer.weight, layer.bias, Shaping(scale, getattr(config, "final_logit_softcapping", None)))

    def read_trees(self, wanted: Sequence[Wanted], threads: int) -> torch.Tensor:
        """Return the last hidden states of the nodes that are wanted (see `Body`)."""
        if self._device.type != "cpu":
            return torch.cat([self._pass(one) for one in wanted])
        with ThreadPoolExecutor(threads) as pool:
            return torch.cat(list(pool.map(self._pass, wanted)))

    def compared(self, tree: TokenTree) -> int:
        """Return how many pairs of a tree's nodes attention compares (see `Body`)."""
        return len(tree) ** 2

    def read_texts(self, texts: Sequence[tuple[Sequence[int], Memory]]) -> torch.Tensor:
        """Return the last hidden state of the last token of each text (see `Body`).

        The tokens of all texts stand in one row, without padding, and each text attends to its own memory alone.
        """
        tokens = list(chain.from_iterable(ids for ids, _ in texts))
        positions = [memory.length + place for ids, memory in texts for place in range(len(ids))]
        self._model.set_attn_implementation(_APART)
        try:
            output = self._model.base_model(
                input_ids=torch.tensor([tokens], device=self._device),
                position_ids=torch.tensor([positions], device=self._device),
                use_cache=False,
                memories=[(memory, len(ids)) for ids, memory in texts],
            )
        finally:
            self._model.set_attn_implementation(_PACKED)
        found: torch.Tensor = output.last_hidden_state[0, [end - 1 for end in accumulate(len(ids) for ids, _ in texts)]]
        return found

    @torch.inference_mode()
    def _pass(self, wanted: Wanted) -> torch.Tensor:
        tree, nodes = wanted
        tree.fill(_MULTIPLE)
        return self._hidden(tree)[torch.tensor(nodes, device=self._device)]

    def _hidden(self, tree: TokenTree) -> torch.Tensor:
        output = self._model.base_model(
            input_ids=torch.tensor([tree.tokens], device=self._device),
            position_ids=torch.tensor([tree.depths], device=self._device),
            attention_mask=mask_of(tree, self._dtype).to(self._device)[None, None],
            use_cache=False,
        )
        hidden: torch.Tensor = output.last_hidden_state[0]
        return hidden

    @torch.inference_mode()
    def check_packing(self, name: str) -> None:
        """Check on two short texts that this kind of model can be packed: that it heeds the mask and the positions.

        Raises:
            BackendError: if what it says after a text in a tree is not what it says after the text alone.
        """
        beginning, tokens = tuple(range(5, 13)), list(range(3, 67))
        text, other = (*beginning, 50, 51), (*beginning, *range(20, 44))
        (tree,) = pack([text, other], max_nodes=len(text) + len(other))

        def after(logits: torch.Tensor) -> list[float]:
            found: list[float] = torch.log_softmax(logits.float(), dim=-1)[tokens].tolist()
            return found

        def alone(ids: Sequence[int]) -> list[float]:
            return after(self._model(torch.tensor([ids], device=self._device)).logits[0, -1])

        packed = after(self.head().logits(self._hidden(tree)[[tree.paths[text][-1]]])[0])
        apart, run_on = alone(text), alone(tree.tokens)
        wrong, unpacked = (math.dist(apart, found) for found in (packed, run_on))
        if wrong > _PACKING_TOLERANCE * unpacked:
            raise BackendError(
                f"The model {name} is of a kind ({self._model.config.model_type}) that cannot rank several "
                "candidates at once.",
                advice="Use a plain transformer language model, or serve it over HTTP.",
            )
