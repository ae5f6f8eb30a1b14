"""Measures a run (or its checkpoint of the moment) on what it never saw, and writes the figures as JSON.

Held-out rows of the catalogue share neither title nor picture with a training row; people's photos are the validation split; drawn
pictures come from seeds that were not trained on.
"""
from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

import metrics as m
from augment import to_pixels
from captions import fill
from data import Row, catalogue_row, held_out, read
from export import load
from precision import mixed
from restore import restore
from tokenizer import Tokenizer
from towers import Clip

Encode = Callable[[list[str]], np.ndarray]

# What is asked of a drawn product, by column of products.jsonl.
DRAWN_PROMPTS = {"type": "a photo of {a}", "colour": "a photo of something {}", "pattern": "{}", "material": "{}", "gender": "for {}", "season": "{}",
                 "use": "{}"}

# How people ask in a chat, in words that talk.py does not teach.
SENTENCES = ["hi there, any chance you stock {a}?", "my colleague asked me to get {a}, can you assist", "gorgeous {}", "{a} that does not cost the earth",
             "i lost mine and now i have to replace {a}", "where could one purchase {a} these days", "stylish {} delivered by friday", "we would adore {a}!!",
             "good morning, {} in a uk 12", "something along the lines of {a}", "the {} from that tv show", "a type of clothing: {}"]


@torch.no_grad()
def encode_pictures(model: Clip, pixels: np.ndarray, fast: bool) -> np.ndarray:
    device, out = model.log_scale.device, []
    for i in range(0, len(pixels), 128):
        x = to_pixels(torch.from_numpy(pixels[i : i + 128]).to(device)).contiguous(memory_format=torch.channels_last)
        with mixed(device) if fast else nullcontext():
            out.append(F.normalize(model.pictures(x).float(), dim=-1))
    return torch.cat(out).cpu().numpy()


def text_encoder(model: Clip, tokenizer: Tokenizer) -> Encode:
    @torch.no_grad()
    def encode(texts: list[str]) -> np.ndarray:
        out = [model.texts(torch.tensor(tokenizer.batch(texts[i : i + 256]), device=model.log_scale.device)) for i in range(0, len(texts), 256)]
        return F.normalize(torch.cat(out), dim=-1).cpu().numpy()

    return encode


def column(rows: list[Row], key: str) -> np.ndarray:
    return np.array([str(r.get(key) or "") for r in rows])


def worded(prompt: str, label: str) -> str:
    return fill(prompt, label.lower())


def choose(encode: Encode, pictures: np.ndarray, labels: np.ndarray, classes: list[str], prompt: str) -> dict[str, float]:
    """Zero-shot among ``classes``; rows with other labels are left out."""
    number = {c: i for i, c in enumerate(classes)}
    keep = np.array([label in number for label in labels])
    return m.zero_shot(pictures[keep], encode([worded(prompt, c) for c in classes]), np.array([number[x] for x in labels[keep]]))


def pairs(encode: Encode, pictures: np.ndarray, colours: np.ndarray, kinds: np.ndarray, least: int = 5, asked: str = "{}") -> dict[str, float]:
    """ "{colour} {kind}" queries, ``asked`` so, for every pair with at least ``least`` pictures."""
    wanted = [p for p, n in Counter(zip(colours, kinds)).items() if n >= least and p[0] and p[1]]
    vectors = encode([worded(asked, f"{c} {k}") for c, k in wanted])
    found = m.top_k(vectors @ pictures.T, 10)
    c, k = np.array([p[0] for p in wanted])[:, None], np.array([p[1] for p in wanted])[:, None]
    right_c, right_k = colours[found] == c, kinds[found] == k
    exact = [m.r_precision(v, pictures, (colours == a) & (kinds == b)) for v, (a, b) in zip(vectors, wanted)]
    return {"queries": len(wanted), "P@10 kind": float(right_k.mean()), "P@10 colour": float(right_c.mean()),
            "P@10 both": float((right_c & right_k).mean()), "R-precision both": float(np.mean(exact))}


def asked_at_length(encode: Encode, pictures: np.ndarray, colours: np.ndarray, kinds: np.ndarray) -> dict[str, float]:
    """Mean over the sentences, of which each asks for every pair."""
    both = [pairs(encode, pictures, colours, kinds, asked=sentence)["P@10 both"] for sentence in SENTENCES]
    return {"sentences": len(both), "P@10 both": float(np.mean(both)), "worst": min(both)}


def catalogue_figures(encode: Encode, pictures: np.ndarray, rows: list[Row], everything: list[Row]) -> dict[str, object]:
    kinds, colours, titles = column(rows, "kind"), column(rows, "colour"), column(rows, "title")
    common = sorted(k for k, n in Counter(str(r["kind"]) for r in everything).items() if n >= 20)
    ids = np.unique(np.char.lower(titles), return_inverse=True)[1]
    near = m.neighbours(pictures, kinds, colours)
    return {"title → picture": m.recall(m.first_ranks(encode(titles.tolist()), pictures, ids, ids)),
            "kind": choose(encode, pictures, kinds, common, "a photo of a {}"),
            "colour": choose(encode, pictures, colours, sorted(set(colours.tolist()) - {""}), "{}"),
            "gender": choose(encode, pictures, column(rows, "gender"), ["Men", "Women", "Boys", "Girls"], "for {}"),
            "season": choose(encode, pictures, column(rows, "season"), ["Summer", "Fall", "Winter", "Spring"], "{}"),
            "usage": choose(encode, pictures, column(rows, "usage"), ["Casual", "Sports", "Ethnic", "Formal", "Smart Casual", "Party", "Travel"], "{}"),
            "sub": choose(encode, pictures, column(rows, "sub"), sorted({str(r["sub"]) for r in everything}), "{}"),
            "colour + kind": pairs(encode, pictures, colours, kinds),
            "colour + kind, in a sentence": asked_at_length(encode, pictures, colours, kinds),
            "picture → picture": {"P@10 kind": near[0], "P@10 colour": near[1]}}


def whole_figures(encode: Encode, pictures: np.ndarray, rows: list[Row], held: np.ndarray) -> dict[str, object]:
    """With the whole catalogue, trained rows too, as gallery; the titles asked for were never trained."""
    titles = np.char.lower(column(rows, "title"))
    ids = np.unique(titles, return_inverse=True)[1]
    kinds, colours = column(rows, "kind"), column(rows, "colour")
    names = {"kind": sorted(set(kinds.tolist()) - {""}), "colour": sorted(set(colours.tolist()) - {""})}
    ranks = m.first_ranks(encode(titles[held].tolist()), pictures, ids[held], ids)
    # A title that twenty rows bear counts twenty times in the first and once in the second, by which runs are compared (docs/runs, run 9).
    once = np.unique(ids[held], return_index=True)[1]
    out: dict[str, object] = {"gallery": len(rows), "title → picture": m.recall(ranks), "title → picture, each title once": m.recall(ranks[once])}
    for key, labels in (("kind", kinds), ("colour", colours)):
        out[f"{key} by name P@10"] = m.by_name(encode([n.lower() for n in names[key]]), pictures, names[key], labels)
        out[f"{key} by prompt P@10"] = m.by_name(encode([f"a photo of a {n.lower()}" for n in names[key]]), pictures, names[key], labels)
    return out


def drawn_figures(encode: Encode, pictures: np.ndarray, rows: list[Row]) -> dict[str, object]:
    """``rows`` as products.jsonl has them."""
    out: dict[str, object] = {}
    for key, prompt in DRAWN_PROMPTS.items():
        labels = column(rows, key)
        out[key] = choose(encode, pictures, labels, sorted(set(labels.tolist()) - {""}), prompt)
    return {**out, "colour + kind": pairs(encode, pictures, column(rows, "colour"), column(rows, "type"), 1)}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, default=Path(".work/train"))
    ask.add_argument("--run", type=Path, default=Path(".work/run"))
    ask.add_argument("--model", type=Path, help="a hub folder, measured with its weights as stored, instead of --run")
    ask.add_argument("--out", type=Path, help="where to write the figures")
    ask.add_argument("--drawn", nargs="*", default=[], help="names of drawn sets in --data that were not trained on")
    ask.add_argument("--whole", action="store_true", help="also with the whole catalogue as gallery")
    ask.add_argument("--fast", action="store_true", help="bfloat16 where the processor has it, for a look in between")
    ask.add_argument("--device", type=torch.device, default=torch.device("cpu"), help="cuda where there is one")
    ask.add_argument("--threads", type=int, default=2)
    a = ask.parse_args()
    torch.set_num_threads(a.threads)
    model, tokenizer = restore(a.model) if a.model else (load(a.run / "checkpoint.pt"), Tokenizer.load(a.run / "tokenizer.json"))
    model = model.to(a.device, memory_format=torch.channels_last)
    encode = text_encoder(model, tokenizer)

    figures: dict[str, object] = {"scale": model.scale().item()}
    photos = read(a.data, "photos-validation")
    labels = np.array([str(r["label"]) for r in photos.rows])
    vectors = encode_pictures(model, photos.pixels, a.fast)
    for name, prompt in (("photos, a photo of a {}", "a photo of a {}"), ("photos, {}", "{}")):
        figures[name] = choose(encode, vectors, labels, sorted(set(labels.tolist())), prompt)
    catalogue = read(a.data, "catalogue")
    rows = [catalogue_row(r) for r in catalogue.rows]
    held = held_out(rows)
    pick = np.arange(len(rows)) if a.whole else np.flatnonzero(held)
    pictures = encode_pictures(model, catalogue.pixels[pick] if not a.whole else catalogue.pixels, a.fast)
    # High where all vectors share one direction: then ranks may be good while no cosine tells what belongs here (docs/runs, run 5).
    figures["cosine of chance pictures"] = float(np.square(pictures.mean(0)).sum())
    chosen = [rows[i] for i in np.flatnonzero(held)]
    figures["held-out"] = catalogue_figures(encode, pictures[held] if a.whole else pictures, chosen, rows)
    if a.whole:
        figures["whole catalogue"] = whole_figures(encode, pictures, rows, held)
    for name in a.drawn:
        part = read(a.data, name)
        figures[f"drawn {name}"] = drawn_figures(encode, encode_pictures(model, part.pixels, a.fast), part.rows)
    text = json.dumps(figures, indent=1, ensure_ascii=False, default=float)
    if a.out:
        a.out.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
