"""A shop's own catalogue in the shape of the training data: what its labels are called, and what the starter's words know of them.

Every label keeps its own name; where the starter knows it ("Trainers" are sneakers, sneakers are shoes), its synonyms and hypernyms join.
A shop's labels exclude one another as the shop says, except a kind and what it is a kind of: a picture labelled "Shoes" may show sneakers.
"""
from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

import drawn
import words as w
from concepts import FACETS, NO, NONE, UNKNOWN, YES, Concepts, Facet, identity, numbered, plain
from data import Row, held_out

ROLES = {"kind": "kind", "category": "category", "colour": "colour", "gender": "gender", "season": "season", "use": "usage", "pattern": "pattern",
         "material": "material", "brand": "brand"}  # src/catalogue's role → our facet
MOST_VALUES = 300  # a facet with more values than that is no facet but free text; its most frequent values count
LEAST_ROWS = 2  # a value of one row alone teaches what its title teaches
OWN_VALUES = (2, 60)  # distinct values of an attribute without a role that can be said of a product
OWN_COVERAGE, OWN_LENGTH = 0.1, 30  # of the rows; letters on average
OWN_MOST = 6  # attributes without a role
SAYS_NOTHING = {"yes", "no", "true", "false"}
TITLE_ROWS = 20  # a title that more rows bear names a kind of product, not a product
GENDERS = {"men": "Men", "man": "Men", "male": "Men", "gentlemen": "Men", "mens": "Men", "women": "Women", "woman": "Women", "female": "Women", "lady": "Women",
           "ladies": "Women", "womens": "Women", "boy": "Boys", "boys": "Boys", "girl": "Girls", "girls": "Girls", "unisex": "Unisex", "all": "Unisex",
           "kid": "Kids", "kids": "Kids", "children": "Kids", "child": "Kids", "baby": "Kids"}


def key(text: str) -> str:
    """ "T-Shirts", "t shirt" and "tshirt" are one word. """
    letters = re.sub(r"[^a-z0-9]", "", text.lower())
    if re.search(r"(s|x|ch|sh)es$", letters):
        return letters[:-2]
    return letters[:-1] if letters.endswith("s") and not letters.endswith("ss") else letters


@dataclass
class Known:
    """What the starter knows of one kind: other words for it, the groups it belongs to, and those it may belong to."""

    name: str
    wordings: list[str] = field(default_factory=list)
    holds: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)


def known_kinds() -> dict[str, Known]:
    """By key. Names before wordings, the real catalogue's before the drawn one's."""
    real = [Known(k, words, {k, *(g for g, (_, yes, _) in w.GROUPS.items() if k in yes)}, {g for g, (_, _, u) in w.GROUPS.items() if k in u})
            for k, words in w.KIND_WORDS.items()]
    drawings = [Known(k, words, {k, *holds}, set(unsure)) for k, (words, holds, unsure) in drawn.KINDS.items()]
    groups = [Known(g, words, {g}, set()) for g, (words, _, _) in w.GROUPS.items()]
    out: dict[str, Known] = {}
    for known in (*real, *drawings, *groups):
        out.setdefault(key(known.name), known)
    for known in (*real, *drawings, *groups):
        for wording in known.wordings:
            out.setdefault(key(wording), known)
    return out


def related(a: Known | None, b: Known | None) -> bool:
    """Whether a picture labelled with one may as well show the other: one is a group that the other may belong to."""
    if a is None or b is None or a.name == b.name:
        return False
    return (a.name in w.GROUPS and a.name in b.holds | b.unsure) or (b.name in w.GROUPS and b.name in a.holds | a.unsure)


def own_words(names: list[str], synonyms: list[list[str]]) -> list[list[str]]:
    """Each name with those of its synonyms that are nobody else's name or synonym."""
    said = Counter(k for words in synonyms for k in {key(x) for x in words})
    taken = {key(name) for name in names}
    return [list(dict.fromkeys([plain(name), *(x for x in words if key(x) == key(name) or (key(x) not in taken and said[key(x)] == 1))]))
            for name, words in zip(names, synonyms)]


def kind_facet(rows: list[Row], kinds: list[str]) -> Facet:
    """Concepts: every kind, the groups of words.py that hold for one, the shop's categories ("category:…")."""
    knows = known_kinds()
    known = [knows.get(key(kind)) for kind in kinds]
    named = {key(kind) for kind in kinds}
    groups = [g for g in w.GROUPS if key(g) not in named and any(k and g in k.holds and g != k.name for k in known)]
    categories: dict[str, Counter[str]] = {}
    for row in rows:
        if row["category"]:
            categories.setdefault(str(row["kind"]), Counter())[str(row["category"])] += 1
    wide = sorted({c for counts in categories.values() for c in counts if key(c) not in named})
    table = np.full((len(kinds) + 1, len(kinds) + len(groups) + len(wide)), UNKNOWN, np.uint8)
    for i, (kind, mine) in enumerate(zip(kinds, known), 1):
        for j, other in enumerate(known):
            table[i, j] = YES if i == j + 1 else UNKNOWN if related(mine, other) else NO
        for j, group in enumerate(groups, len(kinds)):
            if mine is not None:
                table[i, j] = YES if group in mine.holds else UNKNOWN if group in mine.unsure else NO
        counts = categories.get(kind, Counter())
        if counts and counts.most_common(1)[0][1] >= 0.95 * counts.total():  # a kind that lies in one category lies in no other
            for j, category in enumerate(wide, len(kinds) + len(groups)):
                table[i, j] = YES if category == counts.most_common(1)[0][0] else NO
    groups_said = own_words(groups, [[x for x in w.GROUPS[g][0] if key(x) not in named] for g in groups])
    wordings = [*own_words(kinds, [k.wordings if k else [] for k in known]), *groups_said, *([plain(c)] for c in wide)]
    return Facet([NONE, *kinds], [*kinds, *(f"group:{g}" for g in groups), *(f"category:{c}" for c in wide)], wordings, table)


def values(rows: list[Row], name: str) -> list[str]:
    counts = Counter(str(row[name]) for row in rows if row.get(name))
    return sorted(value for value, n in counts.most_common(MOST_VALUES) if n >= LEAST_ROWS)


def plain_facet(rows: list[Row], name: str, knows: dict[str, list[str]]) -> Facet:
    names = values(rows, name)
    by_key = {key(k): [k.lower(), *words] for k, words in knows.items()}
    for k, words in knows.items():
        for word in words:
            by_key.setdefault(key(word), [k.lower(), *words])
    said = own_words(names, [by_key.get(key(n), []) for n in names])
    return identity(names, dict(zip(names, said)))


def own_attributes(rows: list[Row]) -> list[str]:
    """Attributes without a role that say something of a product in few words: {"fit": "Slim"}, not years, sizes or addresses."""
    found: Counter[str] = Counter()
    for name in {a for row in rows for a in row["more"]}:
        said = [str(row["more"][name]) for row in rows if row["more"].get(name)]
        worded = [s for s in said if re.search(r"[^\W\d_]{2}", s) and s.lower() not in SAYS_NOTHING and "://" not in s]
        few = OWN_VALUES[0] <= len(set(said)) <= OWN_VALUES[1]
        if few and len(worded) >= max(OWN_COVERAGE * len(rows), 0.8 * len(said)) and sum(map(len, said)) / len(said) <= OWN_LENGTH:
            found[name] = len(said)
    return [name for name, _ in found.most_common(OWN_MOST)]


def spaced(name: str) -> str:
    """ "neckLine" and "neck_line" → "neck line". """
    return re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).strip().lower()


def shop_rows(raw: list[Row], roles: dict[str, str]) -> list[Row]:
    """Rows as gather.ts writes them, one key a facet; a title that many rows bear, or that is but the kind, counts as none."""
    of_facet = {ROLES[role]: attribute for attribute, role in roles.items() if role in ROLES}
    titles = Counter(str(row["title"]).lower() for row in raw)
    rows: list[Row] = []
    for row in raw:
        said = row["attributes"]
        out: Row = {facet: str(said.get(of_facet.get(facet, ""), "")) for facet in ROLES.values()}
        out["gender"] = GENDERS.get(re.sub(r"[^a-z]", "", str(out["gender"]).lower()), "")
        title = str(row["title"]).strip()
        if titles[title.lower()] > TITLE_ROWS or key(title) == key(str(out["kind"])):
            title = ""
        rows.append({**out, "id": row["id"], "title": title, "sha1": row["sha1"], "width": row["width"], "height": row["height"],
                     "more": {k: v for k, v in said.items() if k not in roles}})
    for name in own_attributes(rows):
        for row in rows:
            row[f"own:{name}"] = row["more"].get(name, "")
    return rows


def shop_concepts(rows: list[Row]) -> Concepts:
    gender_words = {g: [*a, *b] for g, (a, b) in w.GENDER_WORDS.items()}
    facets = {"kind": kind_facet(rows, values(rows, "kind")), "colour": plain_facet(rows, "colour", w.COLOUR_WORDS),
              "gender": identity(values(rows, "gender"), gender_words), "season": plain_facet(rows, "season", w.SEASON_WORDS),
              "usage": plain_facet(rows, "usage", w.USAGE_WORDS), "pattern": plain_facet(rows, "pattern", {}),
              "material": plain_facet(rows, "material", {}), "brand": plain_facet(rows, "brand", {})}
    own = [name for name in rows[0] if name.startswith("own:")]
    for name in own:
        facets[name] = plain_facet(rows, name, {})
        facets[name].wordings = [[*words, f"{words[0]} {spaced(name[4:])}"] for words in facets[name].wordings]
    gender = facets["gender"]
    for wide in ("Unisex", "Kids"):  # a unisex product suits men and women, but is not labelled so; kids' ones suit boys and girls
        if wide in gender.index:
            gender.table[gender.index[wide], :] = UNKNOWN
            gender.table[gender.index[wide], gender.concepts.index(wide)] = YES
    return numbered(facets, (*FACETS, "brand", *own))


@dataclass
class Split:
    """Rows by what they serve: groups that share a title or a byte-identical picture stay together."""

    train: np.ndarray
    choose: np.ndarray
    report: np.ndarray


def split(rows: list[Row], share: float = 0.1) -> Split:
    """Chance of its own: which rows the starter's training held out decides nothing here."""
    named = [{**row, "title": f"shop {row['title'] or row['sha1']}"} for row in rows]
    report, both = held_out(named, share), held_out(named, 2 * share)
    return Split(~both, both & ~report, report)


def read_shop(folder: Path) -> list[Row]:
    about = json.loads((folder / "shop.json").read_text(encoding="utf-8"))
    return shop_rows(about["rows"], about["roles"])


def main() -> None:
    """Prints what training makes of a shop's labels, as JSON."""
    ask = argparse.ArgumentParser(description=main.__doc__)
    ask.add_argument("--data", type=Path, required=True, help="a folder with shop.json, as tune/gather.ts writes it")
    a = ask.parse_args()
    rows = read_shop(a.data)
    concepts, part = shop_concepts(rows), split(rows)
    facets = {name: {"wordings": dict(zip(f.concepts, f.wordings)),
                     "open": [[label, f.concepts[j]] for i, label in enumerate(f.labels) if i for j in np.flatnonzero(f.table[i] == UNKNOWN)],
                     "holds": [[label, f.concepts[j]] for i, label in enumerate(f.labels) if i for j in np.flatnonzero(f.table[i] == YES)]}
              for name, f in concepts.facets.items()}
    print(json.dumps({"facets": facets, "titles": [row["title"] for row in rows],
                      "parts": ["train" if t else "choose" if c else "report" for t, c in zip(part.train, part.choose)]}))


if __name__ == "__main__":
    main()
