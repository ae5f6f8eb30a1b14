"""Stores the weights of an exported model in other ways, so that size, speed and figures can be compared in the runtime (storage.ts).

``float16``: as export.py writes them. ``int8``: weight only, one scale an output channel, round to nearest. Both are followed by nodes that
the runtime folds when it loads, so that it computes in float32. ``float32``: the float16 values as they are, for comparison.
"""
from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HALF, INT8, SCALE = ".half", ".int8", ".scale"
KINDS = ("float32", "float16", "int8")


def quantised(values: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """int8 in -127..127 and the scale of each slice along ``axis``, shaped to be multiplied with it."""
    others = tuple(i for i in range(values.ndim) if i != axis)
    scale = np.abs(values).max(axis=others, keepdims=True) / 127
    scale = np.where(scale == 0, 1, scale).astype(np.float32)
    return np.clip(np.rint(values / scale), -127, 127).astype(np.int8), scale


def dequantised(named: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Initializers by the names that the graph's other nodes use, as float32 where they were stored smaller."""
    out: dict[str, np.ndarray] = {}
    for name, values in named.items():
        if name.endswith(INT8):
            base = name.removesuffix(INT8)
            out[base] = values.astype(np.float32) * named[base + SCALE]
        elif not name.endswith(SCALE):
            out[name.removesuffix(HALF)] = values.astype(np.float32) if values.dtype == np.float16 else values
    return out


def restored(model: onnx.ModelProto, kind: str) -> onnx.ModelProto:
    """The model with its float16 weights stored as ``kind``. Vectors such as biases stay float16 beside int8: they weigh nothing."""
    if kind == "float16":
        return model
    graph = model.graph
    columns = {i for node in graph.node if node.op_type == "MatMul" for i in node.input}  # (in, out): a channel is a column
    casts = {node.input[0]: node for node in graph.node if node.op_type == "Cast"}
    nodes = []
    for tensor in [t for t in graph.initializer if t.name.endswith(HALF)]:
        name = tensor.name.removesuffix(HALF)
        values = numpy_helper.to_array(tensor).astype(np.float32)
        if kind == "int8" and values.ndim < 2:
            continue
        graph.initializer.remove(tensor)
        graph.node.remove(casts[tensor.name])
        if kind == "float32":
            graph.initializer.append(numpy_helper.from_array(values, name))
            continue
        small, scale = quantised(values, 1 if name in columns else 0)
        graph.initializer.extend([numpy_helper.from_array(small, name + INT8), numpy_helper.from_array(scale, name + SCALE)])
        nodes += [helper.make_node("Cast", [name + INT8], [name + ".whole"], to=TensorProto.FLOAT, name=f"Cast/{name}"),
                  helper.make_node("Mul", [name + ".whole", name + SCALE], [name], name=f"Mul/{name}")]
    for node in reversed(nodes):
        graph.node.insert(0, node)
    onnx.checker.check_model(model)
    return model


def store(folder: Path, out: Path, kind: str) -> None:
    """A copy of a hub folder with its weights stored as ``kind``."""
    shutil.copytree(folder, out, dirs_exist_ok=True)
    for path in (out / "onnx").glob("*.onnx"):
        onnx.save(restored(onnx.load(str(path)), kind), str(path))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--model", type=Path, default=Path("data/models/starter"))
    ask.add_argument("--out", type=Path, default=Path(".work/storage"), help="where a folder a kind is written")
    ask.add_argument("--kinds", nargs="*", choices=KINDS, default=list(KINDS))
    a = ask.parse_args()
    for kind in a.kinds:
        store(a.model, a.out / kind, kind)
        size = sum(f.stat().st_size for f in (a.out / kind / "onnx").iterdir())
        print(f"{a.out / kind}: {size / 1e6:.1f} MB of weights")


if __name__ == "__main__":
    main()
