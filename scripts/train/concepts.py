"""Concepts, and which label of a picture satisfies which: a three-valued table per facet."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

import drawn
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
    primary: list[int] = field(default_factory=list)  # the concept that names a label best, by label
    index: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.index = {label: i for i, label in enumerate(self.labels)}
        self.primary = self.primary or [0, *range(len(self.concepts))]

    def label(self, name: object) -> int:
        return self.index.get(str(name) if name else NONE, 0)


def identity(labels: list[str], wordings: dict[str, list[str]]) -> Facet:
    """Labels that exclude one another. Shades too: nobody calls navy wrong who asked for blue, but a model that may leave the two
    open never learns to tell them apart."""
    table = np.full((len(labels) + 1, len(labels)), NO, np.uint8)
    table[0] = UNKNOWN
    table[1:][np.eye(len(labels), dtype=bool)] = YES
    return Facet([NONE, *labels], labels, [list(dict.fromkeys([*wordings.get(name, []), plain(name)])) for name in labels], table)


def kind_facet(kinds: list[str], parents: dict[str, tuple[str, str]], drawn_kinds: list[str]) -> Facet:
    """Concepts: every kind, the drawn kinds ("drawn:"), the groups of words.py, the ten classes of people's photos
    ("ten:"), then subCategory ("sub:") and masterCategory ("master:"). ``parents[kind]`` is (subCategory, masterCategory); labels are kinds, "photo:…" and "drawn:…"."""
    kinds = [k for k in dict.fromkeys([*kinds, *w.TEN.values()]) if k not in w.GROUPS]
    subs = sorted({p[0] for p in parents.values()})
    masters = sorted({p[1] for p in parents.values()})
    concepts = [*kinds, *drawn_kinds, *w.GROUPS, *(f"ten:{name}" for name in w.TEN), *(f"sub:{s}" for s in subs), *(f"master:{m}" for m in masters)]
    at = {name: i for i, name in enumerate(concepts)}
    categories, drawn_at = at[f"sub:{subs[0]}"], slice(len(kinds), len(kinds) + len(drawn_kinds))
    labels = [NONE, *kinds, *drawn_kinds, *(f"photo:{name}" for name in w.PHOTO_LABELS)]
    table = np.zeros((len(labels), len(concepts)), np.uint8)
    table[0] = UNKNOWN
    primary = [0] * len(labels)

    def fill(i: int, holds: list[str], unsure: list[str]) -> None:
        table[i, [at[c] for c in unsure if c in at]] = UNKNOWN
        table[i, [at[c] for c in holds if c in at]] = YES

    for i, label in enumerate(labels[1:], 1):
        if label.startswith("photo:"):
            name = label[len("photo:"):]
            holds, unsure = w.PHOTO_LABELS[name]
            table[i, categories:] = UNKNOWN  # photos carry no catalogue categories
            table[i, drawn_at] = UNKNOWN
            fill(i, holds, [*unsure, *(g for g, (_, _, u) in w.GROUPS.items() if name in u)])
            primary[i] = next(at[c] for c in holds if c in at)
        elif label in drawn_kinds:
            known = drawn.KINDS.get(label[len(drawn.PREFIX):])
            table[i, categories:] = UNKNOWN
            if known is None:
                table[i, : len(kinds)] = table[i, drawn_at.stop : categories] = UNKNOWN
            fill(i, [*(known[1] if known else []), label], [*(known[2] if known else []), "accessory", "upper", "clothing"])
            primary[i] = at[label]
        else:
            table[i, at[label]] = YES
            primary[i] = at[label]
            for group, (_, yes, unsure_kinds) in w.GROUPS.items():
                table[i, at[group]] = YES if label in yes else UNKNOWN if label in unsure_kinds else NO
            for name in drawn_kinds:
                known = drawn.KINDS.get(name[len(drawn.PREFIX):])
                related = known is None or label in known[1] or label in known[2]
                table[i, at[name]] = UNKNOWN if related else NO
            if label in parents:
                table[i, [at[f"sub:{parents[label][0]}"], at[f"master:{parents[label][1]}"]]] = YES
            else:
                table[i, categories:] = UNKNOWN
    for i, label in enumerate(labels[1:], 1):  # the ten classes of people's photos exclude one another there, and only there
        own = label.removeprefix("photo:")
        for name, concept in w.TEN.items():
            table[i, at[f"ten:{name}"]] = (YES if name == own else NO) if label.startswith("photo:") and own in w.TEN else table[i, at[concept]]
        if label.startswith("photo:") and own in w.TEN:
            primary[i] = at[f"ten:{own}"]
    wordings = [list(dict.fromkeys([plain(k), *w.KIND_WORDS.get(k, [])])) for k in kinds]
    for name in (k[len(drawn.PREFIX):] for k in drawn_kinds):
        wordings.append([plain(name), plain(name), plain(name), *drawn.KINDS.get(name, ([], [], []))[0]])
    wordings += [words for words, _, _ in w.GROUPS.values()]
    wordings += [[name, name, *wordings[at[concept]]] for name, concept in w.TEN.items()] + [[plain(n)] for n in [*subs, *masters]]
    return Facet(labels, concepts, wordings, table, primary=primary)


@dataclass
class Concepts:
    facets: dict[str, Facet]
    count: int
    names: tuple[str, ...] = FACETS  # the facets in the order of their concepts; a shop's own may follow

    def values(self, labels: np.ndarray) -> np.ndarray:
        """(B, facets) label numbers → (B, concepts) of NO, YES, UNKNOWN."""
        return np.concatenate([self.facets[f].table[labels[:, i]] for i, f in enumerate(self.names)], axis=1)


def numbered(facets: dict[str, Facet], names: tuple[str, ...]) -> Concepts:
    """Gives every facet its place among the concepts of all."""
    offset = 0
    for name in names:
        facets[name].offset = offset
        offset += len(facets[name].concepts)
    return Concepts(facets, offset, names)


def build(rows: list[dict[str, object]]) -> Concepts:
    """The concepts of all labels that stand in ``rows`` (catalogue rows and drawn products alike)."""
    def seen(key: str) -> list[str]:
        return sorted({str(r[key]) for r in rows if r.get(key)})

    parents: dict[str, tuple[str, str]] = {}
    for row in rows:
        if row.get("sub"):
            parents.setdefault(str(row["kind"]), (str(row["sub"]), str(row["master"])))
    named = sorted({str(r["kind"]) for r in rows if r.get("kind") and not str(r["kind"]).startswith("photo:")})
    drawn_kinds = [k for k in named if k.startswith(drawn.PREFIX)]
    kinds = [k for k in named if k not in drawn_kinds]
    gender_words = {g: [*a, *b] for g, (a, b) in w.GENDER_WORDS.items()}
    genders = identity(seen("gender"), gender_words)
    if "Unisex" in genders.index:  # a unisex product suits men and women, but is not labelled so
        genders.table[genders.index["Unisex"], :] = UNKNOWN
        genders.table[genders.index["Unisex"], genders.concepts.index("Unisex")] = YES
    facets = {
        "kind": kind_facet(kinds, parents, drawn_kinds), "colour": identity(seen("colour"), w.COLOUR_WORDS), "gender": genders,
        "season": identity(seen("season"), w.SEASON_WORDS), "usage": identity(seen("usage"), w.USAGE_WORDS),
        "pattern": identity(seen("pattern"), {}), "material": identity(seen("material"), {}),
    }
    return numbered(facets, FACETS)
