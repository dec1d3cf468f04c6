"""The parameters of the kernels that a formula makes: σ, an angle, a length."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.common.arguments import check_choice, quoted
from cnnviz.common.errors import Allowed, ArgumentError
from cnnviz.kernels import formulas
from cnnviz.kernels.means import box, disk
from cnnviz.kernels.text import LARGEST_SIDE


@dataclass(frozen=True)
class Setting:
    """One number of a formula, as a slider has it.

    Attributes
    ----------
    name : str
        As the formula's argument is called.
    title : str
        As people read it.
    least, most, step : float
    usual : float
        The one that the kernel in the gallery has.
    unit : str
        Such as "px" and "°"; may be empty.
    """

    name: str
    title: str
    least: float
    most: float
    step: float
    usual: float
    unit: str = ""


@dataclass(frozen=True)
class Formula:
    """A kernel's formula and what can be set of it."""

    make: Callable[..., NDArray[np.float32]]
    settings: tuple[Setting, ...]


def _sigma(usual: float) -> Setting:
    least, most = formulas.SMALLEST_SIGMA, formulas.LARGEST_SIGMA
    return Setting("sigma", "σ", least, most, 0.1, usual, "px")


def _size(usual: int) -> Setting:
    return Setting("size", "Size", 1, LARGEST_SIDE, 1, usual, "px")


_ANGLE: Final = Setting("angle", "Angle", 0, 180, 5, 0, "°")

FORMULAS: Final[Mapping[str, Formula]] = MappingProxyType(
    {
        "box": Formula(box, (_size(3),)),
        "disk": Formula(disk, (_size(5),)),
        "gaussian": Formula(formulas.gaussian, (_sigma(1.0),)),
        "motion_blur": Formula(
            formulas.motion_blur,
            (_ANGLE, Setting("length", "Length", 1, LARGEST_SIDE, 1, 9, "px")),
        ),
        "unsharp": Formula(
            formulas.unsharp, (_sigma(1.0), Setting("amount", "Amount", 0, 5, 0.1, 1.0))
        ),
        "laplacian_of_gaussian": Formula(formulas.laplacian_of_gaussian, (_sigma(1.4),)),
        "gabor": Formula(
            formulas.gabor,
            (
                _ANGLE,
                Setting("wavelength", "Wavelength", 2, 22, 0.5, 4.0, "px"),
                _sigma(2.0),
                _size(9),
            ),
        ),
        "random": Formula(
            formulas.random_kernel, (Setting("seed", "Seed", 0, 9999, 1, 0), _size(3))
        ),
    }
)
"""By the name that a kernel has in the gallery."""


def formula_kernel(
    name: str, settings: Mapping[str, float] = MappingProxyType({})
) -> NDArray[np.float32]:
    """Return a kernel by its formula.

    Parameters
    ----------
    name : str
        One of `FORMULAS`.
    settings : mapping of str to float
        What is left out is as usual.

    Returns
    -------
    (h, w) float32

    Raises
    ------
    ArgumentError
        When there is no such formula or setting, or a number is out of its range.

    Examples
    --------
    >>> formula_kernel("box", {"size": 2}).tolist()
    [[0.25, 0.25], [0.25, 0.25]]
    >>> formula_kernel("gaussian", {"sigma": 4})
    Traceback (most recent call last):
    cnnviz.common.errors.ArgumentError: sigma must be between 0.3 and 3, got 4
    """
    check_choice("name", name, FORMULAS, subject="formula")
    known = {setting.name: setting.usual for setting in FORMULAS[name].settings}
    for given in settings:
        if given not in known:
            raise ArgumentError(
                f"settings.{given}",
                f"must be among {', '.join(known)}, got {quoted(given)}",
                value=given,
                allowed=Allowed(choices=tuple(known)),
                subject=f"settings of {name}",
            )
    try:
        return FORMULAS[name].make(**{**known, **settings})
    except ArgumentError as error:
        raise error.within("settings") from error
