"""The model card of a model that was trained on from another on a shop's own catalogue."""
from __future__ import annotations

CARD = """---
language: en
library_name: transformers.js
pipeline_tag: zero-shot-image-classification
tags: [clip, fashion, contrastive, onnx]
---

# {name}

A small CLIP for one shop: *{model}* of Haberdasher, trained on with the pictures, titles and attributes of {source}.
Use it with `CLIP_MODEL` and a catalogue built with it.

Of {products} products {trained} were trained on ({steps} steps, {minutes:.1f} minutes), {chosenOn} chose how far to go, and {measuredOn} were left
for the figures below; rows that share a title or a byte-identical picture were never parted. The weights stand {percent} % of the way from
the old ones to the trained ones.

| measured on what was not trained on | over | before | after |
| --- | --- | --- | --- |
{rows}

Only the products measured on are the gallery of a search. The demonstration shop is Haberdasher's own, of drawn products: it shows what was
kept of what the model knew before. Whoever shares this folder needs the right to share what was learnt from the pictures.
"""


def card(report: dict[str, object], name: str, source: str, model: str) -> str:
    figures = report["figures"]
    assert isinstance(figures, list)
    rows = "\n".join(f"| {f['measured']} | {f['over']} | {f['before']:.3f} | {f['after']:.3f} |" for f in figures)
    return CARD.format(**{**report, "name": name, "source": source, "model": model, "rows": rows, "percent": round(float(str(report["share"])) * 100)})
