"""Seconds, memory and floating-point operations of what runs on an accelerator, or on the processor without one."""

import time
from collections.abc import Callable
from functools import cache
from typing import Any

import torch

from benchmarks.models.table import Row
from sagemaker_containers.serving.weights import device

GPU = device() == "cuda"


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The least that `work` takes of several times, after once for what is compiled, cached or chosen then."""
    work()
    return min(_once(work) for _ in range(times))


def _once(work: Callable[[], object]) -> float:
    _wait()
    begun = time.perf_counter()
    work()
    _wait()
    return time.perf_counter() - begun


def loaded(load: Callable[[], Any]) -> tuple[Any, float]:
    """What `load` gives, and the seconds that it took."""
    if GPU:
        torch.cuda.reset_peak_memory_stats()
    begun = time.perf_counter()
    engine = load()
    _wait()
    return engine, time.perf_counter() - begun


def peak_memory(what: str) -> list[Row]:
    """What was taken of the accelerator at most since the last `loaded`; nothing is told without one."""
    return [Row(f"{what}, peak memory", torch.cuda.max_memory_allocated() / 2**30, "GiB")] if GPU else []


def operations(work: Callable[[], object]) -> float:
    """Floating-point operations of matrix products and convolutions in `work`."""
    from torch.utils.flop_counter import FlopCounterMode

    with FlopCounterMode(display=False) as counter:
        work()
    return float(counter.get_total_flops())


@cache
def roof(dtype: torch.dtype) -> float:
    """Operations per second of one large matrix product: what this device gives, not what its data sheet says."""
    side = 8192 if GPU else 512
    one = torch.randn(side, side, dtype=dtype, device=device())
    return 2 * side**3 / seconds(lambda: one @ one, times=10)


def _wait() -> None:
    if GPU:
        torch.cuda.synchronize()
