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

from storage import dequantised
from tokenizer import Tokenizer
from towers import BATCH_NORM_EPS, Clip, PictureTower, Shape, conv_bns, fuse


def weights(path: Path) -> tuple[dict[str, np.ndarray], list[np.ndarray]]:
    """Initializers by name as float32, and the matrices of MatMul nodes, which the exporter renames, in order of use."""
    graph = onnx.load(str(path)).graph
    stored = dequantised({t.name: numpy_helper.to_array(t) for t in graph.initializer})
    named = {name: values for name, values in stored.items()}
    products = [named[i] for node in graph.node if node.op_type == "MatMul" for i in node.input if i in named]
    return named, products


def restore(folder: Path) -> tuple[Clip, Tokenizer]:
    """The model, its batch normalisation folded, and its tokenizer."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    tokenizer = Tokenizer.load(folder / "tokenizer.json")
    text = config["text_config"]
    pictures, _ = weights(folder / "onnx" / "vision_model.onnx")
    texts, products = weights(folder / "onnx" / "text_model.onnx")
    shape = Shape(vocabulary=text["vocab_size"], dimension=config["projection_dim"], size=config["vision_config"]["image_size"],
                  widths=tuple(config["vision_config"]["widths"]), blocks=tuple(config["vision_config"]["blocks"]), text_width=text["hidden_size"],
                  text_layers=text["num_hidden_layers"], text_heads=text["num_attention_heads"], readout=config.get("readout"))
    model = Clip(shape).eval()
    fuse(model.pictures)
    with torch.no_grad():
        model.log_scale.fill_(math.log(config["logit_scale"]))
        for name, value in [*model.pictures.named_parameters(), *model.pictures.readout.named_buffers("readout")]:
            value.copy_(torch.tensor(pictures[name]))
        renamed = iter(products)
        for prefix, module in model.texts.named_modules():
            if isinstance(module, nn.Linear) and f"{prefix}.weight" not in texts:
                module.weight.copy_(torch.from_numpy(next(renamed).T.copy()))
        for name, value in [*model.texts.named_parameters(), *model.texts.readout.named_buffers("readout")]:
            if name in texts:
                value.copy_(torch.tensor(texts[name]))
    return model, tokenizer


@torch.no_grad()
def unfuse(fused: PictureTower, shape: Shape, pixels: torch.Tensor) -> PictureTower:
    """The same tower with batch normalisation between its layers again, so that training can go on from a model that was shipped.

    A folded convolution ``w x + b`` equals a batch normalisation of ``w x`` whose gain is the deviation of ``w x`` and whose bias is
    ``b`` + the mean of ``w x``. Mean and deviation are measured on ``pixels`` (B, 3, S, S), layer after layer. On other pictures the
    two towers agree to rounding while the statistics are frozen, and closely while they are taken from large batches.
    """
    tower = PictureTower(shape).to(memory_format=torch.channels_last)
    tower.head.load_state_dict(fused.head.state_dict())
    tower.readout.load_state_dict(fused.readout.state_dict())
    moments: dict[int, tuple[torch.Tensor, torch.Tensor]] = {}

    def measure(number: int, bias: torch.Tensor):  # noqa: ANN202 - a forward hook
        def hook(_: nn.Module, __: object, out: torch.Tensor) -> None:
            plain = out - bias[:, None, None]
            moments[number] = (plain.mean((0, 2, 3)), plain.var((0, 2, 3), unbiased=False))
        return hook

    folded = [pair[0] for pair in conv_bns(fused)]
    hooks = [conv.register_forward_hook(measure(i, conv.bias)) for i, conv in enumerate(folded)]
    fused(pixels)
    for hook in hooks:
        hook.remove()
    for i, pair in enumerate(conv_bns(tower)):
        mean, variance = moments[i]
        pair[0].weight.copy_(folded[i].weight)
        pair[1].running_mean.copy_(mean)
        pair[1].running_var.copy_(variance)
        pair[1].weight.copy_((variance + BATCH_NORM_EPS).sqrt())
        pair[1].bias.copy_(folded[i].bias + mean)
    return tower
