"""Kernels of the gallery as the browser takes them."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import numpy as np
import numpy.typing as npt

from cnnviz.kernels.gallery import Kernel
from cnnviz.kernels.settings import FORMULAS


def kernels_for_view(kernels: Iterable[Kernel]) -> list[dict[str, Any]]:
    """Write kernels as JSON has them, each under the title that people read.

    Examples
    --------
    >>> from cnnviz.kernels.gallery import gallery
    >>> kernels_for_view(gallery())[0]["name"]
    'Identity'
    """
    return [
        {
            "name": kernel.title,
            "family": kernel.family,
            "values": shortest(kernel.values),
            "finds": kernel.finds,
            "source": kernel.source,
            **_formula_of(kernel),
        }
        for kernel in kernels
    ]


def _formula_of(kernel: Kernel) -> dict[str, Any]:
    """Describe the parameters of a kernel that a formula makes."""
    formula = FORMULAS.get(kernel.name)
    if formula is None:
        return {}
    settings = [asdict(setting) for setting in formula.settings]
    return {"formula": kernel.name, "settings": settings}


def shortest(values: npt.NDArray[np.float32]) -> Any:
    """Nest the numbers as lists, each as short as float32 allows: 0.1, not 0.10000000149.

    Examples
    --------
    >>> shortest(np.array([[0.1, 2]], np.float32))
    [[0.1, 2.0]]
    """
    if values.ndim > 1:
        return [shortest(part) for part in values]
    return [float(str(value)) for value in values]
