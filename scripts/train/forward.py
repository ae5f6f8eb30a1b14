"""Answers with PyTorch what the running bot answers with ONNX, for tests that compare the two.

``--ask`` names a JSON file {"texts": [...], "pixels": FILE}; FILE holds float32 pixel values (n, 3, size, size). Prints
{"ids": [...], "texts": [...], "pictures": [...]}, vectors not normalised, as the ONNX files give them.
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from export import load
from restore import restore
from tokenizer import Tokenizer


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    where = ask.add_mutually_exclusive_group(required=True)
    where.add_argument("--run", type=Path, help="a training run: weights in full precision")
    where.add_argument("--model", type=Path, help="a hub folder: weights as shipped")
    ask.add_argument("--ask", type=Path, required=True)
    a = ask.parse_args()
    torch.set_num_threads(1)
    model, tokenizer = (load(a.run / "checkpoint.pt"), Tokenizer.load(a.run / "tokenizer.json")) if a.run else restore(a.model)
    request = json.loads(a.ask.read_text(encoding="utf-8"))
    size = model.shape.size
    pixels = np.fromfile(request["pixels"], np.float32).reshape(-1, 3, size, size)
    with torch.no_grad():
        ids = [tokenizer.encode(text) for text in request["texts"]]
        texts = [model.texts(torch.tensor([row]))[0].tolist() for row in ids]
        pictures = model.pictures(torch.from_numpy(pixels)).tolist()
    print(json.dumps({"ids": ids, "texts": texts, "pictures": pictures}))


if __name__ == "__main__":
    main()
