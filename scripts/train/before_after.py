"""Figures of a model on a shop's held-out products and on what it knew before, by name, so that two models can be compared line by line."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

import metrics as m
from data import Pictures, Row
from evaluate import choose, column, encode_pictures, pairs, text_encoder
from shop_feed import General
from tokenizer import Tokenizer
from towers import Clip

# Facet → how it is asked for. A shop's kinds are told apart by "a photo of a …", as /classify asks.
PROMPTS = {"kind": "a photo of {a}", "colour": "a photo of something {}", "gender": "for {}", "season": "{}", "usage": "{}", "pattern": "{}", "material": "{}"}
NAMES = {"usage": "use", "gender": "for whom"}
SCORED = ("title → picture, MRR", "kind by name, top-1", "colour by name, top-1", "colour and kind, R-precision", "picture → picture, P@10 by kind")
LEAST = 15  # queries or pictures below which a figure says nothing


@dataclass
class Figure:
    value: float
    over: int


Figures = dict[str, Figure]


def shop_figures(model: Clip, tokenizer: Tokenizer, pictures: Pictures, rows: list[Row], at: np.ndarray) -> Figures:
    """``at``: numbers of the rows to measure on; only they are the gallery. Classes are those of the whole catalogue."""
    encode = text_encoder(model, tokenizer)
    vectors = encode_pictures(model, pictures.pixels[at], False)
    chosen = [rows[i] for i in at]
    out: Figures = {}
    titled = np.array([bool(row["title"]) for row in chosen])
    if titled.sum() >= LEAST:
        titles = np.char.lower(column(chosen, "title")[titled])
        ids = np.unique(titles, return_inverse=True)[1]
        found = m.recall(m.first_ranks(encode(titles.tolist()), vectors[titled], ids, ids))
        out.update({f"title → picture, {name}": Figure(value, int(titled.sum())) for name, value in found.items()})
    for facet, prompt in PROMPTS.items():
        labels = column(chosen, facet)
        classes = sorted({value for value, n in Counter(column(rows, facet).tolist()).items() if value and n > 1})
        if len(classes) > 1 and np.isin(labels, classes).sum() >= LEAST:
            got = choose(encode, vectors, labels, classes, prompt)
            out[f"{NAMES.get(facet, facet)} by name, top-1"] = Figure(got["top-1"], int(got["pictures"]))
            if facet == "kind":
                out["kind by name, weighted F1"] = Figure(got["weighted F1"], int(got["pictures"]))
    kinds, colours = column(chosen, "kind"), column(chosen, "colour")
    both = (kinds != "") & (colours != "")
    if both.sum() >= LEAST:
        asked = pairs(encode, vectors[both], colours[both], kinds[both], 1)
        out["colour and kind, R-precision"] = Figure(asked["R-precision both"], int(asked["queries"]))
    if (kinds != "").sum() >= LEAST:
        out["picture → picture, P@10 by kind"] = Figure(m.neighbours(vectors[kinds != ""], kinds[kinds != ""])[0], int((kinds != "").sum()))
    return out


def general_figures(model: Clip, tokenizer: Tokenizer, general: General) -> Figures:
    encode = text_encoder(model, tokenizer)
    rows = [general.rows[i] for i in general.measured]
    vectors = encode_pictures(model, general.pictures.pixels[general.measured], False)
    out: Figures = {}
    for facet, prompt in (("type", "a photo of {a}"), ("colour", "a photo of something {}"), ("pattern", "{}")):
        labels = column(rows, facet)
        got = choose(encode, vectors, labels, sorted(set(labels.tolist()) - {""}), prompt)
        out[f"the demonstration shop: {'kind' if facet == 'type' else facet} by name, top-1"] = Figure(got["top-1"], int(got["pictures"]))
    return out


def score(figures: Figures) -> float:
    """One number of several figures: their mean, of those that the whole comparison has."""
    scored = [figures[name].value for name in SCORED if name in figures] or [f.value for f in figures.values()]
    return float(np.mean(scored))
