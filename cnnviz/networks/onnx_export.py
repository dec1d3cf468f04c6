"""A network as an ONNX file, for other programs: the same layers, the same numbers."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from cnnviz.common.errors import ArgumentError
from cnnviz.networks.convolution_layers import padding_after
from cnnviz.networks.layers import (
    AnyLayer,
    AveragePooling,
    Convolution,
    Dense,
    DepthwiseConvolution,
    Flatten,
    GlobalAveragePooling,
    LeakyRelu,
    MaxPooling,
    Normalize,
    Relu,
    Relu6,
    Sigmoid,
    Softmax,
    Sum,
    Tanh,
    TransposedConvolution,
)
from cnnviz.networks.network import Network

OPSET: Final = 17  # of 2022, so that older runtimes read it, too
IR_VERSION: Final = 8  # of the same time
Ints = tuple[int, ...]
SLOPE: Final = 0.01  # of `torch.nn.LeakyReLU`


def write_onnx(network: Network) -> bytes:
    """Return a network as an ONNX model with batches of any size.

    Parameters
    ----------
    network : Network

    Returns
    -------
    bytes
        The model's input is "image" (N, C, H, W) float32 in [0, 1], its output "probabilities"
        (N, classes) float32. The labels stand in the metadata.

    Examples
    --------
    >>> from cnnviz.networks.network import load_network
    >>> model = onnx.load_from_string(write_onnx(load_network("digits")))
    >>> [node.op_type for node in model.graph.node][:3]
    ['Conv', 'Relu', 'MaxPool']
    """
    before, channels, nodes = "image", network.input_shape[0], []
    for layer in network.layers:
        output = "probabilities" if layer is network.layers[-1] else layer.name
        nodes += _nodes(layer, before, output, channels)
        before, channels = output, network.shapes[layer.name][0]
    classes = len(network.labels)
    graph = helper.make_graph(
        nodes,
        network.name,
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["N", *network.input_shape])],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["N", classes])],
        list(_tensors(network)),
    )
    model = helper.make_model(
        graph,
        producer_name="cnnviz",
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
    )
    helper.set_model_props(model, {"labels": ", ".join(network.labels)})
    onnx.checker.check_model(model, full_check=True)
    return bytes(model.SerializeToString())


def _tensors(network: Network) -> Iterator[TensorProto]:
    for name, tensor in network.tensors().items():
        yield numpy_helper.from_array(np.ascontiguousarray(tensor.numpy()), name)
    for layer in network.layers:
        for name, number in _constants(layer).items():
            yield numpy_helper.from_array(np.array(number, np.float32), name)


def _constants(layer: AnyLayer) -> dict[str, float]:
    """Return the numbers that a layer has but did not learn, which ONNX wants as tensors."""
    match layer:
        case Relu6():
            return {f"{layer.name}.least": 0.0, f"{layer.name}.most": 6.0}
        case Normalize():
            factor = 1 / layer.deviation
            return {f"{layer.name}.factor": factor, f"{layer.name}.shift": -layer.mean * factor}
        case _:
            return {}


def _nodes(layer: AnyLayer, before: str, output: str, channels: int) -> list[onnx.NodeProto]:
    if isinstance(layer, Normalize):
        scaled, (factor, shift) = f"{layer.name}.scaled", _constants(layer)
        return [
            helper.make_node("Mul", [before, factor], [scaled], scaled),
            helper.make_node("Add", [scaled, shift], [output], layer.name),
        ]
    return [_node(layer, before, output, channels)]


def _node(layer: AnyLayer, before: str, output: str, channels: int) -> onnx.NodeProto:
    learned = [f"{layer.name}.weight", f"{layer.name}.bias"]
    match layer:
        case Convolution() | DepthwiseConvolution():
            return helper.make_node(
                "Conv",
                [before, *learned],
                [output],
                layer.name,
                kernel_shape=layer.kernel_size,
                strides=layer.stride,
                pads=(*layer.padding, *padding_after(layer)),
                dilations=layer.dilation,
                group=channels if isinstance(layer, DepthwiseConvolution) else 1,
            )
        case TransposedConvolution():
            pads, output_padding = _transposed_padding(layer)
            return helper.make_node(
                "ConvTranspose",
                [before, *learned],
                [output],
                layer.name,
                kernel_shape=layer.kernel_size,
                strides=layer.stride,
                pads=pads,
                output_padding=output_padding,
                dilations=layer.dilation,
                group=layer.groups,
            )
        case MaxPooling() | AveragePooling():
            kind = "MaxPool" if isinstance(layer, MaxPooling) else "AveragePool"
            return helper.make_node(
                kind,
                [before],
                [output],
                layer.name,
                kernel_shape=layer.kernel_size,
                strides=layer.stride,
            )
        case Dense():
            return helper.make_node("Gemm", [before, *learned], [output], layer.name, transB=1)
        case LeakyRelu():
            return helper.make_node("LeakyRelu", [before], [output], layer.name, alpha=SLOPE)
        case Softmax():
            return helper.make_node("Softmax", [before], [output], layer.name, axis=-1)
        case Relu6():
            return helper.make_node("Clip", [before, *_constants(layer)], [output], layer.name)
        case Sum():
            return helper.make_node("Add", [before, layer.other], [output], layer.name)
        case GlobalAveragePooling():
            return helper.make_node(
                "ReduceMean", [before], [output], layer.name, axes=[2, 3], keepdims=0
            )
        case Normalize():
            message = f"{layer.name}: a normalization is more than one node"
            raise ArgumentError(f"layers.{layer.name}.kind", message, value=layer.kind, subject="")
        case Relu() | Tanh() | Sigmoid() | Flatten():
            kinds = {Relu: "Relu", Tanh: "Tanh", Sigmoid: "Sigmoid", Flatten: "Flatten"}
            return helper.make_node(kinds[type(layer)], [before], [output], layer.name)


def _transposed_padding(layer: TransposedConvolution) -> tuple[Ints, Ints]:
    """Return the pads and the output padding, which ONNX Runtime wants below the stride.

    An output padding is as much less padding at the end, as far as there is any.
    """
    pairs = list(zip(layer.padding, layer.output_padding, strict=True))
    ends = tuple(padding - min(padding, more) for padding, more in pairs)
    rest = tuple(more - min(padding, more) for padding, more in pairs)
    if any(more >= stride for more, stride in zip(rest, layer.stride, strict=True)):
        raise ArgumentError(
            f"layers.{layer.name}.output_padding",
            f"must be less than the stride for ONNX, got {layer.output_padding}",
            value=layer.output_padding,
            subject=f"{layer.name}: output_padding",
        )
    return (*layer.padding, *ends), rest
