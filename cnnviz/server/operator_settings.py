"""All that an operator may set by environment variables; docs/operating.md lists it."""

import logging
from collections.abc import Mapping
from typing import Any, Final

from cnnviz.common.environment import misspelt, variables
from cnnviz.common.picture_limits import PictureLimits
from cnnviz.components.front_end import BASE_PATH
from cnnviz.live.limits import Limits
from cnnviz.training.job_limits import JobLimits

SETTINGS: Final[Mapping[str, type[Any]]] = {
    "CNNVIZ_LIVE": Limits,
    "CNNVIZ_PICTURE": PictureLimits,
    "CNNVIZ_TRAININGS": JobLimits,
}
"""The limits by what their variables begin with."""
METRICS: Final = "CNNVIZ_METRICS"
"""Switches the numbers for an operator on."""


def warn_of_misspelt(environment: Mapping[str, str]) -> None:
    """Name the settings in the log that an operator misspelt."""
    known = [name for prefix, kind in SETTINGS.items() for name in variables(kind, prefix)]
    for sentence in misspelt(environment, [*known, METRICS, BASE_PATH]):
        logging.getLogger("cnnviz").warning(sentence)
