"""A network while it learns: with batch norm and dropout, which a finished network has no use for.

Batch norm (Ioffe and Szegedy, 2015) is, once learned, a factor and an offset per map; `Learner`
multiplies them into the convolution's kernels and bias, and the finished network gives the same
numbers without it.
"""

import torch
from torch import nn

from cnnviz.common.errors import ArgumentError
from cnnviz.networks.layers import AnyLayer, Shape


class Learner(nn.Module):
    """The layers of a network in training, batch norm after each convolution.

    Parameters
    ----------
    layers : tuple of layers
        The last one a softmax, which is left out: the loss wants the scores.
    input_shape : (C, H, W)
    dropout : float in [0, 1)
        Share of the inputs of each dense layer that are left out at a time.
    batch_norm : bool
        Whether there is any.
    """

    def __init__(
        self,
        layers: tuple[AnyLayer, ...],
        input_shape: Shape,
        dropout: float,
        *,
        batch_norm: bool = True,
    ) -> None:
        super().__init__()
        self.steps = nn.Sequential()
        shape = input_shape
        for layer in layers[:-1]:
            if layer.kind == "dense" and dropout:
                self.steps.add_module(f"{layer.name}_dropout", nn.Dropout(dropout))
            self.steps.add_module(layer.name, layer.module(shape))
            shape = layer.output_shape(shape)
            if batch_norm and layer.kind == "convolution":
                self.steps.add_module(f"{layer.name}_norm", nn.BatchNorm2d(shape[0]))

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        """Return the scores (N, classes) for pictures (N, C, H, W)."""
        scores: torch.Tensor = self.steps(pictures)
        return scores

    def folded(self) -> dict[str, torch.Tensor]:
        """Return the finished network's tensors, batch norm multiplied in.

        Returns
        -------
        dict of float32 tensors
            "conv1.weight", "conv1.bias" and so on; copies.
        """
        tensors: dict[str, torch.Tensor] = {}
        steps = dict(self.steps.named_children())
        for name, step in steps.items():
            if not isinstance(step, nn.Conv2d | nn.Linear) or step.bias is None:
                continue
            weight = step.weight.detach().clone(memory_format=torch.contiguous_format)
            bias = step.bias.detach().clone()
            norm = steps.get(f"{name}_norm")
            if isinstance(norm, nn.BatchNorm2d):
                weight, bias = _fold(weight, bias, norm)
            tensors |= {f"{name}.weight": weight, f"{name}.bias": bias}
        return tensors


def _fold(
    weight: torch.Tensor, bias: torch.Tensor, norm: nn.BatchNorm2d
) -> tuple[torch.Tensor, torch.Tensor]:
    mean, variance = norm.running_mean, norm.running_var
    if mean is None or variance is None:
        message = "must keep running statistics, got none"
        raise ArgumentError("norm", message, subject="batch norm")
    factor = norm.weight.detach() / torch.sqrt(variance + norm.eps)
    return weight * factor[:, None, None, None], norm.bias.detach() + (bias - mean) * factor
