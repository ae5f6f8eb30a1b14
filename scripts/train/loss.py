"""Contrastive loss with several positives (UniCL, arXiv 2204.03610) and with pairs that nobody can judge left out."""
from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from concepts import NO, UNKNOWN, YES

# A title names one product among thousands, a class a tenth of the catalogue: one temperature for both is too soft for the one or too sharp for the other.
TITLE_SHARPNESS = 2.0


def soft_cross_entropy(logits: Tensor, values: Tensor) -> Tensor:
    """Mean over rows of the cross-entropy to a target that is even over the YES columns; UNKNOWN columns take no part, and rows
    without a YES none either."""
    logs = torch.log_softmax(logits.masked_fill(values == UNKNOWN, -1e4), dim=-1)
    target = (values == YES).float()
    count = target.sum(-1)
    each = -(target * logs).sum(-1) / count.clamp(min=1)
    return each.sum() / (count > 0).sum().clamp(min=1)


def symmetric(logits: Tensor, values: Tensor, asked: float = 0.5) -> Tensor:
    """Pictures → texts and, weighed by ``asked``, texts → pictures."""
    return (1 - asked) * soft_cross_entropy(logits, values) + asked * soft_cross_entropy(logits.t(), values.t())


def pair_values(picture_values: Tensor, stated: Tensor) -> Tensor:
    """(B, C) values of pictures and (J, C) ones where a caption claims a concept → (B, J): NO if any claim is false, else UNKNOWN if
    any is unknown, else YES."""
    claimed = stated.float().t()
    false = (picture_values == NO).float() @ claimed > 0
    unknown = (picture_values == UNKNOWN).float() @ claimed > 0
    out = torch.full_like(false, YES, dtype=torch.uint8)
    out[unknown] = UNKNOWN
    out[false] = NO
    return out


@dataclass
class TitleWords:
    """T titles of pictures and what was said of each, as bags of the W words that stand in any of them."""

    numbers: Tensor  # (T,) equal where titles are
    borne: Tensor  # (T, W) True where a title has a word
    said: Tensor  # (T, W) True where a text has it


def title_words(titles: list[str], said: list[str]) -> TitleWords:
    at: dict[str, int] = {}
    bags = [[(i, at.setdefault(word, len(at))) for i, text in enumerate(texts) for word in text.lower().split()] for texts in (titles, said)]
    borne, claimed = (torch.zeros(len(titles), len(at), dtype=torch.bool) for _ in bags)
    for out, bag in zip((borne, claimed), bags):
        out[tuple(torch.tensor(bag, dtype=torch.long).reshape(-1, 2).t())] = True
    known: dict[str, int] = {}
    return TitleWords(torch.tensor([known.setdefault(title, len(known)) for title in titles], dtype=torch.long), borne, claimed)


def title_values(words: TitleWords) -> Tensor:
    """Pictures and texts in the same order → (T, T): YES where a picture bears the title that a text was made from, or all of the text's
    words: "nike men tshirt" is no lie about a "Nike Men Black Tshirt"."""
    said = words.said.float()
    own = words.numbers[:, None] == words.numbers[None, :]
    return torch.where(own | (words.borne.float() @ said.t() == said.sum(1)), YES, NO).to(torch.uint8)


def alike_values(labels: Tensor) -> Tensor:
    """(B,) labels of pictures, 0 where it is not known → (B, B): YES between two of one label, NO between two labels, UNKNOWN of a picture
    with itself and wherever a label is not known."""
    known = labels > 0
    out = torch.where(labels[:, None] == labels[None, :], YES, NO).to(torch.uint8)
    out[~(known[:, None] & known[None, :])] = UNKNOWN
    return out.fill_diagonal_(UNKNOWN)
