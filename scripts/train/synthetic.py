"""Writes a tiny made-up data set in the layout of prepare.ts: coloured shapes as products. The smoke run trains on it, so that the
whole road from pictures to an exported model is walked without anybody's pictures."""
from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np

Row = dict[str, object]
SIZE, PHOTO_SIZE = 96, 144
COLOURS = {"Red": (200, 30, 40), "Blue": (40, 60, 200), "Green": (30, 150, 60), "Black": (20, 20, 20)}
KINDS = {"Tshirts": ("Topwear", "Apparel"), "Jeans": ("Bottomwear", "Apparel"), "Handbags": ("Bags", "Accessories")}
LABELS = ("t-shirt", "pants", "shoes")


def shape(kind: int, size: int) -> np.ndarray:
    """A mask: a square, two bars or a disc."""
    y, x = np.mgrid[0:size, 0:size] / size - 0.5
    return [(abs(x) < 0.3) & (abs(y) < 0.3), (abs(abs(x) - 0.15) < 0.1) & (abs(y) < 0.4), x * x + y * y < 0.1][kind % 3]


def write(folder: Path, name: str, pixels: np.ndarray, rows: list[Row], masks: np.ndarray | None = None) -> None:
    pixels.tofile(folder / f"{name}.u8")
    if masks is not None:
        masks.tofile(folder / f"{name}.mask.u8")
    for picture, row in zip(pixels, rows):
        row.update(sha1=hashlib.sha1(picture.tobytes()).hexdigest(), width=pixels.shape[2], height=pixels.shape[1])
    (folder / f"{name}.json").write_text(json.dumps({"size": pixels.shape[1], "count": len(rows), "rows": rows}), encoding="utf-8")


def catalogue(count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, list[Row]]:
    pixels, masks = np.full((count, SIZE, SIZE, 3), 255, np.uint8), np.zeros((count, SIZE, SIZE), np.uint8)
    rows: list[Row] = []
    for i in range(count):
        kind, colour = int(rng.integers(len(KINDS))), list(COLOURS)[int(rng.integers(len(COLOURS)))]
        name, gender = list(KINDS)[kind], ("Men", "Women")[i % 2]
        mask = shape(kind, SIZE)
        pixels[i][mask] = np.clip(np.array(COLOURS[colour]) + rng.integers(-15, 15, 3), 0, 255)
        masks[i][mask] = 255
        sub, master = KINDS[name]
        rows.append({"id": i, "gender": gender, "masterCategory": master, "subCategory": sub, "articleType": name, "baseColour": colour,
                     "season": ("Summer", "Winter")[i % 2], "usage": ("Casual", "Formal")[i % 2],
                     "productDisplayName": f"Maker {i} {gender} {colour} {name} {i}"})
    return pixels, masks, rows


def drawn(row: Row) -> Row:
    """A made-up row of the catalogue as a line of products.jsonl."""
    types = {"Tshirts": "T-shirt", "Jeans": "jeans", "Handbags": "handbag"}
    return {"id": f"drawn {row['id']}", "title": f"Drawn {row['productDisplayName']}", "type": types[str(row["articleType"])],
            "colour": str(row["baseColour"]).lower(), "pattern": "solid", "material": "cotton", "gender": row["gender"], "season": row["season"],
            "use": row["usage"]}


def photos(count: int, size: int, rng: np.random.Generator) -> tuple[np.ndarray, list[Row]]:
    pixels = rng.integers(0, 255, (count, size, size, 3), dtype=np.uint8)
    rows: list[Row] = []
    for i in range(count):
        pixels[i][shape(i, size)] = rng.integers(0, 255, 3)
        rows.append({"split": "train", "label": LABELS[i % len(LABELS)], "file": f"{size}-{i}.jpg"})
    return pixels, rows


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--out", type=Path, required=True)
    a = ask.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(1)
    pixels, masks, rows = catalogue(240, rng)
    write(a.out, "catalogue", pixels, rows, masks)
    write(a.out, "larger", pixels[:60].copy(), [{"id": r["id"]} for r in rows[:60]], masks[:60])
    pixels, masks, rows = catalogue(60, rng)
    write(a.out, "drawn-1", pixels, [drawn(row) for row in rows], masks)
    for name, count, size in (("photos", 60, PHOTO_SIZE), ("photos-validation", 15, SIZE)):
        pixels, photo_rows = photos(count, size, rng)
        write(a.out, name, pixels, photo_rows)


if __name__ == "__main__":
    main()
