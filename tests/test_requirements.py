"""What a package asks for is what the tests run with."""

import tomllib

import pytest
from packaging.requirements import Requirement

from tools.environment import RUNTIME
from tools.server import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RANGES = {r.name: r.specifier for r in map(Requirement, PROJECT["dependencies"])}
LINES = [line for line in RUNTIME.read_text().splitlines() if line and not line.startswith("#")]
PINS = [Requirement(line) for line in LINES]


def test_the_package_asks_for_what_the_app_runs_with() -> None:
    assert set(RANGES) == {pin.name for pin in PINS}


@pytest.mark.parametrize("pin", PINS, ids=str)
def test_a_pinned_version_is_the_first_that_the_package_takes(pin: Requirement) -> None:
    (version,) = (one.version for one in pin.specifier)
    lowest = next(one.version for one in RANGES[pin.name] if one.operator == ">=")
    assert version in RANGES[pin.name]
    assert version.startswith(lowest)
