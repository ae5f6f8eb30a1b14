"""Refits the last layer of both towers of a finished run in batches of thousands, and writes a run whose average it is.

A title names one product among tens of thousands, and a batch that trains both towers holds a thousand or two. With the towers finished,
vectors are computed once and compared by the thousand: what is learnt is one linear map a side, near the identity, that is folded into the
towers' heads. What is not asked for beside the titles pays for them (docs/runs). People's photos meet the drawn products that would answer them.
"""
from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

import augment
from concepts import NO, YES
from data import Pictures, Row, catalogue_row, extents, held_out, read
from drawn import PHOTOS
from evaluate import DRAWN_PROMPTS, Encode, column, encode_pictures, text_encoder, worded
from export import load
from fit_readout import attach, bare
from loss import soft_cross_entropy
from tokenizer import Tokenizer
from towers import Clip
from train import hand_on

NONE = -1  # of a class that a row does not state
SHARPNESS = 3  # of titles among thousands of pictures, where training has 2 among hundreds
WEIGHTS = {"kind": 1.0, "colour": 3.0, "colour and kind": 2.0, "gender": 0.5, "season": 0.5, "usage": 0.5}
DRAWN_WEIGHTS = {"type": 0.125, "colour": 0.125, "pattern": 0.05, "material": 0.05, "gender": 0.05, "season": 0.05, "use": 0.125}
# Training compares a picture with those of its own origin only; who posts a photo wants products of another.
POSTED, POSTED_SCALE, POSTED_WEIGHT = 1500, 20, 0.12


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


@dataclass
class Posted:
    """People's photos beside the drawn products that would answer them."""

    vectors: Tensor  # (N, D)
    fitting: Tensor  # (N, M) YES where one of the M drawn products would

    def loss(self, pictures: Turn, drawn: Tensor, pick: Tensor) -> Tensor:
        """``drawn`` are the vectors of the picked products, turned."""
        some = torch.randperm(len(self.vectors))[:POSTED].to(drawn.device)
        logits = POSTED_SCALE * pictures(self.vectors[some]) @ drawn.t()
        return POSTED_WEIGHT * soft_cross_entropy(logits, self.fitting[some][:, pick])


@dataclass
class Group:
    """Pictures and what can be asked of each, with the weight of the question."""

    vectors: Tensor  # (N, D)
    asked: dict[str, tuple[float, Said]]

    def losses(self, new: Tensor, pick: Tensor, texts: Turn, scale: float) -> dict[str, Tensor]:
        """``new`` are the vectors of the picked pictures, turned."""
        return {name: weight * F.cross_entropy(scale * new @ texts(some.vectors).t(), some.of[pick], ignore_index=NONE)
                for name, (weight, some) in self.asked.items()}


def of_catalogue(encode: Encode, rows: list[Row], device: torch.device) -> dict[str, tuple[float, Said]]:
    """Worded as people ask for them, and as they are measured."""
    kinds, colours, whom, seasons, usages = ([label.lower() for label in column(rows, key)] for key in ("kind", "colour", "gender", "season", "usage"))
    texts = {"kind": [kind and f"a photo of a {kind}" for kind in kinds],
             "colour": colours,
             "colour and kind": [colour and kind and f"{colour} {kind}" for colour, kind in zip(colours, kinds)],
             "gender": [who and f"for {who}" for who in whom],
             "season": seasons,
             "usage": usages}
    return {name: (WEIGHTS[name], said(encode, some, device)) for name, some in texts.items()}


def of_drawn(encode: Encode, rows: list[Row], device: torch.device) -> dict[str, tuple[float, Said]]:
    """``rows`` as products.jsonl has them."""
    return {f"drawn {key}": (DRAWN_WEIGHTS[key], said(encode, [label and worded(prompt, label) for label in column(rows, key)], device))
            for key, prompt in DRAWN_PROMPTS.items()}


def seen(model: Clip, pixels: np.ndarray) -> Tensor:
    return torch.from_numpy(encode_pictures(model, pixels, False)).to(model.log_scale.device)


@torch.no_grad()
def photographed(model: Clip, photos: Pictures, chosen: np.ndarray, seed: int) -> Tensor:
    """One view of each chosen photo, as training shows them: plain, the towers know them by heart. (N, D)"""
    device = model.log_scale.device
    generator, out = torch.Generator(device).manual_seed(seed), []
    for part in np.array_split(chosen, max(1, len(chosen) // 128)):
        extent = torch.from_numpy(extents([photos.rows[i] for i in part])).to(device)
        views = augment.photos(torch.from_numpy(photos.pixels[part]).to(device), extent[:, 0] / extent[:, 1], model.shape.size, generator)
        views = augment.mirror(views, generator).contiguous(memory_format=torch.channels_last)
        out.append(F.normalize(model.pictures(views).float(), dim=-1))
    return torch.cat(out)


def posted(model: Clip, photos: Pictures, drawn: list[Row], seed: int) -> Posted:
    labels, types = column(photos.rows, "label"), column(drawn, "type")
    chosen = np.flatnonzero(np.isin(labels, list(PHOTOS)))
    fitting = np.stack([np.isin(types, PHOTOS[label]) for label in labels[chosen].tolist()])
    vectors = photographed(model, photos, chosen, seed)
    return Posted(vectors, torch.where(torch.from_numpy(fitting).to(vectors.device), YES, NO))


def title_loss(pictures: Tensor, titles: Tensor, of: Tensor, scale: float) -> Tensor:
    """Which of the pictures bear a title, asked of the titles of all of them."""
    return soft_cross_entropy(scale * titles[of] @ pictures.t(), torch.where(of[:, None] == of[None, :], YES, NO))


def learn(a: argparse.Namespace, scale: float, shop: Group, titles: Said, drawn: tuple[Group, Posted] | None) -> tuple[Turn, Turn]:
    """Of pictures and of texts."""
    device = shop.vectors.device
    pictures, texts = (Turn(shop.vectors.shape[1]).to(device) for _ in range(2))
    optimizer = torch.optim.Adam([pictures.change, texts.change], a.rate)
    for step in range(a.steps):
        pick = torch.randperm(len(shop.vectors))[: a.batch].to(device)
        used, of = titles.of[pick].unique(return_inverse=True)
        new = pictures(shop.vectors[pick])
        parts = {"title": title_loss(new, texts(titles.vectors[used]), of, SHARPNESS * scale)}
        parts |= shop.losses(new, pick, texts, scale)
        if drawn:
            group, photos = drawn
            pick = torch.randperm(len(group.vectors))[: a.batch // 3].to(device)
            new = pictures(group.vectors[pick])
            parts |= group.losses(new, pick, texts, scale)
            parts["posted"] = photos.loss(pictures, new, pick)
        moved = pictures.change.square().sum() + texts.change.square().sum()
        optimizer.zero_grad(set_to_none=True)
        (torch.stack(list(parts.values())).sum() + a.keep * moved).backward()
        optimizer.step()
        print(json.dumps({"step": step + 1, "moved": round(moved.item(), 3), "loss": {k: round(v.item(), 4) for k, v in parts.items()}}), flush=True)
    return pictures, texts


def drawn_group(a: argparse.Namespace, model: Clip, encode: Encode, sets: list[Pictures], rows: list[Row]) -> tuple[Group, Posted] | None:
    if not sets:
        return None
    return Group(torch.cat([seen(model, part.pixels) for part in sets]), of_drawn(encode, rows, a.device)), posted(model, read(a.data, "photos"), rows, a.seed)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, default=Path(".work/train"))
    ask.add_argument("--run", type=Path, required=True)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--drawn", nargs="*", default=[], help="names of drawn sets in --data, those of the run")
    ask.add_argument("--steps", type=int, default=30)
    ask.add_argument("--batch", type=int, default=6144, help="products of the catalogue; a third as many drawn ones join")
    ask.add_argument("--rate", type=float, default=1e-3)
    ask.add_argument("--keep", type=float, default=0.2, help="weight of the squared change of both maps")
    ask.add_argument("--device", type=torch.device, default=torch.device("cpu"))
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--seed", type=int, default=1)
    a = ask.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    given = load(a.run / "checkpoint.pt")
    model = bare(given).to(a.device, memory_format=torch.channels_last)
    encode = text_encoder(model, Tokenizer.load(a.run / "tokenizer.json"))
    catalogue = read(a.data, "catalogue")
    everything = [catalogue_row(row) for row in catalogue.rows]
    shown = np.flatnonzero(~held_out(everything))
    rows = [everything[i] for i in shown]
    pixels = catalogue.pixels[shown]
    titles = said(encode, [title.lower() for title in column(rows, "title")], a.device)
    shop = Group(seen(model, pixels), of_catalogue(encode, rows, a.device))
    sets = [read(a.data, name) for name in a.drawn]
    drawn = [row for part in sets for row in part.rows]
    pictures, texts = learn(a, model.scale().item(), shop, titles, drawn_group(a, model, encode, sets, drawn))
    some = slice(0, 256)
    with torch.no_grad():
        turned = pictures(shop.vectors)
        mapped = torch.cat([turned[some], texts(titles.vectors[some])])
    pictures.fold(model.pictures.head)
    texts.fold(model.texts.head)
    folded = np.concatenate([encode_pictures(model, pixels[some], False), encode(titles.texts[some])])
    print(json.dumps({"folded off by": float(np.abs(folded - mapped.cpu().numpy()).max())}), flush=True)
    whole = attach(model, given.shape.dimension, encode, turned, rows, drawn)
    hand_on(a.run, whole, a.out)


if __name__ == "__main__":
    main()
