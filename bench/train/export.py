"""Writes trained models as ONNX with 8-bit weights: the judge's gives logits, the embedder's unit vectors, the tagger's what
tagger.py says of it.

export.py FOLDER [--judge WEIGHTS] [--embedder WEIGHTS] [--tagger WEIGHTS]

Weights are symmetric int8 with a scale for each output; activations are quantised as they come
(DynamicQuantizeLinear, MatMulInteger). Inputs: `ids`, `segments`, `mask`, int64 [n, t].
"""

import argparse

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from encoder import HEADS, LAYERS, WIDTH

OPSET = 17


class Graph:
    def __init__(self):
        self.nodes, self.constants, self.count = [], [], 0

    def op(self, kind: str, *inputs: str, outputs: int = 1, **attributes):
        names = [f"v{self.count + n}" for n in range(outputs)]
        self.count += outputs
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else names

    def constant(self, array) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.array(array, order="C"), name))
        return name

    def quantised(self, weight, axis: int):
        """Int8 weight and float scales; one scale for each slice along `axis`."""
        other = 1 - axis
        scale = np.maximum(np.abs(weight).max(axis=other), 1e-8) / 127
        shaped = scale[:, None] if axis == 0 else scale[None, :]
        return np.round(weight / shaped).clip(-127, 127).astype(np.int8), scale.astype(np.float32)

    def linear(self, x: str, state, name: str) -> str:
        weight, scale = self.quantised(state[f"{name}.weight"].T, axis=1)
        value, step, zero = self.op("DynamicQuantizeLinear", x, outputs=3)
        whole = self.op("MatMulInteger", value, self.constant(weight), zero)
        scaled = self.op("Mul", self.op("Cast", whole, to=TensorProto.FLOAT), self.op("Mul", step, self.constant(scale)))
        return self.op("Add", scaled, self.constant(state[f"{name}.bias"]))

    def norm(self, x: str, state, name: str) -> str:
        return self.op("LayerNormalization", x, self.constant(state[f"{name}.weight"]), self.constant(state[f"{name}.bias"]), epsilon=1e-12, axis=-1)

    def gelu(self, x: str) -> str:
        half = self.op("Mul", x, self.constant(np.float32(0.5)))
        erf = self.op("Erf", self.op("Div", x, self.constant(np.float32(2**0.5))))
        return self.op("Mul", half, self.op("Add", erf, self.constant(np.float32(1))))

    def embeddings(self, state) -> str:
        table, scale = self.quantised(state["word.weight"], axis=0)
        rows = self.op("Cast", self.op("Gather", self.constant(table), "ids"), to=TensorProto.FLOAT)
        words = self.op("Mul", rows, self.op("Gather", self.constant(scale[:, None]), "ids"))
        length = self.op("Gather", self.op("Shape", "ids"), self.constant(np.int64(1)))
        place = self.op("Range", self.constant(np.int64(0)), length, self.constant(np.int64(1)))
        places = self.op("Gather", self.constant(state["position.weight"]), place)
        segments = self.op("Gather", self.constant(state["segment.weight"]), "segments")
        return self.norm(self.op("Add", self.op("Add", words, places), segments), state, "norm")

    def layer(self, x: str, bias: str, state, n: int) -> str:
        at = f"layers.{n}"
        split = self.constant(np.array([0, 0, 3, HEADS, WIDTH // HEADS], dtype=np.int64))
        packed = self.op("Reshape", self.linear(x, state, f"{at}.qkv"), split)
        turned = self.op("Transpose", packed, perm=[2, 0, 3, 1, 4])
        q, k, v = (self.op("Gather", turned, self.constant(np.int64(i)), axis=0) for i in range(3))
        scores = self.op("MatMul", q, self.op("Transpose", k, perm=[0, 1, 3, 2]))
        scaled = self.op("Add", self.op("Mul", scores, self.constant(np.float32((WIDTH // HEADS) ** -0.5))), bias)
        mixed = self.op("MatMul", self.op("Softmax", scaled, axis=-1), v)
        joined = self.op("Reshape", self.op("Transpose", mixed, perm=[0, 2, 1, 3]), self.constant(np.array([0, 0, WIDTH], dtype=np.int64)))
        x = self.norm(self.op("Add", x, self.linear(joined, state, f"{at}.out")), state, f"{at}.norm1")
        inner = self.linear(self.gelu(self.linear(x, state, f"{at}.up")), state, f"{at}.down")
        return self.norm(self.op("Add", x, inner), state, f"{at}.norm2")

    def encoder(self, state) -> tuple[str, str]:
        """Names of the states [n, t, width] and of their mean over the mask [n, width]."""
        weight = self.op("Cast", "mask", to=TensorProto.FLOAT)
        inverse = self.op("Sub", self.constant(np.float32(1)), weight)
        wide = self.op("Unsqueeze", inverse, self.constant(np.array([1, 2], dtype=np.int64)))
        bias = self.op("Mul", wide, self.constant(np.float32(-10000)))
        x = self.embeddings(state)
        for n in range(LAYERS):
            x = self.layer(x, bias, state, n)
        column = self.op("Unsqueeze", weight, self.constant(np.array([2], dtype=np.int64)))
        axis = self.constant(np.array([1], dtype=np.int64))
        total = self.op("ReduceSum", self.op("Mul", x, column), axis, keepdims=0)
        return x, self.op("Div", total, self.op("ReduceSum", column, axis, keepdims=0))

    def write(self, results: dict[str, tuple[str, list]], path: str) -> None:
        """`results`: for each output its value and shape."""
        self.nodes += [helper.make_node("Identity", [value], [name]) for name, (value, _) in results.items()]
        inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "t"]) for name in ("ids", "segments", "mask")]
        outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, (_, shape) in results.items()]
        graph = helper.make_graph(self.nodes, "claimwire", inputs, outputs, self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
        model.ir_version = 8
        onnx.checker.check_model(model)
        onnx.save(model, path)


def arrays(state, prefix: str = ""):
    return {name[len(prefix) :]: value.float().numpy() for name, value in state.items() if name.startswith(prefix)}


def write_judge(state, path: str) -> None:
    graph = Graph()
    states, mean = graph.encoder(arrays(state, "encoder."))
    first = graph.op("Gather", states, graph.constant(np.int64(0)), axis=1)
    heads = arrays(state)
    pooled = graph.op("Tanh", graph.op("Gemm", graph.op("Concat", first, mean, axis=-1), graph.constant(heads["pool.weight"]), graph.constant(heads["pool.bias"]), transB=1))
    logits = graph.op("Gemm", pooled, graph.constant(heads["head.weight"]), graph.constant(heads["head.bias"]), transB=1)
    graph.write({"out": (logits, ["n", heads["head.bias"].shape[0]])}, path)


def write_embedder(state, path: str) -> None:
    graph = Graph()
    _, mean = graph.encoder(arrays(state))
    length = graph.op("Sqrt", graph.op("ReduceSumSquare", mean, axes=[1], keepdims=1))
    graph.write({"out": (graph.op("Div", mean, length), ["n", WIDTH])}, path)


def write_tagger(state, path: str) -> None:
    graph = Graph()
    states, _ = graph.encoder(arrays(state, "encoder."))
    heads = arrays(state)
    plain = lambda name: graph.op("Add", graph.op("MatMul", states, graph.constant(heads[f"{name}.weight"].T)), graph.constant(heads[f"{name}.bias"]))
    kinds = heads["lean.bias"].shape[0]
    inner = heads["anchor.bias"].shape[0] // kinds
    parted = graph.constant(np.array([0, 0, kinds, inner], dtype=np.int64))
    anchors = graph.op("Transpose", graph.op("Reshape", plain("anchor"), parted), perm=[0, 2, 1, 3])
    others = graph.op("Transpose", graph.op("Reshape", plain("other"), parted), perm=[0, 2, 3, 1])
    scaled = graph.op("Mul", graph.op("MatMul", anchors, others), graph.constant(np.float32(inner**-0.5)))
    lean = graph.op("Unsqueeze", graph.op("Transpose", plain("lean"), perm=[0, 2, 1]), graph.constant(np.array([2], dtype=np.int64)))
    starts = graph.op("Squeeze", plain("start"), graph.constant(np.array([2], dtype=np.int64)))
    graph.write({"starts": (starts, ["n", "t"]), "arcs": (graph.op("Add", scaled, lean), ["n", kinds, "t", "t"])}, path)


WRITERS = {"judge": write_judge, "embedder": write_embedder, "tagger": write_tagger}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    for name in WRITERS:
        parser.add_argument(f"--{name}")
    given = parser.parse_args()
    for name, write in WRITERS.items():
        if getattr(given, name):
            write(torch.load(getattr(given, name)), f"{given.folder}/{name}.onnx")


if __name__ == "__main__":
    main()
