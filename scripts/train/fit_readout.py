"""Measures what readout.py adds to a model that has learnt: on the rows and the texts that it learnt from, without a step of training.

Chosen by hand and on the held-out rows (docs/runs, run 10): the weights in readout.py and the sharpness here.
"""
from __future__ import annotations

import math
import random
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from captions import Captions
from concepts import build
from data import Row, labels_of
from drawn import drawn_row
from evaluate import DRAWN_PROMPTS, Encode, column, worded
from loss import TITLE_SHARPNESS
from readout import PHRASE_SLOPE, PICTURE_LENGTH, TEXT_LENGTH, TEXT_SHARE, TITLE_SLOPE, Extent
from towers import Clip

KIND_WIDTH, COLOUR_WIDTH = 50, 12
KIND_SHARPNESS = 0.7  # of the kinds' softmax against the temperature that was learnt
PHRASES = 8000  # drawn from captions, to tell them from titles
DEVIATIONS = 3  # beyond which a denominator counts no more: what is no product at all comes near to nothing that was said


def copied(old: Clip, new: Clip) -> Clip:
    """``new`` with the weights of ``old`` but for heads and readout."""
    kept = {name: value for name, value in old.state_dict().items() if ".head." not in name and ".readout." not in name}
    new.load_state_dict({**new.state_dict(), **kept})
    return new.eval()


def bare(model: Clip) -> Clip:
    """The model without its readout, where it has one."""
    if model.shape.readout is None:
        return model
    out = copied(model, Clip(replace(model.shape, dimension=model.shape.shared, readout=None)))
    out.pictures.head, out.texts.head = model.pictures.head, model.texts.head
    with torch.no_grad():
        out.log_scale -= math.log(PICTURE_LENGTH * TEXT_LENGTH)
    return out.to(model.log_scale.device)


def directions(count: int, width: int) -> Tensor:
    """(count, width) unit vectors, as good as orthogonal: kinds are alike or not."""
    found = torch.linalg.qr(torch.randn(count, width, generator=torch.Generator().manual_seed(1)))[0]
    return F.normalize(found, dim=1)


def graded(texts: Tensor, width: int) -> Tensor:
    """(count, width) unit vectors in the order of likeness that the texts have: navy is nearer to blue than to pink."""
    return F.normalize(torch.linalg.svd(texts - texts.mean(0), full_matrices=False)[0][:, :width], dim=1)


def title_gate(titles: Tensor, phrases: Tensor) -> tuple[Tensor, Tensor]:
    """Weights (D, 1) and bias (1,) of the logistic regression that tells titles from phrases, both as heavy."""
    texts = torch.cat([titles, phrases])
    truth = torch.cat([torch.ones(len(titles)), torch.zeros(len(phrases))])
    weight = torch.where(truth > 0, 0.5 / len(titles), 0.5 / len(phrases))
    gate = nn.Linear(texts.shape[1], 1)
    nn.init.zeros_(gate.weight)
    nn.init.zeros_(gate.bias)
    optimizer = torch.optim.LBFGS(gate.parameters(), max_iter=200)

    def loss() -> Tensor:
        optimizer.zero_grad()
        told = F.binary_cross_entropy_with_logits(gate(texts)[:, 0], truth, weight, reduction="sum") + 1e-6 * gate.weight.square().sum()
        told.backward()
        return told

    optimizer.step(loss)
    return gate.weight.detach().t(), gate.bias.detach()


def phrases_of(rows: list[Row]) -> list[str]:
    """Captions of some of the rows, in many wordings."""
    concepts = build(rows)
    captions = Captions(concepts, random.Random(1))
    some = [rows[i] for i in np.random.default_rng(1).choice(len(rows), min(PHRASES, len(rows)), replace=False)]
    return sorted({captions.phrase(labels, False)[0] for labels in labels_of(some, concepts)})


@torch.no_grad()
def turn(head: nn.Linear, into: nn.Linear, basis: Tensor) -> None:
    """``into`` gives what ``head`` gives along the columns of ``basis``."""
    into.weight.copy_(basis.t() @ head.weight)
    into.bias.copy_(head.bias @ basis)


def named(rows: list[Row], drawn: list[Row]) -> dict[str, list[str]]:
    """What is asked of every picture: each kind, drawn ones too, each colour, and both together as far as there are products of both."""
    colours, kinds = column(rows, "colour"), column(rows, "kind")
    return {"kinds": sorted({f"a photo of a {kind.lower()}" for kind in kinds if kind} | {worded(DRAWN_PROMPTS["type"], kind) for kind in column(drawn, "type")}),
            "colours": [colour.lower() for colour in sorted(set(colours.tolist()) - {""})],
            "phrases": sorted({f"{colour} {kind}".lower() for colour, kind in zip(colours, kinds) if colour and kind})}


def attach(model: Clip, dimension: int, encode: Encode, pictures: Tensor, rows: list[Row], drawn: list[Row]) -> Clip:
    """``model``, which has no readout, with one, its vectors ``dimension`` long. ``pictures`` are its unit vectors of the catalogue's
    ``rows``; ``drawn`` rows as products.jsonl has them."""
    read = lambda texts: torch.from_numpy(encode(texts)).float()  # noqa: E731
    titles = read(sorted(set(np.char.lower(column(rows, "title")).tolist())))
    asked = {name: read(texts) for name, texts in named(rows, drawn).items()}
    spoken = torch.cat([read(phrases_of([*rows, *map(drawn_row, drawn)])), *asked.values()])
    extent = Extent(titles=len(titles), phrases=len(asked["phrases"]), kinds=len(asked["kinds"]), colours=len(asked["colours"]),
                    kind_width=min(KIND_WIDTH, len(asked["kinds"])), colour_width=min(COLOUR_WIDTH, len(asked["colours"])))
    out = copied(model, Clip(replace(model.shape, dimension=dimension, readout=extent)))
    basis = torch.linalg.svd(titles, full_matrices=len(titles) < titles.shape[1])[2][: out.shape.shared].t()
    turned = lambda vectors: F.normalize(vectors @ basis, dim=1)  # noqa: E731
    device, scale = model.log_scale.device, model.scale().item()
    model = model.cpu()
    turn(model.pictures.head, out.pictures.head, basis)
    turn(model.texts.head, out.texts.head, basis)
    said, heard = out.pictures.readout, out.texts.readout
    said.titles.copy_(scale * TITLE_SHARPNESS * turned(titles)[:, : said.titles.shape[0]].t())
    said.phrases.copy_(scale * turned(asked["phrases"]).t())
    said.kinds.copy_(scale * KIND_SHARPNESS * turned(asked["kinds"]).t())
    said.kind_values.copy_(directions(extent.kinds, extent.kind_width))
    said.colours.copy_(scale * turned(asked["colours"]).t())
    said.colour_values.copy_(graded(asked["colours"], extent.colour_width))
    found = torch.cat([said.denominators(some) for some in turned(pictures.cpu()).split(1024)])
    said.middle.copy_(found.mean(0))
    said.bound.copy_(DEVIATIONS * found.std(0))
    said.slope.copy_(-torch.tensor([TITLE_SLOPE / (scale * TITLE_SHARPNESS), PHRASE_SLOPE / scale]) / TEXT_SHARE)
    weight, bias = title_gate(turned(titles), turned(spoken))
    heard.title_like.copy_(weight)
    heard.lean.copy_(bias)
    with torch.no_grad():
        out.log_scale += math.log(PICTURE_LENGTH * TEXT_LENGTH)
    return out.to(device)
