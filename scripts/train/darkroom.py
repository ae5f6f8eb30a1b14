"""The pictures of a batch, on the device that learns: drafts go in, batches of augmented pixels come out."""
from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

import augment
from data import Pictures, read
from feed import Alike, Batch, Draft, Feed, Source, each_tensor

LARGER = 0.5  # of the pictures that there is a larger one of are shown so


class Shelf:
    """The pictures of one source with what its rows say, as tensors on a device."""

    def __init__(self, source: Source, pictures: Pictures, device: torch.device) -> None:
        self.pixels = torch.from_numpy(pictures.pixels).to(device)
        self.masks = None if pictures.masks is None else torch.from_numpy(pictures.masks).to(device)
        self.at = torch.from_numpy(source.at).to(device)
        self.extent, self.values, self.kinds, self.looks = (x.to(device) for x in (source.extent, source.values, source.kinds, source.looks))

    def alike(self, pick: Tensor) -> Alike:
        return Alike(self.kinds[pick], self.looks[pick])

    def cut(self, pick: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Pixels, masks and the share of its square that each picture fills."""
        at = self.at[pick]
        return self.pixels[at], self.masks[at], self.extent[pick] / self.pixels.shape[1]


class Darkroom:
    def __init__(self, folder: Path, feed: Feed, seed: int, device: torch.device) -> None:
        self.pasted, self.device = feed.mix.pasted, device
        self.generator = torch.Generator(device).manual_seed(seed)
        catalogue, larger = read(folder, "catalogue"), read(folder, "larger")
        self.catalogue, self.photos = Shelf(feed.catalogue, catalogue, device), Shelf(feed.photos, read(folder, "photos"), device)
        self.drawn = [Shelf(source, read(folder, name), device) for name, source in feed.drawn.items()]
        self.larger = [torch.from_numpy(x).to(device) for x in (larger.pixels, larger.masks)]
        number = {str(r["id"]): i for i, r in enumerate(larger.rows)}
        self.larger_of = torch.tensor([number.get(str(r["id"]), -1) for r in feed.catalogue.rows], device=device)

    def _catalogue(self, pick: Tensor, size: int) -> Tensor:
        """The small picture, or half the time the larger one where there is one; the first of them pasted on backgrounds."""
        pixels, masks, filled = self.catalogue.cut(pick)
        other = self.larger_of[pick]
        use = ((other >= 0) & augment.chance(self.generator, len(pick), LARGER)).nonzero()[:, 0]
        pixels[use], masks[use] = (x[other[use]] for x in self.larger)
        behind = None
        if self.pasted:
            chosen = torch.randint(len(self.photos.at), (self.pasted,), generator=self.generator, device=self.device)
            behind = augment.backgrounds(self.photos.pixels[self.photos.at[chosen]], size, self.generator)
        return augment.products(pixels, masks, filled, behind, size, self.generator)

    def _photos(self, pick: Tensor, size: int) -> Tensor:
        aspect = self.photos.extent[pick, 0] / self.photos.extent[pick, 1]
        return augment.photos(self.photos.pixels[self.photos.at[pick]], aspect, size, self.generator)

    def develop(self, draft: Draft, size: int) -> Batch:
        draft = each_tensor(draft, lambda tensor: tensor.to(self.device))
        shelves = [self.catalogue, *self.drawn, self.photos]
        first, *between, last = draft.picks
        pixels = [self._catalogue(first, size)]
        pixels += [augment.products(*shelf.cut(pick), None, size, self.generator) for shelf, pick in zip(self.drawn, between)]
        pixels.append(self._photos(last, size))
        values = torch.cat([shelf.values[pick] for shelf, pick in zip(shelves, draft.picks)])
        return Batch(augment.mirror(torch.cat(pixels), self.generator), values, [shelf.alike(pick) for shelf, pick in zip(shelves, draft.picks)], draft)
