"""Writes a run whose weights are the mean of two, of which one went on from the other (WiSE-FT, arXiv 2109.01903): a line between such weights is a line
between what they say, and somewhere on it is better than both ends. Only batch normalisation's statistics are not on it: they are measured anew.
"""
from __future__ import annotations

import argparse
from dataclasses import astuple
from pathlib import Path

import torch
from torch import nn

from darkroom import Darkroom
from export import load
from feed import Feed, Mix
from tokenizer import Tokenizer
from towers import Clip
from train import hand_on


@torch.no_grad()
def measured(model: Clip, darkroom: Darkroom, feed: Feed, tokenizer: Tokenizer, batches: int) -> None:
    """Statistics over pictures as training shows them, each batch counted alike."""
    for module in model.pictures.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.reset_running_stats()
            module.momentum = None
    model.pictures.train()
    for _ in range(batches):
        pixels = darkroom.develop(feed.draft(tokenizer), model.shape.size).pixels
        model.pictures(pixels.contiguous(memory_format=torch.channels_last))
    model.eval()


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, default=Path(".work/train"))
    ask.add_argument("--run", type=Path, required=True)
    ask.add_argument("--other", type=Path, required=True, help="a run of the same shape and tokenizer that went on from --run, or that --run went on from")
    ask.add_argument("--share", type=float, default=0.3, help="of --other's weights")
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--drawn", nargs="*", default=[], help="names of drawn sets in --data, those of the runs")
    ask.add_argument("--batches", type=int, default=16, help="that the statistics are measured on, a fourth as large as those of training")
    ask.add_argument("--device", type=torch.device, default=torch.device("cpu"))
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--seed", type=int, default=1)
    a = ask.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    model, other = load(a.run / "checkpoint.pt"), load(a.other / "checkpoint.pt").state_dict()
    model.load_state_dict({name: value.lerp(other[name], a.share) if value.is_floating_point() else value for name, value in model.state_dict().items()})
    tokenizer = Tokenizer.load(a.run / "tokenizer.json")
    feed = Feed(a.data, Mix(*(count // 4 for count in astuple(Mix()))), a.drawn)
    feed.seed(a.seed)
    darkroom = Darkroom(a.data, feed, a.seed, a.device)
    measured(model.to(a.device, memory_format=torch.channels_last), darkroom, feed, tokenizer, a.batches)
    hand_on(a.run, model, a.out)


if __name__ == "__main__":
    main()
