"""What earlier batches looked like to the towers: thousands of negatives and positives more for no forward pass (cross-batch memory,
arXiv 1912.06798). A batch meets the fifty watches that were drawn with it; a question meets every watch of the shop."""
from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass
class Seen:
    """Titled pictures as the towers saw them. Row by row: unit vectors of pictures and titles (N, D), the title's number, the kind's and that of
    kind and colour together (N,), 0 where it is not known, and the origin in whose words they are (N,)."""

    pictures: Tensor
    titles: Tensor
    title: Tensor
    kind: Tensor
    look: Tensor
    origin: Tensor

    def parts(self) -> tuple[Tensor, ...]:
        return self.pictures, self.titles, self.title, self.kind, self.look, self.origin

    def then(self, other: Seen) -> Seen:
        return Seen(*(torch.cat(pair) for pair in zip(self.parts(), other.parts())))


class Memory:
    """The last ``size`` titled pictures. Their vectors are as old as the batch they came from, and take no gradient."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.seen: Seen | None = None

    def behind(self, now: Seen) -> Seen:
        """The pictures of this batch, and behind them those remembered."""
        return now.then(self.seen) if self.seen else now

    def remember(self, now: Seen) -> None:
        kept = self.behind(now)
        self.seen = Seen(*(part[: self.size].detach() for part in kept.parts())) if self.size else None
