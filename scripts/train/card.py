"""Writes the model card from a template and the figures that evaluate.py, confusions.py and storage.ts measured, so that none is typed by hand."""
from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

Figures = dict[str, object]


def at(figures: Figures, *path: str) -> str:
    """One figure, to three places; a dash where it was not measured."""
    value: object = figures
    for key in path:
        if not isinstance(value, dict) or key not in value:
            return "–"
        value = value[key]
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])


def held_out(f: Figures) -> str:
    h = "held-out"
    def triple(*path: str) -> str:
        return " / ".join(at(f, *path, k) for k in ("R@1", "R@10", "MRR"))

    def tops(name: str) -> str:
        return " / ".join(at(f, h, name, k) for k in ("top-1", "top-5", "weighted F1"))

    rows = [["title → picture among the held-out rows: R@1 / R@10 / MRR", ".174 / .611 / .312 (of 4,000)", triple(h, "title → picture")],
            [f"kind, zero-shot, {at(f, h, 'kind', 'classes')} classes: top-1 / top-5 / weighted F1", ".792 / .969 / –", tops("kind")],
            [f"colour, zero-shot, {at(f, h, 'colour', 'classes')} classes: top-1 / top-5 / weighted F1", ".617 / .906 / –", tops("colour")],
            [f"category (subCategory), {at(f, h, 'sub', 'classes')} classes: top-1 / top-5 / weighted F1", ".36 / – / –", tops("sub")],
            ["for whom, 4 classes: top-1", "–", at(f, h, "gender", "top-1")], ["season, 4 classes: top-1", "–", at(f, h, "season", "top-1")],
            ["use, 7 classes: top-1", "–", at(f, h, "usage", "top-1")],
            [f"\"colour kind\" queries ({at(f, h, 'colour + kind', 'queries')}): P@10 kind / colour / both", ".824 / .621 / .514 (of 179)",
             " / ".join(at(f, h, "colour + kind", k) for k in ("P@10 kind", "P@10 colour", "P@10 both"))],
            [f"the same in {at(f, h, 'colour + kind, in a sentence', 'sentences')} sentences as people type them: P@10 both, mean / worst", "–",
             " / ".join(at(f, h, "colour + kind, in a sentence", k) for k in ("P@10 both", "worst"))],
            ["picture → picture: P@10 kind / colour", ".688 / .454", " / ".join(at(f, h, "picture → picture", k) for k in ("P@10 kind", "P@10 colour"))]]
    w = "whole catalogue"
    rows += [[f"title → picture, whole catalogue ({at(f, w, 'gallery')}) as gallery: R@1 / R@10 / MRR", ".037 / .226 / .085", triple(w, "title → picture")],
             ["the same, each title once", "–", triple(w, "title → picture, each title once")],
             ["kind by name, whole catalogue, rare kinds too: P@10", ".525", at(f, w, "kind by name P@10")],
             ["colour by name, whole catalogue: P@10", ".446", at(f, w, "colour by name P@10")],
             [f"people's own photos, validation ({at(f, 'photos, a photo of a {}', 'pictures')} pictures, ten classes): top-1", ".19",
              at(f, "photos, a photo of a {}", "top-1")]]
    return table(["measured on what training never saw", "first prototype", "this model"], rows)


def drawn(f: Figures) -> str:
    rows = []
    for name in (k for k in f if k.startswith("drawn ")):
        part = f[name]
        if isinstance(part, dict):
            for key in ("type", "colour", "pattern", "material", "season", "use"):
                rows.append([f"{key}, zero-shot, {at(part, key, 'classes')} classes: top-1", at(part, key, "top-1")])
            rows.append([f"\"colour kind\" queries ({at(part, 'colour + kind', 'queries')}): R-precision", at(part, "colour + kind", "R-precision both")])
    return table(["drawn products of an unseen seed", "this model"], rows)


def percent(share: float) -> str:
    return f"{round(100 * share)} %"


def ten(f: Figures) -> str:
    """People's photos: rows are what they show, columns what the model said."""
    photos = f["photos"]
    classes, counts = photos["classes"], photos["counts"]
    recall = {row["name"]: row["recall"] for row in photos["by class"]}
    rows = [[f"**{name}**", *(f"**{n}**" if i == j else str(n) if n else "" for j, n in enumerate(line)), percent(recall[name])]
            for i, (name, line) in enumerate(zip(classes, counts))]
    return table(["shown ↓ said →", *classes, "right"], rows)


def worst(f: Figures) -> str:
    rows = [[row["name"], str(row["pictures"]), at(row, "precision"), at(row, "recall"), at(row, "F1"),
             ", ".join(f"{t['name']} ({t['pictures']})" for t in row["taken for"]) or "–"] for row in f["kinds"]["worst"]]
    return table(["kind", "pictures", "precision", "recall", "F1", "taken for"], rows)


def transfer(f: Figures) -> str:
    sizes = f["sizes"]
    rows = [[name, *(at(sizes, key, "title → picture", k) for k in ("R@1", "R@10", "MRR")), at(sizes, key, "kind top-1")]
            for name, key in (("as in the catalogue (60 × 80)", "small"), ("the same, larger (168 × 224)", "larger"))]
    return table([f"{at(sizes, 'pictures')} held-out products", "R@1", "R@10", "MRR", "kind, top-1"], rows)


def failures(f: Figures) -> str:
    drawn = f["drawn"]
    rows = [[str(i), row["asked"].replace("type", "kind"), row["is"], row["said"], percent(row["probability"])] for i, row in enumerate(drawn["shown"], 1)]
    return table(["", "asked for its", "it is", "the model said", "and was so sure"], rows)


def storage(f: Figures) -> str:
    """One column a way of storing, as storage.ts measured them on the runtime that ships."""
    kinds = f["kinds"]
    coarse = ("megabytes", "loadMs", "pictureMs", "textMs", "away")  # no shares of something
    rows = [[name, *(f"{kind[key]:.1f}" if key in coarse else at(kind, key) for kind in kinds.values())] for key, name in f["rows"].items()]
    return table([f"figures on {f['products']} held-out products", *kinds], rows)


Section = Callable[[Figures], str]
# Which file of figures fills which places of the template.
PLACES: dict[str, dict[str, Section]] = {
    "figures": {"held-out": held_out, "drawn": drawn},
    "failures": {"ten": ten, "worst": worst, "transfer": transfer, "failures": failures},
    "storage": {"storage": storage},
}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--figures", type=Path, required=True)
    ask.add_argument("--failures", type=Path, help="what confusions.py wrote")
    ask.add_argument("--storage", type=Path, help="what storage.ts wrote")
    ask.add_argument("--template", type=Path, default=Path(__file__).with_name("card.template"))
    ask.add_argument("--out", type=Path, default=Path("data/models/starter/README.md"))
    ask.add_argument("--name", default="a run", help="which run of docs/runs the figures are of")
    a = ask.parse_args()
    text = a.template.read_text(encoding="utf-8")
    for name, places in PLACES.items():
        path: Path | None = getattr(a, name)
        figures = json.loads(path.read_text(encoding="utf-8")) if path else None
        for place, section in places.items():
            text = text.replace(f"{{{{{place}}}}}", section(figures) if figures else "*not measured yet*")
    figures = json.loads(a.figures.read_text(encoding="utf-8"))
    a.out.write_text(text.replace("{{scale}}", at(figures, "scale")).replace("{{name}}", a.name), encoding="utf-8")


if __name__ == "__main__":
    main()
