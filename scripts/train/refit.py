"""Refits the last layer of both towers of a finished run in batches of thousands, and writes a run whose average it is.

A title names one product among tens of thousands, and a batch that trains both towers holds a thousand or two. With the towers finished,
vectors are computed once and compared by the thousand: what is learnt is one linear map a side, near the identity, that is folded into the
towers' heads. What is not asked for beside the titles pays for them (docs/runs).
"""
from __future__ import annotations

import argparse
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from concepts import NO, YES
from data import Row, catalogue_row, held_out, read
from evaluate import Encode, column, encode_pictures, text_encoder
from export import load
from loss import soft_cross_entropy
from tokenizer import Tokenizer
from towers import Clip
from train import TITLE_SHARPNESS, save

NONE = -1  # of a class that a row does not state
WEIGHTS = {"kind": 1.0, "colour": 2.0, "colour and kind": 2.0, "gender": 0.5, "season": 0.5, "usage": 0.5}


class Turn(nn.Module):
    """A linear map that starts as the identity; unit vectors in, unit vectors out."""

    def __init__(self, dimension: int) -> None:
        super().__init__()
        self.change = nn.Parameter(torch.zeros(dimension, dimension))

    def forward(self, vectors: Tensor) -> Tensor:
        return F.normalize(vectors + vectors @ self.change, dim=-1)

    @torch.no_grad()
    def fold(self, head: nn.Linear) -> None:
        """A vector is a row: y (1 + C) with y = x Wᵀ + b is x (W + Cᵀ W)ᵀ + b (1 + C)."""
        head.weight += self.change.t() @ head.weight
        head.bias += head.bias @ self.change


@dataclass
class Said:
    """Texts of which at most one is right of a picture."""

    texts: list[str]
    vectors: Tensor  # (T, D), of each text
    of: Tensor  # (N,) number of each picture's text, or NONE


def said(encode: Encode, texts: list[str], device: torch.device) -> Said:
    """``texts`` holds one of each picture, "" where nothing is known."""
    known = sorted(set(texts) - {""})
    number = {text: i for i, text in enumerate(known)}
    return Said(known, torch.from_numpy(encode(known)).to(device), torch.tensor([number.get(text, NONE) for text in texts], device=device))


def classes(encode: Encode, rows: list[Row], device: torch.device) -> dict[str, Said]:
    """Worded as people ask for them, and as they are measured."""
    kinds, colours, whom, seasons, usages = ([label.lower() for label in column(rows, key)] for key in ("kind", "colour", "gender", "season", "usage"))
    texts = {"kind": [kind and f"a photo of a {kind}" for kind in kinds],
             "colour": colours,
             "colour and kind": [colour and kind and f"{colour} {kind}" for colour, kind in zip(colours, kinds)],
             "gender": [who and f"for {who}" for who in whom],
             "season": seasons,
             "usage": usages}
    return {name: said(encode, some, device) for name, some in texts.items()}


def title_loss(pictures: Tensor, titles: Tensor, of: Tensor, scale: float) -> Tensor:
    """Which of the pictures bear a title, asked of the titles of all of them."""
    return soft_cross_entropy(scale * titles[of] @ pictures.t(), torch.where(of[:, None] == of[None, :], YES, NO))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, default=Path(".work/train"))
    ask.add_argument("--run", type=Path, required=True)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--steps", type=int, default=30)
    ask.add_argument("--batch", type=int, default=6144)
    ask.add_argument("--rate", type=float, default=1e-3)
    ask.add_argument("--keep", type=float, default=0.2, help="weight of the squared change of both maps")
    ask.add_argument("--device", type=torch.device, default=torch.device("cpu"))
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--seed", type=int, default=1)
    a = ask.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    model: Clip = load(a.run / "checkpoint.pt").to(a.device, memory_format=torch.channels_last)
    encode = text_encoder(model, Tokenizer.load(a.run / "tokenizer.json"))
    catalogue = read(a.data, "catalogue")
    everything = [catalogue_row(row) for row in catalogue.rows]
    shown = np.flatnonzero(~held_out(everything))
    rows = [everything[i] for i in shown]
    pixels = catalogue.pixels[shown]
    vectors = torch.from_numpy(encode_pictures(model, pixels, False)).to(a.device)
    titles = said(encode, [title.lower() for title in column(rows, "title")], a.device)
    asked = classes(encode, rows, a.device)
    pictures, texts = (Turn(model.shape.dimension).to(a.device) for _ in range(2))
    optimizer = torch.optim.Adam([pictures.change, texts.change], a.rate)
    scale = model.scale().item()
    for step in range(a.steps):
        pick = torch.randperm(len(rows))[: a.batch].to(a.device)
        new = pictures(vectors[pick])
        used, of = titles.of[pick].unique(return_inverse=True)
        parts = {"title": title_loss(new, texts(titles.vectors[used]), of, TITLE_SHARPNESS * scale)}
        for name, group in asked.items():
            parts[name] = WEIGHTS[name] * F.cross_entropy(scale * new @ texts(group.vectors).t(), group.of[pick], ignore_index=NONE)
        moved = pictures.change.square().sum() + texts.change.square().sum()
        optimizer.zero_grad(set_to_none=True)
        (torch.stack(list(parts.values())).sum() + a.keep * moved).backward()
        optimizer.step()
        print(json.dumps({"step": step + 1, "moved": round(moved.item(), 3), "loss": {k: round(v.item(), 4) for k, v in parts.items()}}), flush=True)
    some = slice(0, 256)
    with torch.no_grad():
        mapped = torch.cat([pictures(vectors[some]), texts(titles.vectors[some])])
    pictures.fold(model.pictures.head)
    texts.fold(model.texts.head)
    folded = np.concatenate([encode_pictures(model, pixels[some], False), encode(titles.texts[some])])
    print(json.dumps({"folded off by": float(np.abs(folded - mapped.cpu().numpy()).max())}), flush=True)
    a.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(a.run / "tokenizer.json", a.out)
    run = torch.load(a.run / "checkpoint.pt", map_location="cpu")
    save(a.out / "checkpoint.pt", **{**run, "average": {name: value.cpu() for name, value in model.state_dict().items()}})


if __name__ == "__main__":
    main()
