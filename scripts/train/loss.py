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


def symmetric(logits: Tensor, values: Tensor) -> Tensor:
    """Pictures → texts and texts → pictures, evenly."""
    return (soft_cross_entropy(logits, values) + soft_cross_entropy(logits.t(), values.t())) / 2


def pair_values(picture_values: Tensor, stated: Tensor) -> Tensor:
    """(B, C) values of pictures and (J, C) ones where a caption claims a concept → (B, J): NO if any claim is false, else UNKNOWN if
    any is unknown, else YES."""
    false = (picture_values == NO).float() @ stated.t() > 0
    unknown = (picture_values == UNKNOWN).float() @ stated.t() > 0
    out = torch.full(false.shape, YES, dtype=torch.uint8)
    out[unknown] = UNKNOWN
    out[false] = NO
    return out


def title_values(titles: Tensor, others: Tensor) -> Tensor:
    """(T,) and (N,) numbers of titles → (T, N): YES where two rows bear the same title."""
    return torch.where(titles[:, None] == others[None, :], YES, NO).to(torch.uint8)


def alike_values(labels: Tensor, origins: Tensor, other_labels: Tensor, other_origins: Tensor) -> Tensor:
    """(B,) labels of pictures, 0 where it is not known, beside (N,) of which the first B are those same pictures → (B, N): YES between two of
    one label, NO between two labels, UNKNOWN of a picture with itself, wherever a label is not known, and between origins: nobody recorded which
    kind of the catalogue a person's photo shows."""
    out = torch.where(labels[:, None] == other_labels[None, :], YES, NO).to(torch.uint8)
    out[(labels == 0)[:, None] | (other_labels == 0)[None, :] | (origins[:, None] != other_origins[None, :])] = UNKNOWN
    return out.fill_diagonal_(UNKNOWN)
