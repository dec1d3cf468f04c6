"""Torch modules for the kinds of layer that torch has as functions only."""

import torch
from torch import nn


class WholeMean(nn.Module):
    """The mean of each whole map."""

    def forward(self, maps: torch.Tensor) -> torch.Tensor:
        """Turn (N, C, H, W) into (N, C)."""
        return maps.mean((2, 3))


class Rescale(nn.Module):
    """Every number less `mean`, divided by `std`."""

    def __init__(self, mean: float, std: float) -> None:
        super().__init__()
        self.mean, self.std = mean, std

    def forward(self, numbers: torch.Tensor) -> torch.Tensor:
        """Keep the shape."""
        return (numbers - self.mean) / self.std


class Add(nn.Module):
    """Two tensors of the same shape, number by number."""

    def forward(self, numbers: torch.Tensor, others: torch.Tensor) -> torch.Tensor:
        """Keep the shape."""
        return numbers + others
