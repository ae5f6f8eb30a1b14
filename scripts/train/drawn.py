"""Rows of the drawn catalogue (scripts/draw) in the shape of the training data."""
from __future__ import annotations

Row = dict[str, object]


def drawn_row(row: Row) -> Row:
    def text(key: str) -> str:
        return str(row.get(key) or "")

    return {"id": row["id"], "kind": text("type"), "colour": text("colour"), "gender": text("gender"), "season": text("season"), "usage": text("use"),
            "pattern": text("pattern"), "material": text("material"), "title": text("title"), "sha1": row["sha1"], "width": row["width"],
            "height": row["height"]}
