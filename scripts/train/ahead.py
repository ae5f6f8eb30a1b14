"""Batches that are made while the one before is learnt."""
from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass

import torch
from torch import Tensor

from feed import Batch


def tensors(of: object) -> Iterator[Tensor]:
    """Every tensor within dataclasses and lists."""
    if isinstance(of, Tensor):
        yield of
    for inner in of if isinstance(of, list) else [getattr(of, field.name) for field in fields(of)] if is_dataclass(of) else []:
        yield from tensors(inner)


def ahead(make: Callable[[], Batch], device: torch.device) -> Generator[Batch, None, None]:
    """Endless. On an accelerator ``make`` has a stream of its own: it reads numbers back, and on the stream that learns it would wait for all that is
    queued there, and the learning then for it."""
    own = torch.cuda.Stream(device) if device.type == "cuda" else None

    def apart() -> Batch:
        with torch.cuda.stream(own):  # no stream: nothing changes
            return make()

    pool = ThreadPoolExecutor(1)
    try:
        coming = pool.submit(apart)
        while True:
            batch = coming.result()
            if own:
                learning = torch.cuda.current_stream(device)
                learning.wait_stream(own)
                for tensor in tensors(batch):
                    if tensor.device.type == "cuda":
                        tensor.record_stream(learning)  # its memory is not given to the next batch before this one is learnt
            coming = pool.submit(apart)
            yield batch
    finally:
        pool.shutdown(cancel_futures=True)
