"""Concepts, and which label of a picture satisfies which: a three-valued table per facet."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

import words as w

NO, YES, UNKNOWN = 0, 1, 2
FACETS = ("kind", "colour", "gender", "season", "usage", "pattern", "material")
NONE = "-"  # the label of a picture whose facet nobody recorded: every concept is unknown


def plain(name: str) -> str:
    return name.lower()


@dataclass
class Facet:
    """``table[label, concept]`` is NO, YES or UNKNOWN; ``wordings[concept]`` says a concept in words."""

    labels: list[str]
    concepts: list[str]
    wordings: list[list[str]]
    table: np.ndarray
    offset: int = 0  # of the first concept among the concepts of all facets
    index: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.index = {label: i for i, label in enumerate(self.labels)}

    def label(self, name: object) -> int:
        return self.index.get(str(name) if name else NONE, 0)


def _identity(labels: list[str], wordings: dict[str, list[str]], unknown: dict[str, list[str]] | None = None) -> Facet:
    table = np.zeros((len(labels) + 1, len(labels)), np.uint8)
    table[0] = UNKNOWN
    at = {name: i for i, name in enumerate(labels)}
    for i in range(len(labels)):
        table[i + 1, i] = YES
    for concept, shades in (unknown or {}).items():
        for shade in shades:
            if concept in at and shade in at:
                table[at[shade] + 1, at[concept]] = UNKNOWN
    return Facet([NONE, *labels], labels, [list(dict.fromkeys([*wordings.get(name, []), plain(name)])) for name in labels], table)


def kind_facet(kinds: list[str], parents: dict[str, tuple[str, str]]) -> Facet:
    """Concepts: every kind, then the groups of words.py, then subCategory ("sub:") and masterCategory ("master:") where the name
    is not a kind's. ``parents[kind]`` is (subCategory, masterCategory)."""
    kinds = list(dict.fromkeys([*kinds, *w.TEN.values()]))
    kinds = [k for k in kinds if k not in w.GROUPS]
    subs = sorted({p[0] for p in parents.values()})
    masters = sorted({p[1] for p in parents.values()})
    concepts = [*kinds, *w.GROUPS, *(f"sub:{s}" for s in subs), *(f"master:{m}" for m in masters)]
    at = {name: i for i, name in enumerate(concepts)}
    labels = [NONE, *kinds, *(f"photo:{name}" for name in w.PHOTO_LABELS)]
    table = np.zeros((len(labels), len(concepts)), np.uint8)
    table[0] = UNKNOWN
    for i, label in enumerate(labels[1:], 1):
        if label.startswith("photo:"):
            name = label[len("photo:"):]
            holds, unsure = w.PHOTO_LABELS[name]
            for c in unsure:
                if c in at:
                    table[i, at[c]] = UNKNOWN
            for group, (_, _, unknown_kinds) in w.GROUPS.items():
                if name in unknown_kinds:
                    table[i, at[group]] = UNKNOWN
            table[i, len(kinds) + len(w.GROUPS):] = UNKNOWN  # photos carry no catalogue categories
            for c in holds:
                if c in at:
                    table[i, at[c]] = YES
            continue
        table[i, at[label]] = YES
        for group, (_, yes, unsure) in w.GROUPS.items():
            table[i, at[group]] = YES if label in yes else UNKNOWN if label in unsure else NO
        sub, master = parents.get(label, ("", ""))
        if sub:
            table[i, at[f"sub:{sub}"]] = YES
            table[i, at[f"master:{master}"]] = YES
        else:
            table[i, len(kinds) + len(w.GROUPS):] = UNKNOWN
    wordings = [list(dict.fromkeys([plain(k), *w.KIND_WORDS.get(k, [])])) for k in kinds]
    wordings += [words for words, _, _ in w.GROUPS.values()] + [[plain(n)] for n in [*subs, *masters]]
    return Facet(labels, concepts, wordings, table)


@dataclass
class Concepts:
    facets: dict[str, Facet]
    count: int

    def values(self, labels: np.ndarray) -> np.ndarray:
        """(B, facets) label numbers → (B, concepts) of NO, YES, UNKNOWN."""
        return np.concatenate([self.facets[f].table[labels[:, i]] for i, f in enumerate(FACETS)], axis=1)


def build(rows: list[dict[str, object]]) -> Concepts:
    """The concepts of all labels that stand in ``rows`` (catalogue rows and drawn products alike)."""
    def seen(key: str) -> list[str]:
        return sorted({str(r[key]) for r in rows if r.get(key)})

    parents: dict[str, tuple[str, str]] = {}
    for row in rows:
        if row.get("sub"):
            parents.setdefault(str(row["kind"]), (str(row["sub"]), str(row["master"])))
    kinds = sorted({str(r["kind"]) for r in rows if r.get("kind") and not str(r["kind"]).startswith("photo:")})
    gender_words = {g: [*a, *b] for g, (a, b) in w.GENDER_WORDS.items()}
    genders = _identity(seen("gender"), gender_words)
    if "Unisex" in genders.index:  # a unisex product suits men and women, but is not labelled so
        genders.table[genders.index["Unisex"], :] = UNKNOWN
        genders.table[genders.index["Unisex"], genders.concepts.index("Unisex")] = YES
    facets = {
        "kind": kind_facet(kinds, parents), "colour": _identity(seen("colour"), w.COLOUR_WORDS, w.SHADES), "gender": genders,
        "season": _identity(seen("season"), w.SEASON_WORDS), "usage": _identity(seen("usage"), w.USAGE_WORDS),
        "pattern": _identity(seen("pattern"), {}), "material": _identity(seen("material"), {}),
    }
    offset = 0
    for name in FACETS:
        facets[name].offset = offset
        offset += len(facets[name].concepts)
    return Concepts(facets, offset)
