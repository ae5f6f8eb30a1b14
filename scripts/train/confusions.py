"""What a model is bad at: which of the ten classes of people's photos are taken for which, the real catalogue's worst kinds, the drawn
products that it names wrongly, and how it fares on pictures unlike those it learnt from. For the card (card.py) and its sheet of failures
(failure-sheet.ts)."""
from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
import torch

import metrics as m
from captions import article
from data import Row, catalogue_row, held_out, read
from evaluate import Encode, column, encode_pictures, text_encoder
from restore import restore

FAIR, MEASURED = 20, 5  # pictures of a kind in the whole catalogue, and among the held-out rows, from which on its F1 says something
WORST, SHEET = 10, 12
ASKED = {"type": "a photo of {a}", "colour": "a photo of something {}", "pattern": "{}"}


def said(encode: Encode, classes: list[str], prompt: str) -> np.ndarray:
    return encode([prompt.replace("{a}", article(c.lower())).replace("{}", c.lower()) for c in classes])


def confusion(truth: np.ndarray, told: np.ndarray, classes: list[str]) -> dict[str, object]:
    """``counts[i][j]``: pictures of class i that were taken for class j."""
    at = {c: i for i, c in enumerate(classes)}
    counts = np.zeros((len(classes), len(classes)), int)
    for a, b in zip(truth, told):
        counts[at[a], at[b]] += 1
    return {"classes": classes, "counts": counts.tolist()}


def by_class(truth: np.ndarray, told: np.ndarray, least: int) -> list[dict[str, object]]:
    """Precision, recall and F1 of every class with enough pictures, the worst first, and what it was taken for most."""
    out = []
    for name, n in Counter(truth.tolist()).items():
        if n < least:
            continue
        hit, claimed = int(((told == name) & (truth == name)).sum()), int((told == name).sum())
        taken = Counter(told[(truth == name) & (told != name)].tolist()).most_common(3)
        out.append({"name": name, "pictures": n, "precision": hit / claimed if claimed else 0.0, "recall": hit / n, "F1": 2 * hit / (n + claimed),
                    "taken for": [{"name": other, "pictures": k} for other, k in taken]})
    return sorted(out, key=lambda row: row["F1"])


def drawn_failures(encode: Encode, vectors: np.ndarray, rows: list[Row], scale: float) -> dict[str, object]:
    """Wrong answers, those it was surest of first, one a product and confusion: (what it is, what was said) appear once."""
    wrong: list[dict[str, object]] = []
    share = {}
    for facet, prompt in ASKED.items():
        labels = column(rows, facet)
        classes = sorted(set(labels.tolist()) - {""})
        logits = scale * vectors @ said(encode, classes, prompt).T
        chance = np.exp(logits - logits.max(1, keepdims=True))
        chance /= chance.sum(1, keepdims=True)
        top = chance.argmax(1)
        keep = labels != ""
        share[facet] = float((np.array(classes)[top] == labels)[keep].mean())
        for i in np.flatnonzero(keep):
            if classes[top[i]] != labels[i]:
                wrong.append({"id": str(rows[i]["id"]), "picture": str(rows[i].get("picture") or f"pictures/{rows[i]['id']}.webp"), "asked": facet,
                              "is": labels[i], "said": classes[top[i]], "probability": float(chance[i, top[i]]), "title": rows[i]["title"]})
    wrong.sort(key=lambda row: -row["probability"])
    shown, seen = [], set()
    for row in wrong:
        if not {row["id"], (row["asked"], row["is"], row["said"])} & seen and len(shown) < SHEET:
            shown.append(row)
            seen |= {row["id"], (row["asked"], row["is"], row["said"])}
    return {"products": len(rows), "wrong": len(wrong), "top-1": share, "shown": shown}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, default=Path(".work/train"))
    ask.add_argument("--model", type=Path, default=Path("data/models/starter"))
    ask.add_argument("--drawn", default="drawn-unseen", help="a drawn set in --data that was not trained on")
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--ids", type=Path, help="where to write the ids of the held-out rows, one a line")
    ask.add_argument("--fast", action="store_true", help="bfloat16 where the processor has it, for a look in between")
    ask.add_argument("--threads", type=int, default=2)
    a = ask.parse_args()
    torch.set_num_threads(a.threads)
    model, tokenizer = restore(a.model)
    model = model.to(memory_format=torch.channels_last)
    encode = text_encoder(model, tokenizer)

    photos = read(a.data, "photos-validation")
    truth = np.array([str(r["label"]) for r in photos.rows])
    ten = sorted(set(truth.tolist()))
    told = np.array(ten)[(encode_pictures(model, photos.pixels, a.fast) @ said(encode, ten, "a photo of a {}").T).argmax(1)]

    catalogue = read(a.data, "catalogue")
    rows = [catalogue_row(r) for r in catalogue.rows]
    at = np.flatnonzero(held_out(rows))
    held = [rows[i] for i in at]
    kinds = sorted(k for k, n in Counter(str(r["kind"]) for r in rows).items() if n >= FAIR)
    asked = said(encode, kinds, "a photo of a {}")
    fair = np.array([str(r["kind"]) in kinds for r in held])
    vectors = encode_pictures(model, catalogue.pixels[at], a.fast)
    right = column(held, "kind")[fair]
    named = np.array(kinds)[(vectors[fair] @ asked.T).argmax(1)]

    larger = read(a.data, "larger")
    number = {str(r["id"]): i for i, r in enumerate(larger.rows)}
    both = np.array([str(r["id"]) in number for r in held]) & fair
    large = encode_pictures(model, larger.pixels[[number[str(held[i]["id"])] for i in np.flatnonzero(both)]], a.fast)
    pair = [held[i] for i in np.flatnonzero(both)]
    ids = np.unique(np.char.lower(column(pair, "title")), return_inverse=True)[1]
    titles = encode(np.char.lower(column(pair, "title")).tolist())
    sizes = {name: {"title → picture": m.recall(m.first_ranks(titles, pictures, ids, ids)),
                    "kind top-1": float((np.array(kinds)[(pictures @ asked.T).argmax(1)] == column(pair, "kind")).mean())}
             for name, pictures in (("small", vectors[both]), ("larger", large))}

    part = read(a.data, a.drawn)
    figures = {"photos": {**confusion(truth, told, ten), "by class": by_class(truth, told, 1)},
               "kinds": {"classes": len(kinds), "pictures": int(fair.sum()), "worst": by_class(right, named, MEASURED)[:WORST]},
               "sizes": {"pictures": int(both.sum()), **sizes},
               "drawn": drawn_failures(encode, encode_pictures(model, part.pixels, a.fast), part.rows, model.scale().item())}
    a.out.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if a.ids:
        a.ids.write_text("".join(f"{r['id']}\n" for r in held), encoding="utf-8")


if __name__ == "__main__":
    main()
