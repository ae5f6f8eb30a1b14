"""The training data as arrays, rows in one shape, and splits by title *and* by identical picture."""
from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from concepts import Concepts

Row = dict[str, object]
HELD_OUT = 0.08  # of the groups of the catalogue


@dataclass
class Pictures:
    """``pixels[i]`` is RGB; ``masks[i]`` is 255 on the product and 0 on a white background, where that was looked for."""

    pixels: np.ndarray
    masks: np.ndarray | None
    rows: list[Row]


def read(folder: Path, name: str) -> Pictures:
    """Maps a set without loading it; PyTorch makes tensors of nothing that cannot be written, so writing changes this process's copy alone."""
    about = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    size, count = about["size"], about["count"]
    pixels = np.memmap(folder / f"{name}.u8", np.uint8, "c", shape=(count, size, size, 3))
    mask = folder / f"{name}.mask.u8"
    masks = np.memmap(mask, np.uint8, "c", shape=(count, size, size)) if mask.exists() else None
    return Pictures(pixels, masks, about["rows"])


def catalogue_row(row: Row) -> Row:
    return {"id": row["id"], "kind": row["articleType"], "sub": row["subCategory"], "master": row["masterCategory"], "colour": row["baseColour"],
            "gender": row["gender"], "season": row["season"], "usage": row["usage"], "title": str(row["productDisplayName"] or "").strip(),
            "sha1": row["sha1"], "width": row["width"], "height": row["height"]}


def photo_row(row: Row) -> Row:
    return {"id": row["file"], "kind": f"photo:{row['label']}", "title": "", "sha1": row["sha1"], "width": row["width"], "height": row["height"]}


def plain(title: object) -> str:
    """A title as the importer sees it, in lower case."""
    return " ".join(str(title).lower().split())


def held_out(rows: list[Row], share: float = HELD_OUT) -> np.ndarray:
    """True where a row belongs to the evaluation. Rows that share a title (but for case and spaces, as the importer sees it) or a
    byte-identical picture always go together; which side a group falls on depends on a hash of its smallest title alone, not on order or a seed."""
    parent = list(range(len(rows)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    first: dict[str, int] = {}
    for i, row in enumerate(rows):
        for key in ("t" + plain(row["title"]), "p" + str(row["sha1"])):
            j = first.setdefault(key, i)
            parent[root(i)] = root(j)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for i in range(len(rows)):
        groups[root(i)].append(i)
    out = np.zeros(len(rows), bool)
    for members in groups.values():
        name = min(plain(rows[i]["title"]) for i in members)
        if int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) / 2**32 < share and len(members) <= 20:
            out[members] = True
    return out


def extents(rows: list[Row]) -> np.ndarray:
    """(rows, 2) width and height of each picture in the square that holds it, in pixels."""
    return np.array([[float(str(row["width"])), float(str(row["height"]))] for row in rows], np.float32)


def labels_of(rows: list[Row], concepts: Concepts) -> np.ndarray:
    """(rows, facets) label numbers; 0 where a facet is not recorded."""
    names = concepts.names
    return np.array([[concepts.facets[f].label(row.get(f)) for f in names] for row in rows], np.int32).reshape(len(rows), len(names))


def balanced(rows: list[Row], kinds_key: str = "kind", full: int = 120, most: float = 4.0) -> np.ndarray:
    """How often to draw each row: rare kinds up to four times as often as common ones."""
    counts = Counter(str(row[kinds_key]) for row in rows)
    weight = np.array([min(most, max(1.0, (full / counts[str(row[kinds_key])]) ** 0.5)) for row in rows])
    return weight / weight.sum()


def batches(rows: list[Row], weights: np.ndarray, size: int, rng: np.random.Generator, together: int = 4) -> Iterator[np.ndarray]:
    """Endless batches of row numbers. Half of each batch is drawn freely; half are neighbours, so that a batch holds near misses (fifty watches)
    and titles must tell them apart. Neighbours are of one kind, and within it they start with the same words (a brand, in most catalogues) or are
    of one colour. ``together`` batches share out a stretch of rows in that order: the more, the nearer the misses."""
    kinds, titles, colours = (np.unique([str(row.get(key)) for row in rows], return_inverse=True)[1] for key in ("kind", "title", "colour"))
    expected = weights * len(rows)

    def epoch() -> Iterator[int]:
        while True:
            times = np.floor(expected + rng.random(len(rows))).astype(int)
            yield from rng.permutation(np.repeat(np.arange(len(rows)), times))

    stream = epoch()
    half = size // 2
    while True:
        picked = np.fromiter((next(stream) for _ in range(size * together)), int, size * together)
        free, near = picked[: (size - half) * together], picked[(size - half) * together:]
        within = titles if rng.random() < 0.5 else colours
        near = near[np.lexsort((within[near], kinds[near]))]
        for b in rng.permutation(together):
            yield np.concatenate([free[b * (size - half) : (b + 1) * (size - half)], near[b * half : (b + 1) * half]])
