"""Turns rows into batches: augmented pictures, captions as token ids, and which caption holds for which picture."""
from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

import augment
from captions import Captions
from concepts import Concepts, build
from data import Pictures, Row, balanced, batches, catalogue_row, held_out, labels_of, photo_row, read
from drawn import PREFIX, drawn_row
from tokenizer import Tokenizer
import words as w

# Batches that share out a stretch of the catalogue's rows in order of kind and brand or colour (data.batches): T-shirts, a sixth of them, then fill
# half of each of five batches, brand by brand.
NEAR_MISSES = 32

MIRRORED = 0.3  # of the canvases, padding and all, so that it does not matter where in its square a picture stands

# Classes told apart by words in every step: facet → weight in the loss. "ten" are the classes of people's photos.
CLASS_WEIGHTS = {"kind": 0.8, "ten": 1.5, "drawn": 1.0, "colour": 0.8, "sub": 0.15, "master": 0.05, "gender": 0.15, "season": 0.08, "usage": 0.1,
                 "pattern": 0.6, "material": 0.1}


@dataclass
class Mix:
    """Pictures of a batch by origin; ``pasted`` of the catalogue's are cut out and laid on other backgrounds."""

    catalogue: int = 344
    pasted: int = 56
    photos: int = 168
    drawn: int = 0


@dataclass
class ClassSet:
    name: str
    facet: str
    concepts: list[int]  # numbers within the facet
    weight: float
    offset: int  # of the facet's first concept


@dataclass
class Alike:
    """What pictures of one origin are in its own words; 0 is not known."""

    kinds: Tensor  # (B,) number of the kind
    looks: Tensor  # (B,) number of kind and colour together


@dataclass
class Batch:
    pixels: Tensor
    titles: list[str]  # of the first len(titles) pictures
    said: list[str]  # for each title: the words of it that the text tower is shown
    title_ids: Tensor
    phrase_ids: Tensor
    stated: Tensor  # (B, C) concepts that each phrase claims
    values: Tensor  # (B, C) of each picture
    classes: list[ClassSet]
    prompt_ids: Tensor  # one prompt a class, set after set
    origins: list[Alike]  # for each origin in turn, whose pictures stand in that order


class Source:
    """One set of pictures with its labels and an endless stream of batches."""

    def __init__(self, pictures: Pictures, rows: list[Row], keep: np.ndarray, concepts: Concepts, size: int, rng: np.random.Generator,
                 together: int = 4) -> None:
        self.pictures = pictures
        self.at = np.flatnonzero(keep)
        self.rows = [rows[i] for i in self.at]
        self.labels = labels_of(self.rows, concepts)
        self.values = concepts.values(self.labels)
        self.kinds, colours = (self.labels[:, concepts.names.index(name)] for name in ("kind", "colour"))
        self.looks = np.where((self.kinds > 0) & (colours > 0), self.kinds * (int(colours.max(initial=0)) + 1) + colours, 0)
        self.extent = np.array([[float(str(r["width"])), float(str(r["height"]))] for r in self.rows], np.float32)
        self.stream: Iterator[np.ndarray] = batches(self.rows, balanced(self.rows), size, rng, together) if size else iter(())

    def alike(self, pick: np.ndarray) -> Alike:
        return Alike(torch.from_numpy(self.kinds[pick]), torch.from_numpy(self.looks[pick]))


def class_sets(concepts: Concepts) -> list[ClassSet]:
    kind = concepts.facets["kind"]
    names = kind.concepts
    single = [i for i, n in enumerate(names) if n not in w.GROUPS and ":" not in n]
    sets = [ClassSet("kind", "kind", single, CLASS_WEIGHTS["kind"], kind.offset),
            ClassSet("ten", "kind", [i for i, n in enumerate(names) if n.startswith("ten:")], CLASS_WEIGHTS["ten"], kind.offset),
            ClassSet("drawn", "kind", [i for i, n in enumerate(names) if n.startswith(PREFIX)], CLASS_WEIGHTS["drawn"], kind.offset),
            ClassSet("sub", "kind", [i for i, n in enumerate(names) if n.startswith("sub:")], CLASS_WEIGHTS["sub"], kind.offset),
            ClassSet("master", "kind", [i for i, n in enumerate(names) if n.startswith("master:")], CLASS_WEIGHTS["master"], kind.offset)]
    for facet in ("colour", "gender", "season", "usage", "pattern", "material"):
        sets.append(ClassSet(facet, facet, list(range(len(concepts.facets[facet].concepts))), CLASS_WEIGHTS[facet], concepts.facets[facet].offset))
    return [s for s in sets if len(s.concepts) > 1]


class Feed:
    def __init__(self, folder: Path, mix: Mix, seed: int, drawn_names: list[str]) -> None:
        self.mix, self.rng = mix, np.random.default_rng(seed)
        self.generator = torch.Generator().manual_seed(seed)
        catalogue, photos = read(folder, "catalogue"), read(folder, "photos")
        rows = [catalogue_row(r) for r in catalogue.rows]
        photo_rows = [photo_row(r) for r in photos.rows]
        drawn = [read(folder, name) for name in drawn_names]
        drawn_rows = [[drawn_row(r) for r in d.rows] for d in drawn]
        self.concepts = build([*rows, *(r for part in drawn_rows for r in part)])
        self.sets = class_sets(self.concepts)

        held = held_out(rows)
        validation = read(folder, "photos-validation").rows
        known = {str(r["sha1"]) for r in validation} | {str(r["file"]) for r in validation}
        seen: set[str] = set()
        fresh = np.zeros(len(photo_rows), bool)
        for i, r in enumerate(photo_rows):  # extra repeats some files of train: its label comes second
            fresh[i] = not ({str(r["sha1"]), str(r["id"])} & (known | seen))
            seen |= {str(r["sha1"]), str(r["id"])}
        self.catalogue = Source(catalogue, rows, ~held, self.concepts, mix.catalogue, self.rng, NEAR_MISSES)
        self.photos = Source(photos, photo_rows, fresh, self.concepts, mix.photos, self.rng)
        self.drawn = [Source(d, r, np.ones(len(r), bool), self.concepts, mix.drawn // len(drawn), self.rng) for d, r in zip(drawn, drawn_rows)]
        self.captions = Captions(self.concepts, random.Random(seed), [str(row["title"]) for s in (self.catalogue, *self.drawn) for row in s.rows])
        self.larger = read(folder, "larger")
        number = {str(r["id"]): i for i, r in enumerate(self.larger.rows)}
        self.larger_of = np.array([number.get(str(r["id"]), -1) for r in self.catalogue.rows])
        print(f"{len(self.catalogue.rows)} catalogue rows ({held.sum()} held out), {len(self.photos.rows)} photos "
              f"({(~fresh).sum()} doubles left out), {sum(len(d.rows) for d in self.drawn)} drawn, {self.concepts.count} concepts", flush=True)

    def _catalogue(self, pick: np.ndarray, size: int) -> Tensor:
        """The small picture, or half the time the larger one where there is one; the first of them pasted on backgrounds."""
        source = self.catalogue
        pixels, masks = source.pictures.pixels[source.at[pick]], source.pictures.masks[source.at[pick]]
        use = np.flatnonzero((self.larger_of[pick] >= 0) & (self.rng.random(len(pick)) < 0.5))
        pixels[use] = self.larger.pixels[self.larger_of[pick[use]]]
        masks[use] = self.larger.masks[self.larger_of[pick[use]]]
        behind = None
        if self.mix.pasted:
            chosen = self.photos.at[self.rng.integers(len(self.photos.at), size=self.mix.pasted)]
            behind = augment.backgrounds(self.photos.pictures.pixels[chosen], size, self.generator)
        filled = source.extent[pick] / pixels.shape[1]
        return augment.products(pixels, masks, filled, behind, size, self.generator)

    def _drawn(self, source: Source, pick: np.ndarray, size: int) -> Tensor:
        pixels, masks = source.pictures.pixels[source.at[pick]], source.pictures.masks[source.at[pick]]
        return augment.products(pixels, masks, source.extent[pick] / pixels.shape[1], None, size, self.generator)

    def next(self, size: int, tokenizer: Tokenizer) -> Batch:
        parts: list[tuple[Source, np.ndarray, Tensor]] = []
        pick = self.rng.permutation(next(self.catalogue.stream))
        parts.append((self.catalogue, pick, self._catalogue(pick, size)))
        for source in self.drawn:
            pick = next(source.stream)
            parts.append((source, pick, self._drawn(source, pick, size)))
        pick = next(self.photos.stream)
        photos = self.photos.pictures.pixels[self.photos.at[pick]]
        aspect = self.photos.extent[pick, 0] / self.photos.extent[pick, 1]
        parts.append((self.photos, pick, augment.photos(photos, aspect, size, self.generator)))

        titles = [str(s.rows[i]["title"]) for s, p, _ in parts[:-1] for i in p]
        phrases = [self.captions.phrase(s.labels[i], s is self.photos) for s, p, _ in parts for i in p]
        stated = torch.zeros(len(phrases), self.concepts.count)
        for j, (_, said) in enumerate(phrases):
            stated[j, said] = 1.0
        ids = lambda texts: torch.tensor(tokenizer.batch(texts))  # noqa: E731
        prompts = ids([self.captions.prompt(s.facet, c) for s in self.sets for c in s.concepts])
        pixels = torch.cat([x for _, _, x in parts])
        mirrored = augment.chance(self.generator, len(pixels), MIRRORED)
        pixels[mirrored] = pixels[mirrored].flip(3)
        said = [self.captions.title(title) for title in titles]
        return Batch(pixels, titles, said, ids(said), ids([t for t, _ in phrases]), stated,
                     torch.from_numpy(np.concatenate([s.values[p] for s, p, _ in parts])), self.sets, prompts,
                     [s.alike(p) for s, p, _ in parts])
