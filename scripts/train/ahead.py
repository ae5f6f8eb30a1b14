"""Batches that are made while the one before is learnt."""
from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor

import torch
from torch import Tensor

from feed import Batch, each_tensor


def held(tensor: Tensor, stream: torch.cuda.Stream) -> Tensor:
    """The tensor, whose memory is given to no other before the stream is done with what is queued there by the time it is dropped."""
    if tensor.device.type == "cuda":
        tensor.record_stream(stream)
    return tensor


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
                each_tensor(batch, lambda tensor: held(tensor, learning))
            coming = pool.submit(apart)
            yield batch
    finally:
        pool.shutdown(cancel_futures=True)
