"""What a batch shows and what is said of it: rows by origin, captions as token ids, and what each caption claims. darkroom.py adds the pixels."""
from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from captions import Captions, Phrase
from concepts import Concepts, build
from data import Row, balanced, batches, catalogue_row, extents, held_out, labels_of, photo_row, read
from drawn import PREFIX, drawn_row
from loss import TitleWords, title_words
from tokenizer import Tokenizer
import words as w

# Batches that share out a stretch of the catalogue's rows in order of kind and brand or colour (data.batches): T-shirts, a sixth of them, then fill
# half of each of five batches, brand by brand.
NEAR_MISSES = 32

# Classes told apart by words in every step: facet → weight in the loss. "ten" are the classes of people's photos.
CLASS_WEIGHTS = {"kind": 0.8, "ten": 1.5, "drawn": 1.0, "colour": 0.8, "sub": 0.15, "master": 0.05, "gender": 0.15, "season": 0.08, "usage": 0.1,
                 "pattern": 0.6, "material": 0.1}


@dataclass
class Mix:
    """Pictures of a batch by origin; ``pasted`` of the catalogue's are cut out and laid on other backgrounds."""

    catalogue: int = 704
    pasted: int = 96
    photos: int = 192
    drawn: int = 128  # of all drawn sets together, where there are any


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
class Draft:
    """A batch but for its pixels and what the rows say of them: texts are drawn on the processor, and may be by several processes."""

    picks: list[Tensor]  # for each origin in turn, the rows of its pictures
    words: TitleWords  # of the first pictures, which have titles
    title_ids: Tensor
    phrase_ids: Tensor
    stated: Tensor  # (B, C) concepts that each phrase claims
    classes: list[ClassSet]
    columns: list[Tensor]  # where a picture's values of each set's concepts stand
    prompt_ids: Tensor  # one prompt a class, set after set


@dataclass
class Batch:
    pixels: Tensor
    values: Tensor  # (B, C) of each picture
    origins: list[Alike]  # for each origin in turn, whose pictures stand in that order
    draft: Draft


Held = TypeVar("Held")


def each_tensor(of: Held, change: Callable[[Tensor], Tensor]) -> Held:
    """The same with every tensor in it changed, within dataclasses and lists."""
    if isinstance(of, Tensor):
        return change(of)
    if isinstance(of, list):
        return [each_tensor(inner, change) for inner in of]
    if is_dataclass(of):
        return replace(of, **{field.name: each_tensor(getattr(of, field.name), change) for field in fields(of)})
    return of


class Source:
    """One set of pictures' rows with their labels."""

    def __init__(self, rows: list[Row], keep: np.ndarray, concepts: Concepts) -> None:
        self.at = np.flatnonzero(keep)  # which of the set's pictures the rows are of
        self.rows = [rows[i] for i in self.at]
        self.labels = labels_of(self.rows, concepts)
        self.values = torch.from_numpy(concepts.values(self.labels))
        kinds, colours = (self.labels[:, concepts.names.index(name)] for name in ("kind", "colour"))
        self.kinds = torch.from_numpy(kinds)
        self.looks = torch.from_numpy(np.where((kinds > 0) & (colours > 0), kinds * (int(colours.max(initial=0)) + 1) + colours, 0))
        self.extent = torch.from_numpy(extents(self.rows))

    def batches(self, size: int, rng: np.random.Generator, together: int = 4) -> Iterator[np.ndarray]:
        """Endless batches of row numbers."""
        return batches(self.rows, balanced(self.rows), size, rng, together)


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


def drafted(tokenizer: Tokenizer, concepts: Concepts, picks: list[np.ndarray], titles: list[str], said: list[str], phrases: list[Phrase],
            sets: list[ClassSet], prompts: list[str]) -> Draft:
    """``titles`` are those of the first pictures, ``said`` what of each the text tower is shown."""
    stated = torch.zeros(len(phrases), concepts.count, dtype=torch.bool)
    for row, (_, claims) in zip(stated, phrases):
        row[claims] = True
    ids = lambda texts: torch.tensor(tokenizer.batch(texts)) if texts else torch.zeros(0, 1, dtype=torch.long)  # noqa: E731
    return Draft([torch.from_numpy(pick) for pick in picks], title_words(titles, said), ids(said), ids([text for text, _ in phrases]), stated, sets,
                 [torch.tensor(some.concepts) + some.offset for some in sets], ids(prompts))


class Feed:
    """Draws what is shown and what is said of it, once it has a seed."""

    def __init__(self, folder: Path, mix: Mix, drawn_names: list[str]) -> None:
        self.mix = mix
        rows = [catalogue_row(r) for r in read(folder, "catalogue").rows]
        photo_rows = [photo_row(r) for r in read(folder, "photos").rows]
        drawn_rows = [[drawn_row(r) for r in read(folder, name).rows] for name in drawn_names]
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
        self.catalogue = Source(rows, ~held, self.concepts)
        self.drawn = {name: Source(r, np.ones(len(r), bool), self.concepts) for name, r in zip(drawn_names, drawn_rows)}
        self.photos = Source(photo_rows, fresh, self.concepts)
        self.sources = [self.catalogue, *self.drawn.values(), self.photos]
        self.captions = Captions(self.concepts, random.Random(), [str(row["title"]) for s in self.sources[:-1] for row in s.rows])
        print(f"{len(self.catalogue.rows)} catalogue rows ({held.sum()} held out), {len(self.photos.rows)} photos "
              f"({(~fresh).sum()} doubles left out), {sum(len(d.rows) for d in self.drawn.values())} drawn, {self.concepts.count} concepts", flush=True)

    def titles(self) -> list[str]:
        """All that are learnt, each once, in lower case; photos have none."""
        return sorted({str(row["title"]).lower() for source in self.sources[:-1] for row in source.rows} - {""})

    def seed(self, seed: int) -> None:
        mix, self.rng = self.mix, np.random.default_rng(seed)
        self.captions.rng = random.Random(seed)
        self.streams = [self.catalogue.batches(mix.catalogue, self.rng, NEAR_MISSES),
                        *(source.batches(mix.drawn // len(self.drawn), self.rng) for source in self.drawn.values()),
                        self.photos.batches(mix.photos, self.rng)]

    def draft(self, tokenizer: Tokenizer) -> Draft:
        picks = [self.rng.permutation(next(stream)) for stream in self.streams]
        titles = [str(s.rows[i]["title"]) for s, pick in zip(self.sources[:-1], picks) for i in pick]
        phrases = [self.captions.phrase(s.labels[i], s is self.photos) for s, pick in zip(self.sources, picks) for i in pick]
        prompts = [self.captions.prompt(s.facet, c) for s in self.sets for c in s.concepts]
        return drafted(tokenizer, self.concepts, picks, titles, [self.captions.title(title) for title in titles], phrases, self.sets, prompts)
