"""Refits the last layer of both towers of a finished run in batches of thousands, and writes a run whose average it is.

A title names one product among tens of thousands, and a batch that trains both towers holds a thousand. With the towers finished, vectors can be
computed once and compared by the thousand: what is learnt is one linear map a side, near the identity, that is folded into the towers' heads.
The losses are those of training, so that kinds and colours stay where they were.
"""
from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from darkroom import Darkroom, carried
from export import load
from feed import Draft, Feed, Mix
from tokenizer import Tokenizer
from towers import Clip
from train import Encoded, compared, save

CHUNK = 512  # pictures or texts encoded at once


@torch.no_grad()
def picture_vectors(model: Clip, room: Darkroom, feed: Feed) -> list[Tensor]:
    """Unit vectors of every row of every source, each augmented once: pictures as they were trained on are known too well."""
    counts = [len(source.rows) for source in feed.sources]
    out: list[list[Tensor]] = [[] for _ in counts]
    for start in range(0, max(counts), CHUNK):
        picks = [torch.arange(min(start, count), min(start + CHUNK, count), device=room.device) for count in counts]
        for vectors, pixels in zip(out, room.parts(picks, model.shape.size)):
            if len(pixels):
                with torch.autocast(room.device.type, torch.bfloat16):
                    vectors.append(F.normalize(model.pictures(pixels.contiguous(memory_format=torch.channels_last)).float(), dim=-1))
    return [torch.cat(vectors) for vectors in out]


@torch.no_grad()
def text_vectors(model: Clip, ids: Tensor) -> Tensor:
    """Short texts are encoded with short ones, so that little padding is computed."""
    lengths = (ids != 0).sum(1)
    order = lengths.argsort()
    out = torch.empty(len(ids), model.shape.dimension, device=ids.device)
    for some in order.split(CHUNK):
        with torch.autocast(ids.device.type, torch.bfloat16):
            out[some] = model.texts(ids[some, : int(lengths[some].max())]).float()
    return F.normalize(out, dim=-1)


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


def encoded(model: Clip, table: list[Tensor], draft: Draft) -> Encoded:
    pictures = torch.cat([vectors[pick] for vectors, pick in zip(table, draft.picks)])
    return Encoded(pictures, *(text_vectors(model, ids) for ids in (draft.title_ids, draft.phrase_ids, draft.prompt_ids)))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, default=Path(".work/train"))
    ask.add_argument("--run", type=Path, required=True)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--drawn", nargs="*", default=[])
    ask.add_argument("--mix", type=int, nargs=4, default=[4096, 0, 768, 512], metavar=("CATALOGUE", "PASTED", "PHOTOS", "DRAWN"))
    ask.add_argument("--steps", type=int, default=40)
    ask.add_argument("--rate", type=float, default=1e-3)
    ask.add_argument("--keep", type=float, default=0.03, help="weight of the squared change of both maps")
    ask.add_argument("--device", type=torch.device, default=torch.device("cpu"))
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--seed", type=int, default=1)
    a = ask.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    run = torch.load(a.run / "checkpoint.pt", map_location="cpu")
    model = load(a.run / "checkpoint.pt").to(a.device, memory_format=torch.channels_last)
    tokenizer = Tokenizer.load(a.run / "tokenizer.json")
    feed = Feed(a.data, Mix(*a.mix), a.drawn)
    feed.seed(a.seed)
    room = Darkroom(a.data, feed, a.seed, a.device)
    table = picture_vectors(model, room, feed)
    pictures, texts = (Turn(model.shape.dimension).to(a.device) for _ in range(2))
    optimizer = torch.optim.Adam([pictures.change, texts.change], a.rate)
    scale = model.scale().detach()
    for step in range(a.steps):
        draft = carried(feed.draft(tokenizer), a.device)
        old = encoded(model, table, draft)
        new = Encoded(pictures(old.pictures), texts(old.titles), texts(old.phrases), texts(old.prompts))
        parts = compared(new, scale, draft, room.held(draft.picks))
        moved = pictures.change.square().sum() + texts.change.square().sum()
        optimizer.zero_grad(set_to_none=True)
        (torch.stack(list(parts.values())).sum() + a.keep * moved).backward()
        for group in optimizer.param_groups:
            group["lr"] = a.rate * (1 - step / a.steps)
        optimizer.step()
        print(json.dumps({"step": step + 1, "moved": round(moved.item(), 3), "loss": {k: round(v.item(), 4) for k, v in parts.items()}}), flush=True)
    pictures.fold(model.pictures.head)
    texts.fold(model.texts.head)
    a.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(a.run / "tokenizer.json", a.out)
    save(a.out / "checkpoint.pt", **{**run, "average": {k: v.cpu() for k, v in model.state_dict().items()}})


if __name__ == "__main__":
    main()
