"""Reads the weights of a hub folder written by export.py back into the towers: to check the runtime against PyTorch, and to go on
training from a model that was shipped."""
from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from tokenizer import Tokenizer
from towers import Clip, Shape, fuse


def weights(path: Path) -> tuple[dict[str, np.ndarray], list[np.ndarray]]:
    """Initializers by name as float32, and the matrices of MatMul nodes, which the exporter renames, in order of use."""
    graph = onnx.load(str(path)).graph
    named = {t.name.removesuffix(".half"): numpy_helper.to_array(t) for t in graph.initializer}
    products = [named[i] for node in graph.node if node.op_type == "MatMul" for i in node.input if i in named]
    return {k: v.astype(np.float32) if v.dtype == np.float16 else v for k, v in named.items()}, [p.astype(np.float32) for p in products]


def restore(folder: Path) -> tuple[Clip, Tokenizer]:
    """The model, its batch normalisation folded, and its tokenizer."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    tokenizer = Tokenizer.load(folder / "tokenizer.json")
    text = config["text_config"]
    pictures, _ = weights(folder / "onnx" / "vision_model.onnx")
    texts, products = weights(folder / "onnx" / "text_model.onnx")
    shape = Shape(vocabulary=text["vocab_size"], dimension=config["projection_dim"], size=config["vision_config"]["image_size"],
                  widths=tuple(config["vision_config"]["widths"]), blocks=tuple(config["vision_config"]["blocks"]), text_width=text["hidden_size"],
                  text_layers=text["num_hidden_layers"], text_heads=text["num_attention_heads"])
    model = Clip(shape).eval()
    fuse(model.pictures)
    with torch.no_grad():
        model.log_scale.fill_(math.log(config["logit_scale"]))
        for name, parameter in model.pictures.named_parameters():
            parameter.copy_(torch.from_numpy(pictures[name]))
        renamed = iter(products)
        for prefix, module in model.texts.named_modules():
            if isinstance(module, nn.Linear) and f"{prefix}.weight" not in texts:
                module.weight.copy_(torch.from_numpy(next(renamed).T.copy()))
        for name, parameter in model.texts.named_parameters():
            if name in texts:
                parameter.copy_(torch.from_numpy(texts[name]))
    return model, tokenizer
