"""The public names: `cnnviz/__init__.pyi` says where each is defined."""

import ast
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import cnnviz

STUB = ast.parse(Path(cnnviz.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
PROMISED = {
    *("KERNELS", "Network", "Trace", "activate", "contributions", "convolve", "edit_network"),
    "convolve_transposed",
    *("explain_unit", "grad_cam", "group_probabilities", "input_gradient", "integrated_gradients"),
    *("load_network", "occlusion", "pool", "prepare_digit", "prepare_photo", "randomized"),
    *("rank_maps", "reached_units", "receptive_field", "trace", "winner_path"),
    "without_each_map",
}
"""Names that people's notebooks may hold: more may come, none goes."""


def listed_for_type_checkers() -> list[str]:
    listed = next(node for node in STUB.body if isinstance(node, ast.Assign))
    return ast.literal_eval(listed.value)


def test_no_promised_name_is_lost():
    assert PROMISED - set(cnnviz.__all__) == set()


def test_type_checkers_and_people_are_told_the_same_names():
    assert sorted(listed_for_type_checkers()) == cnnviz.__all__ == dir(cnnviz)


@pytest.mark.parametrize("name", listed_for_type_checkers())
def test_a_public_name_is_never_a_module(name):
    assert not isinstance(getattr(cnnviz, name), ModuleType)


def test_a_name_that_there_is_not_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing"):
        _ = cnnviz.nothing


def test_importing_cnnviz_imports_neither_torch_nor_numpy():
    script = (
        "import sys, cnnviz; print([name for name in ('torch', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == "[]"
