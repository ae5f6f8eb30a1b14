"""Batches for going on from the starter: a shop's products with captions, and what the starter must not forget."""
from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

import augment
import words as w
from captions import Captions, Phrase, vocabulary_texts
from concepts import Concepts, build
from data import Pictures, Row, read
from drawn import drawn_row
from feed import Alike, Batch, ClassSet, Source, drafted
from shop import Split
from talk import Talk
from tokenizer import Tokenizer

CLASS_WEIGHTS = {"kind": 0.8, "colour": 0.8, "gender": 0.15, "season": 0.1, "usage": 0.15, "pattern": 0.5, "material": 0.2, "brand": 0.2}
OWN_WEIGHT = 0.2  # of each attribute that only this shop records
MOST_CLASSES = 120  # of a facet in one step
PASTED = 1 / 6  # of a batch: cut out and laid on other backgrounds, so that people's photos stay within reach
STUDIO = (0.12, 0.97)  # shares of white background at which a picture counts as taken before one


def class_sets(concepts: Concepts, rng: np.random.Generator) -> list[ClassSet]:
    sets = []
    for name in concepts.names:
        facet = concepts.facets[name]
        chosen = [i for i, c in enumerate(facet.concepts) if not c.startswith(("group:", "category:"))]
        if len(chosen) > MOST_CLASSES:
            chosen = sorted(rng.choice(chosen, MOST_CLASSES, replace=False).tolist())
        if len(chosen) > 1:
            sets.append(ClassSet(name, name, chosen, CLASS_WEIGHTS.get(name, OWN_WEIGHT), facet.offset))
    return sets


def studio(pictures: Pictures, rows: list[Row]) -> np.ndarray:
    """True where a picture was taken before white: it can be cut out, and must not be cropped."""
    out = np.zeros(len(rows), bool)
    for i, row in enumerate(rows):
        inside = pictures.masks[i, : int(row["height"]), : int(row["width"])]
        out[i] = STUDIO[0] < (inside == 0).mean() < STUDIO[1]
    return out


def squeezed(u8: Tensor, filled: Tensor) -> Tensor:
    """The part of each square that its picture fills, stretched over the whole square."""
    x = u8.permute(0, 3, 1, 2).float()
    theta = torch.zeros(len(x), 2, 3)
    theta[:, 0, 0], theta[:, 1, 1] = filled[:, 0], filled[:, 1]
    theta[:, :, 2] = filled - 1
    grid = F.affine_grid(theta, list(x.shape), align_corners=False)
    out = F.grid_sample(x, grid, mode="bilinear", padding_mode="border", align_corners=False)
    return out.round().clamp(0, 255).byte().permute(0, 2, 3, 1)


class ShopFeed:
    def __init__(self, pictures: Pictures, rows: list[Row], concepts: Concepts, part: Split, size: int, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.generator = torch.Generator().manual_seed(seed)
        self.concepts = concepts
        self.source = Source(rows, part.train, concepts)
        self.stream = self.source.batches(min(size, int(part.train.sum())), self.rng)
        self.pictures = pictures
        self.captions = Captions(concepts, random.Random(seed), [str(row["title"]) for row in self.source.rows])
        self.studio = studio(pictures, rows)[self.source.at]

    def _pixels(self, pick: np.ndarray) -> Tensor:
        at, extent = self.source.at[pick], self.source.extent[pick]
        pixels, masks = torch.from_numpy(self.pictures.pixels[at]), torch.from_numpy(self.pictures.masks[at])
        size = pixels.shape[1]
        filled = extent / size
        out = torch.empty(len(pick), 3, size, size)
        plain, photos = np.flatnonzero(self.studio[pick]), np.flatnonzero(~self.studio[pick])
        if len(plain):
            pasted = int(len(plain) * PASTED)
            behind = augment.backgrounds(pixels[self.rng.integers(len(pick), size=pasted)], size, self.generator) if pasted else None
            out[plain] = augment.products(pixels[plain], masks[plain], filled[plain], behind, size, self.generator)
        if len(photos):
            aspect = extent[photos, 0] / extent[photos, 1]
            out[photos] = augment.photos(squeezed(pixels[photos], filled[photos]), aspect, size, self.generator, (0.6, 1.0), 12.0)
        return augment.mirror(out, self.generator)

    def _phrase(self, labels: np.ndarray) -> Phrase | None:
        """A phrase of the row's attributes; of one of them where its kind is not recorded, and none where nothing is."""
        if labels[0]:
            return self.captions.phrase(labels, photo=False)
        recorded = [i for i in np.flatnonzero(labels) if self.concepts.names[i] != "kind"]
        if not recorded:
            return None
        at = int(self.rng.choice(recorded))
        name = self.concepts.names[at]
        concept = int(labels[at]) - 1
        return self.captions.prompt(name, concept), [self.concepts.facets[name].offset + concept]

    def _title(self, row: Row) -> str:
        """The title; at times with what it leaves unsaid."""
        said = self.captions.title(str(row["title"]))
        for name, before in (("brand", True), ("colour", True), ("kind", False)):
            word = str(row[name])
            if word and word.lower() not in said.lower() and self.rng.random() < 0.15:
                said = f"{word} {said}" if before else f"{said} {word}"
        return said

    def next(self, tokenizer: Tokenizer) -> Batch:
        source = self.source
        pick = next(self.stream)
        titled = np.array([bool(source.rows[i]["title"]) for i in pick])
        pick = np.concatenate([self.rng.permutation(pick[titled]), self.rng.permutation(pick[~titled])])  # those with titles come first
        rows = [source.rows[i] for i in pick]
        phrases = [p for i in pick if (p := self._phrase(source.labels[i]))]
        sets = class_sets(self.concepts, self.rng)
        prompts = [self.captions.prompt(s.facet, c) for s in sets for c in s.concepts]
        titles = [str(row["title"]) for row in rows if row["title"]]
        said = [self._title(row) for row in rows if row["title"]]
        draft = drafted(tokenizer, self.concepts, [pick], titles, said, phrases, sets, prompts)
        return Batch(self._pixels(pick), source.values[pick], [Alike(source.kinds[pick], source.looks[pick])], draft)


class General:
    """Drawn products and words of every sort, which stand for what the starter knows beyond one shop. Half of the products are rehearsed, half
    of the others measured on."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.pictures = read(folder, "general")
        self.rows = [{**row["attributes"], **{k: v for k, v in row.items() if k != "attributes"}} for row in self.pictures.rows]
        self.rehearsed = np.arange(0, len(self.rows), 2)
        self.measured = np.arange(1, len(self.rows), 4)
        real = [{"kind": kind, "sub": "Clothing", "master": "Apparel"} for kind in w.KIND_WORDS] + [{"colour": c} for c in w.COLOUR_WORDS] + [{"gender": g} for g in w.GENDER_WORDS]
        real += [{"season": s} for s in w.SEASON_WORDS] + [{"usage": u} for u in w.USAGE_WORDS]
        self.concepts = build([*real, *(drawn_row(row) for row in self.rows)])
        self.captions = Captions(self.concepts, random.Random(seed))
        self.words = sorted(set(vocabulary_texts([], self.captions)))
        self.talk = Talk(self.captions.rng, [said for some in self.concepts.facets["colour"].wordings for said in some])

    def texts(self, count: int) -> list[str]:
        """Words and phrases that say something of anything, a third of them with talk around: "a photo of a coat", "navy blue", "hi, a coat for him please"."""
        out = []
        for _ in range(count):
            what = self.rng.random()
            if what < 0.3:
                out.append(str(self.rng.choice(self.words)))
            else:
                said = self.captions.anything()
                out.append(said if what < 0.65 else self.talk.around(said)[0])
        return out
