"""A tiny language model with random weights, built without a network: for the mechanics of backends."""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, pre_tokenizers, trainers
from tokenizers.models import BPE
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from summarize.asking.backends.huggingface.integers import integers_pay

DTYPES = [torch.float32, torch.bfloat16, *([torch.int8] if integers_pay() else [])]
"""The number types that a decoder can be asked to read in on this processor."""

_TRAINING_TEXT = (
    "The harbour master counted forty boats and said that nine were missing after the storm.",
    "A clerk of the court put the fine at 1,250 crowns, which the company called unfair.",
    "Nobody was hurt, the fire brigade said, although 37 flats were empty by the evening.",
)


def build_tiny_model(folder: Path, *, context: int = 128) -> Path:
    """Write a two-layer Llama with 300-odd tokens into `folder` and return it."""
    torch.manual_seed(7)
    tokenizer = Tokenizer(BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=330,
        special_tokens=["<|end|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(_TRAINING_TEXT, trainer)
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="<|end|>")
    config = LlamaConfig(
        # Padded beyond the tokeniser's vocabulary, as the vocabularies of real models are.
        vocab_size=352,
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=context,
        initializer_range=0.5,
        bos_token_id=None,
        eos_token_id=0,
        tie_word_embeddings=True,
    )
    model = LlamaForCausalLM(config)
    model.save_pretrained(folder)
    fast.save_pretrained(folder)
    return folder
