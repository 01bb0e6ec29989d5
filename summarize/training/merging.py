"""Write a model with its adapter merged into it, for a server, which knows nothing of our adapters.

python -m summarize.training.merging smollm2-135m out/smollm2-135m
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from summarize.asking.backends.adapter import find_adapter, read_adapter
from summarize.asking.models import locate
from summarize.errors import UnknownModelError
from summarize.output import answer
from summarize.training.lora import load_tensors

__all__ = ["write_merged"]


def write_merged(name: str, folder: Path) -> None:
    """Write the model `name` of the registry into `folder`, as a server reads it: safetensors, tokeniser and configuration.

    A weight becomes `W + scale * B @ A`, rounded to the type of W. In process the sum is rounded later, with what else is folded
    into it, so that log-likelihoods differ by a few hundredths.

    Raises:
        UnknownModelError: if there is no such model here, or no adapter for it.
        BackendError: if the adapter is not of these weights.
    """
    checkpoint = locate(name)
    found = find_adapter(name)
    if found is None:
        raise UnknownModelError(f"No adapter comes with {name}.", advice="Serve the model's own folder.")
    adapter = read_adapter(found, base_sha256=checkpoint.sha256)
    changes = load_tensors(adapter.weights)
    folder.mkdir(parents=True, exist_ok=True)
    for path in checkpoint.folder.iterdir():
        if path.suffix == ".safetensors":
            weights = load_file(path)
            save_file(
                {key: _merged(key, weight, changes, adapter.scale) for key, weight in weights.items()},
                folder / path.name,
                metadata={"format": "pt"},
            )
        elif path.is_file() and path.name != "checkpoint.json":
            shutil.copyfile(path, folder / path.name)


def _merged(key: str, weight: torch.Tensor, changes: dict[str, torch.Tensor], scale: float) -> torch.Tensor:
    path = key.removesuffix(".weight")
    if f"{path}.lora_A" not in changes:
        return weight
    change = changes[f"{path}.lora_B"].float() @ changes[f"{path}.lora_A"].float() * scale
    return (weight.float() + change).to(weight.dtype)


def main() -> None:
    """Write the model and print its folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("name", help="model of the registry, fetched before")
    parser.add_argument("folder", type=Path, help="where to write; made if need be")
    arguments = parser.parse_args()
    write_merged(arguments.name, arguments.folder)
    answer(str(arguments.folder))


if __name__ == "__main__":
    main()
