"""Train the adapter: listwise cross-entropy over the candidates' log-likelihoods, the very thing they are ranked by."""

from __future__ import annotations

import json
import logging
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import torch
from torch import Tensor, nn

from summarize.asking.prompting import Prompt
from summarize.training import crew, lora
from summarize.training.examples import Choice, Encode, Example, write_examples
from summarize.training.scoring import log_likelihoods, tree_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Recipe:
    """Everything that decides what comes out of a run."""

    steps: int = 280
    examples_per_step: int = 8
    rank: int = 16
    alpha: float = 32.0
    first_layer: int = 10
    """Layers below are left as they are, and no gradient is kept there: a third of the time is saved."""
    learning_rate: float = 1.0e-3
    warmup: int = 25
    """Steps over which the learning rate rises."""
    decay: float = 0.4
    """Share of the steps, at the end, over which it falls. Before, a run can still be made longer or shorter."""
    rules_halved_from: int = 173
    """Step from which on the rules' log-odds count by half. They are too sure by a factor of two (the temperature that fits them
    best, on invented and on real articles alike), and figures on which they are sure and wrong then rule the gradient. It was
    seen during the run of the card, at this step; from the first step would be better."""
    language_weight: float = 0.2
    """Weight of the right answer's own mean negative log-likelihood beside the listwise loss."""
    gradient_norm: float = 1.0
    seed: int = 20261125
    tokens_per_pass: int = 1200
    """Tokens of one forward pass: bounds memory (some 2 GB of activations), not the result."""


@dataclass
class Progress:
    """What a checkpoint says beside the weights."""

    step: int = 0
    tokens: int = 0
    seconds: float = 0.0


def train(
    model: nn.Module,
    prompts: Mapping[str, Prompt],
    encode: Encode,
    recipe: Recipe,
    folder: Path,
    *,
    save_every: float = 180.0,
) -> Progress:
    """Train the adapters of `model` and return how far it came; checkpoints and a log lie in `folder`.

    A run that was cut off goes on from its last checkpoint: the examples of a step depend on the seed and the step
    alone. `save_every` is in seconds.
    """
    torch.manual_seed(recipe.seed)
    weights = lora.add_adapters(model, recipe.rank, recipe.alpha, recipe.first_layer)
    optimiser = torch.optim.AdamW(weights, lr=recipe.learning_rate, weight_decay=0.0, betas=(0.9, 0.98))
    checkpoint = folder / "checkpoint.pt"
    progress = _resume(checkpoint, recipe, model, optimiser)
    started = saved = time.monotonic()
    before = progress.seconds
    while progress.step < recipe.steps:
        for group in optimiser.param_groups:
            group["lr"] = recipe.learning_rate * _schedule(progress.step, recipe)
        examples = step_examples(prompts, encode, recipe, progress.step)
        rules = 0.5 if progress.step >= recipe.rules_halved_from else 1.0
        record = _step(model, examples, weights, optimiser, recipe, rules)
        progress.step += 1
        progress.tokens += int(record["tokens"])
        progress.seconds = before + time.monotonic() - started
        if crew.place() == 0:
            _log(folder / "log.jsonl", {"step": progress.step, "seconds": round(progress.seconds, 1), **record})
            if time.monotonic() - saved > save_every or progress.step == recipe.steps:
                _save(checkpoint, recipe, model, optimiser, progress)
                saved = time.monotonic()
    return progress


def step_examples(prompts: Mapping[str, Prompt], encode: Encode, recipe: Recipe, step: int) -> list[Example]:
    """Return the examples of training step `step`."""
    return list(islice(write_examples(prompts, encode, f"{recipe.seed}:{step}"), recipe.examples_per_step))


def held_out_examples(prompts: Mapping[str, Prompt], encode: Encode, count: int) -> list[Example]:
    """Return `count` examples of a seed that no training step has."""
    return list(islice(write_examples(prompts, encode, "held out"), count))


@torch.inference_mode()
def accuracy(model: nn.Module, examples: Sequence[Example], tokens_per_pass: int = 1200) -> dict[str, dict[str, int]]:
    """Return how often the rules, the model and both together are right, and how many were asked, by phenomenon."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(("asked", "rules", "model", "together"), 0))
    for part in _passes(examples, tokens_per_pass):
        scores = iter(log_likelihoods(model, part, [tree_of(example) for example in part]))
        for example in part:
            for choice in example.choices:
                found, priors = next(scores), torch.tensor(choice.priors)
                count = counts[choice.phenomenon]
                count["asked"] += 1
                for name, score in (("rules", priors), ("model", found), ("together", found + priors)):
                    count[name] += int(score.argmax()) in choice.golds
    return dict(sorted(counts.items()))


def _step(
    model: nn.Module,
    examples: Sequence[Example],
    weights: Sequence[nn.Parameter],
    optimiser: torch.optim.Optimizer,
    recipe: Recipe,
    rules: float,
) -> dict[str, float]:
    """Change the weights once and return what to log; the rules' log-odds count `rules` times.

    The examples are dealt out to the workers by length, so that all have as much to do.
    """
    asked = sum(len(example.choices) for example in examples)
    own = sorted(examples, key=lambda example: len(tree_of(example)))[crew.place() :: crew.size()]
    total = right = tokens = 0.0
    for part in _passes(own, recipe.tokens_per_pass):
        trees = [tree_of(example) for example in part]
        tokens += sum(len(tree) for tree in trees)
        scores = log_likelihoods(model, part, trees)
        choices = [choice for example in part for choice in example.choices]
        losses: list[Tensor] = []
        for choice, found in zip(choices, scores, strict=True):
            together = found + rules * torch.tensor(choice.priors)
            losses.append(_loss(choice, found, together, recipe.language_weight))
            right += int(together.argmax()) in choice.golds
        loss = torch.stack(losses).sum() / asked
        loss.backward()  # type: ignore[no-untyped-call]
        total += loss.item()
    crew.add_up_gradients(weights)
    total, right, tokens = crew.add_up(torch.tensor([total, right, tokens], dtype=torch.float64)).tolist()
    nn.utils.clip_grad_norm_(weights, recipe.gradient_norm)
    optimiser.step()
    lora.merge_adapters(model)
    optimiser.zero_grad(set_to_none=True)
    return {"loss": round(total, 4), "right": round(right / asked, 3), "asked": asked, "tokens": tokens}


def _loss(choice: Choice, found: Tensor, together: Tensor, language_weight: float) -> Tensor:
    """Return the loss of one choice whose answers have the log-likelihoods `found`, `together` with the rules' log-odds.

    The first part is that of model and rules together, as they add up in `summarize.asserters`: the model is to learn
    what the rules do not know. The second keeps the right answer likely in itself; of several, the shortest.
    """
    golds = sorted(choice.golds)
    listwise = torch.logsumexp(together, dim=0) - torch.logsumexp(together[golds], dim=0)
    shortest = min(golds, key=lambda gold: len(choice.continuations[gold]))
    language = -found[shortest] / len(choice.continuations[shortest])
    return listwise + language_weight * language


def _log(path: Path, record: Mapping[str, float]) -> None:
    with path.open("a", encoding="utf-8") as log:
        log.write(json.dumps(record) + "\n")


def _passes(examples: Sequence[Example], tokens_per_pass: int) -> Iterator[list[Example]]:
    """Split `examples` into batches that stay below `tokens_per_pass`, as long as one example does."""
    batch: list[Example] = []
    tokens = 0
    for example in examples:
        size = len(tree_of(example))
        if batch and tokens + size > tokens_per_pass:
            yield batch
            batch, tokens = [], 0
        batch.append(example)
        tokens += size
    if batch:
        yield batch


def _schedule(step: int, recipe: Recipe) -> float:
    """Return the factor of the learning rate at `step`: up, level, then down to nothing."""
    rising = (step + 1) / recipe.warmup
    falling = (1 - step / recipe.steps) / recipe.decay
    return min(1.0, rising, falling)


def _save(path: Path, recipe: Recipe, model: nn.Module, optimiser: torch.optim.Optimizer, progress: Progress) -> None:
    temporary = path.with_suffix(".part")
    state = {
        "recipe": asdict(recipe),
        "progress": asdict(progress),
        "adapter": lora.adapter_tensors(model),
        "optimiser": optimiser.state_dict(),
    }
    torch.save(state, temporary)
    temporary.replace(path)
    logger.info("step %d of %d, %.0f s", progress.step, recipe.steps, progress.seconds)


def _resume(path: Path, recipe: Recipe, model: nn.Module, optimiser: torch.optim.Optimizer) -> Progress:
    """Load the checkpoint at `path` if there is one of this recipe; else start from nothing."""
    if not path.is_file():
        return Progress()
    state = torch.load(path, weights_only=True)
    if {**state["recipe"], "steps": 0} != {**asdict(recipe), "steps": 0}:
        logger.warning("the checkpoint in %s is of another recipe; starting anew", path.parent)
        return Progress()
    lora.load_adapter(model, state["adapter"])
    optimiser.load_state_dict(state["optimiser"])
    return Progress(**state["progress"])
