"""Writes the model card from a template and the figures that evaluate.py measured, so that no figure is typed by hand."""
from __future__ import annotations

import argparse
import json
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
            ["picture → picture: P@10 kind / colour", ".688 / .454", " / ".join(at(f, h, "picture → picture", k) for k in ("P@10 kind", "P@10 colour"))]]
    w = "whole catalogue"
    rows += [[f"title → picture, whole catalogue ({at(f, w, 'gallery')}) as gallery: R@1 / R@10 / MRR", ".037 / .226 / .085", triple(w, "title → picture")],
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


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--figures", type=Path, required=True)
    ask.add_argument("--template", type=Path, default=Path(__file__).with_name("card.template"))
    ask.add_argument("--out", type=Path, default=Path("data/models/starter/README.md"))
    ask.add_argument("--name", default="a run", help="which run of docs/runs the figures are of")
    a = ask.parse_args()
    figures = json.loads(a.figures.read_text(encoding="utf-8"))
    text = a.template.read_text(encoding="utf-8").replace("{{held-out}}", held_out(figures)).replace("{{drawn}}", drawn(figures))
    a.out.write_text(text.replace("{{scale}}", at(figures, "scale")).replace("{{name}}", a.name), encoding="utf-8")


if __name__ == "__main__":
    main()
