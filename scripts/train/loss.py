"""Contrastive loss with several positives (UniCL, arXiv 2204.03610) and with pairs that nobody can judge left out."""
from __future__ import annotations

import torch
from torch import Tensor

from concepts import NO, UNKNOWN, YES


def soft_cross_entropy(logits: Tensor, values: Tensor) -> Tensor:
    """Mean over rows of the cross-entropy to a target that is even over the YES columns; UNKNOWN columns take no part, and rows
    without a YES none either."""
    logs = torch.log_softmax(logits.masked_fill(values == UNKNOWN, -1e4), dim=-1)
    target = (values == YES).float()
    count = target.sum(-1)
    rows = count > 0
    if not bool(rows.any()):
        return logits.sum() * 0.0
    return -((target * logs).sum(-1)[rows] / count[rows]).mean()


def symmetric(logits: Tensor, values: Tensor, asked: float = 0.5) -> Tensor:
    """Pictures → texts and, weighed by ``asked``, texts → pictures."""
    return (1 - asked) * soft_cross_entropy(logits, values) + asked * soft_cross_entropy(logits.t(), values.t())


def pair_values(picture_values: Tensor, stated: Tensor) -> Tensor:
    """(B, C) values of pictures and (J, C) ones where a caption claims a concept → (B, J): NO if any claim is false, else UNKNOWN if
    any is unknown, else YES."""
    false = (picture_values == NO).float() @ stated.t() > 0
    unknown = (picture_values == UNKNOWN).float() @ stated.t() > 0
    out = torch.full(false.shape, YES, dtype=torch.uint8)
    out[unknown] = UNKNOWN
    out[false] = NO
    return out


def title_values(titles: list[str], said: list[str]) -> Tensor:
    """Titles of B pictures and what was said of them, in order → (B, B): YES where a picture bears the title that a text was made from, or
    all of the text's words: "nike men tshirt" is no lie about a "Nike Men Black Tshirt"."""
    bearing, claimed = ([set(text.lower().split()) for text in texts] for texts in (titles, said))
    values = [YES if title == source or words <= borne else NO for title, borne in zip(titles, bearing) for source, words in zip(titles, claimed)]
    return torch.tensor(values, dtype=torch.uint8).reshape(len(titles), len(titles))


def alike_values(labels: Tensor) -> Tensor:
    """(B,) labels of pictures, 0 where it is not known → (B, B): YES between two of one label, NO between two labels, UNKNOWN of a picture
    with itself and wherever a label is not known."""
    known = labels > 0
    out = torch.where(labels[:, None] == labels[None, :], YES, NO).to(torch.uint8)
    out[~(known[:, None] & known[None, :])] = UNKNOWN
    return out.fill_diagonal_(UNKNOWN)
