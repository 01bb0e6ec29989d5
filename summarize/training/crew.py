"""Workers that share the examples of each step: one process a core, each with one thread.

On a shared or small machine this beats threads: workers wait for each other once a step, threads at every operation.
Measured on two cores with other programs running: threads got half of one core, two workers nearly all that was free.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from datetime import timedelta

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.multiprocessing.spawn import spawn

_PATIENCE = timedelta(hours=1)
"""How long a worker waits for the others before it gives up."""


def place() -> int:
    """Return this worker's number, from 0; 0 where there is one only."""
    return dist.get_rank() if dist.is_initialized() else 0


def size() -> int:
    """Return how many workers there are."""
    return dist.get_world_size() if dist.is_initialized() else 1


def add_up(values: Tensor) -> Tensor:
    """Return the sum of `values` over all workers."""
    if dist.is_initialized():
        dist.all_reduce(values)
    return values


def add_up_gradients(weights: Sequence[nn.Parameter]) -> None:
    """Give every worker the sum of all workers' gradients; one without any counts as zero."""
    if not dist.is_initialized():
        return
    gradients = [torch.zeros_like(weight) if weight.grad is None else weight.grad for weight in weights]
    summed = add_up(torch.cat([gradient.flatten() for gradient in gradients]))
    for weight, part in zip(weights, torch.split(summed, [weight.numel() for weight in weights]), strict=True):
        weight.grad = part.view_as(weight)


def start(work: Callable[[], None], workers: int) -> None:
    """Do `work` in `workers` processes at once. `work` must be picklable; an error in one ends all."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    spawn(_join, args=(workers, port, work), nprocs=workers)  # type: ignore[no-untyped-call]


def _join(number: int, workers: int, port: int, work: Callable[[], None]) -> None:
    torch.set_num_threads(1)
    address = f"tcp://127.0.0.1:{port}"
    dist.init_process_group("gloo", init_method=address, rank=number, world_size=workers, timeout=_PATIENCE)
    try:
        work()
    finally:
        dist.destroy_process_group()
