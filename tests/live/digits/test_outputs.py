import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from cnnviz.live.digits.outputs import Outputs

LAYERS = st.dictionaries(
    st.sampled_from(["conv1", "relu1", "pool1", "dense1"]),
    hnp.arrays(
        np.float32,
        hnp.array_shapes(max_dims=3, max_side=5),
        elements=st.floats(-1e5, 1e5, width=32),
    ),
    min_size=1,
)


@given(LAYERS)
def test_each_layer_has_its_own_ends_and_numbers(layers: dict[str, np.ndarray]):
    outputs = Outputs(layers)
    halves = outputs.halves()
    assert list(outputs.ranges) == list(halves) == list(layers)
    for name, layer in layers.items():
        assert outputs.ranges[name] == (layer.min(), layer.max())
        np.testing.assert_array_equal(
            halves[name], np.clip(layer, -65504, 65504).astype(np.float16)
        )


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_the_layer_that_holds_what_is_no_number_is_named(value: float):
    layers = {name: np.ones((2, 3), np.float32) for name in ("conv1", "relu1", "pool1")}
    layers["relu1"][1, 1] = value
    with pytest.raises(ValueError, match="relu1 must hold finite numbers, got NaN or infinity"):
        Outputs(layers)
