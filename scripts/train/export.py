"""Writes the averaged weights of a run as a transformers.js hub folder.

Weights are stored as float16 followed by a cast: the runtime folds the casts when it loads, so it computes in float32 from weights rounded once.
Batch normalisation is folded into the convolutions.
"""
from __future__ import annotations

import argparse
import copy
import inspect
import json
import math
import shutil
import warnings
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from tokenizer import MAX_LENGTH, Tokenizer
from towers import Clip, Shape, TextTower, fuse

OPSET = 14
MEAN, STD = 1.0, 0.5  # white becomes 0, so that padding with zeros is padding with white


def load(checkpoint: Path) -> Clip:
    """The averaged model of a run, for use and not for training."""
    state = torch.load(checkpoint, map_location="cpu")
    model = Clip(Shape(**state["shape"]))
    model.load_state_dict(state["average"])
    return model.eval()


def halve(model: onnx.ModelProto, least: int = 256) -> None:
    """Stores every float32 initializer of at least ``least`` numbers as float16 and casts it back in the graph."""
    casts = []
    for tensor in list(model.graph.initializer):
        values = numpy_helper.to_array(tensor)
        if tensor.data_type != TensorProto.FLOAT or values.size < least:
            continue
        name = f"{tensor.name}.half"
        model.graph.initializer.remove(tensor)
        model.graph.initializer.append(numpy_helper.from_array(values.astype(np.float16), name))
        casts.append(helper.make_node("Cast", [name], [tensor.name], to=TensorProto.FLOAT, name=f"Cast/{tensor.name}"))
    for cast in reversed(casts):
        model.graph.node.insert(0, cast)


# Newer versions export another way by default, which needs a package more.
BY_TRACING = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}


def write(tower: nn.Module, example: torch.Tensor, path: Path, names: tuple[str, str], axes: dict[int, str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(tower, (example,), str(path), input_names=[names[0]], output_names=[names[1]], opset_version=OPSET,
                          dynamic_axes={names[0]: axes, names[1]: {0: "batch"}}, do_constant_folding=True, **BY_TRACING)
    model = onnx.load(str(path))
    halve(model)
    model.doc_string = ""
    for node in model.graph.node:
        node.doc_string = ""
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def configs(model: Clip, tokenizer: Tokenizer) -> dict[str, dict[str, object]]:
    """The JSON files of the folder by name."""
    shape, scale = model.shape, model.scale().item()
    edge = shape.size
    return {
        "config.json": {
            "model_type": "clip", "architectures": ["CLIPModel"], "projection_dim": shape.dimension, "logit_scale_init_value": math.log(scale),
            "logit_scale": scale, **({"readout": asdict(shape.readout)} if shape.readout else {}),
            "text_config": {"model_type": "clip_text_model", "vocab_size": len(tokenizer), "hidden_size": shape.text_width,
                            "num_hidden_layers": shape.text_layers, "num_attention_heads": shape.text_heads, "max_position_embeddings": MAX_LENGTH,
                            "pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2, "projection_dim": shape.dimension},
            "vision_config": {"model_type": "clip_vision_model", "image_size": edge, "num_channels": 3, "hidden_size": shape.widths[-1],
                              "widths": list(shape.widths), "blocks": list(shape.blocks),
                              "projection_dim": shape.dimension},
        },
        "preprocessor_config.json": {
            "feature_extractor_type": "CLIPFeatureExtractor", "image_processor_type": "CLIPImageProcessor", "do_convert_rgb": True, "do_resize": True,
            "size": {"shortest_edge": edge, "longest_edge": edge}, "resample": 1, "do_center_crop": False, "do_rescale": True,
            "rescale_factor": 1 / 255, "do_normalize": True, "image_mean": [MEAN] * 3, "image_std": [STD] * 3, "do_pad": True,
            "pad_size": {"width": edge, "height": edge},
        },
        "tokenizer_config.json": Tokenizer.config(),
    }


def write_texts(tower: TextTower, out: Path) -> None:
    ids = torch.tensor([[1, 5, 6, 2], [1, 7, 2, 0]])
    write(tower, ids, out / "onnx" / "text_model.onnx", ("input_ids", "text_embeds"), {0: "batch", 1: "tokens"})


def export(model: Clip, tokenizer: Tokenizer, out: Path) -> None:
    (out / "onnx").mkdir(parents=True, exist_ok=True)
    for name, value in configs(model, tokenizer).items():
        (out / name).write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
    tokenizer.save(out / "tokenizer.json")
    edge = model.shape.size
    write(fuse(copy.deepcopy(model.pictures)), torch.zeros(2, 3, edge, edge), out / "onnx" / "vision_model.onnx", ("pixel_values", "image_embeds"), {0: "batch"})
    write_texts(model.texts, out)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--run", type=Path, default=Path(".work/run"))
    ask.add_argument("--out", type=Path, default=Path("data/models/starter"))
    ask.add_argument("--card", type=Path, help="a model card to put beside the weights")
    a = ask.parse_args()
    torch.set_num_threads(1)
    export(load(a.run / "checkpoint.pt"), Tokenizer.load(a.run / "tokenizer.json"), a.out)
    if a.card:
        shutil.copy(a.card, a.out / "README.md")
    size = sum(f.stat().st_size for f in a.out.rglob("*") if f.is_file())
    print(f"{a.out}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
