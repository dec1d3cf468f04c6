"""A forward pass: the layers in order, a sum also reading an earlier one."""

from collections.abc import Iterator, Mapping

import torch
from torch import nn


def run_layers(
    modules: Mapping[str, nn.Module],
    second_inputs: Mapping[str, str],
    batch: torch.Tensor,
    after: str | None = None,
    earlier: Mapping[str, torch.Tensor] | None = None,
) -> Iterator[tuple[str, torch.Tensor]]:
    """Run layers one after the other, and yield each one's name and output.

    Only what a later sum reads is kept, so that a long network takes little room.

    Parameters
    ----------
    modules : mapping of torch modules by layer name
        In order.
    second_inputs : mapping of layer name to layer name
        What each sum reads besides the layer before it.
    batch : (N, C, H, W) or (N, units) float32
        The pictures; with `after`, the output of the layer of that name.
    after : str, optional
        Run only the layers after this one.
    earlier : mapping of tensors by layer name, optional
        With `after`, what the layers before it gave, where a sum reads it; of one picture or as
        many as `batch`.
    """
    read_again = frozenset(second_inputs.values())
    kept = dict(earlier or {})
    names = list(modules)
    start = 0
    if after is not None:
        start = names.index(after) + 1
        kept[after] = batch
    for name in names[start:]:
        other = second_inputs.get(name)
        batch = modules[name](batch) if other is None else modules[name](batch, kept[other])
        if name in read_again:
            kept[name] = batch
        yield name, batch
