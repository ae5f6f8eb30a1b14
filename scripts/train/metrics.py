"""Retrieval and zero-shot figures from unit vectors. All are shares from 0 to 1."""
from __future__ import annotations

from collections import Counter

import numpy as np


def first_ranks(queries: np.ndarray, gallery: np.ndarray, query_keys: np.ndarray, gallery_keys: np.ndarray) -> np.ndarray:
    """For each query the rank, from 1, of the best gallery item with the same key."""
    ranks = np.empty(len(queries), int)
    for i in range(0, len(queries), 256):
        scores = queries[i : i + 256] @ gallery.T
        same = query_keys[i : i + 256, None] == gallery_keys[None, :]
        best = np.where(same, scores, -np.inf).max(1)
        ranks[i : i + 256] = (scores > best[:, None]).sum(1) + 1
    return ranks


def recall(ranks: np.ndarray) -> dict[str, float]:
    return {"R@1": float((ranks <= 1).mean()), "R@10": float((ranks <= 10).mean()), "MRR": float((1 / ranks).mean())}


def zero_shot(pictures: np.ndarray, prompts: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """``truth[i]`` is the number of the right prompt. Weighted F1 as in scikit-learn."""
    order = np.argsort(-(pictures @ prompts.T), axis=1)
    top = order[:, 0]
    f1 = 0.0
    for c, n in Counter(truth.tolist()).items():
        hit = ((top == c) & (truth == c)).sum()
        f1 += n * 2 * hit / max(1, (top == c).sum() + n)
    return {"top-1": float((top == truth).mean()), "top-5": float((order[:, :5] == truth[:, None]).any(1).mean()), "weighted F1": f1 / len(truth),
            "classes": len(prompts), "pictures": len(truth)}


def top_k(scores: np.ndarray, k: int) -> np.ndarray:
    part = np.argpartition(-scores, k, axis=1)[:, :k]
    return np.take_along_axis(part, np.argsort(-np.take_along_axis(scores, part, 1), axis=1), 1)


def by_name(prompts: np.ndarray, gallery: np.ndarray, names: list[str], labels: np.ndarray) -> float:
    """Mean P@10 of one query a name; of names with fewer than ten items, the share of the first n places that are theirs."""
    found = top_k(prompts @ gallery.T, 10)
    shares = []
    for name, row in zip(names, found):
        n = min(10, int((labels == name).sum()))
        shares.append((labels[row[:n]] == name).mean())
    return float(np.mean(shares))


def neighbours(pictures: np.ndarray, *labels: np.ndarray) -> list[float]:
    """P@10 of picture → picture by each labelling, the picture itself left out."""
    scores = pictures @ pictures.T
    np.fill_diagonal(scores, -np.inf)
    found = top_k(scores, 10)
    return [float((label[found] == label[:, None]).mean()) for label in labels]


def r_precision(query: np.ndarray, gallery: np.ndarray, relevant: np.ndarray) -> float:
    """Of the first R places, the share that is relevant; R is the number of relevant items."""
    n = int(relevant.sum())
    return float(relevant[np.argsort(-(gallery @ query))[:n]].mean())
