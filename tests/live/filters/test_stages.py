"""What a "filter" message may hold: refused with the field to blame before anything is computed."""

from typing import Any

import numpy as np
import pytest

from cnnviz.live.session import read_request
from cnnviz.live.wire.errors import MessageError
from tests.live.asking import SOBEL_X, filter_bytes, kernel, stage_of

PADDING = "must be valid, same, full or a number between 0 and 240"
PICTURE = np.zeros((3, 20, 24), np.uint8)


@pytest.mark.parametrize(
    ("changes", "sentence", "field"),
    [
        ({"stride": [9, 1]}, "stride[0] must be between 1 and 8, got 9", "stride[0]"),
        ({"stride": [1]}, "stride must be a list of 2 items, got [1]", "stride"),
        ({"padding": "wide"}, f"padding {PADDING}, got 'wide'", "padding"),
        ({"padding": 999}, f"padding {PADDING}, got 999", "padding"),
        ({"padding": [0, 999]}, f"padding[1] {PADDING}, got 999", "padding[1]"),
        ({"operation": "deconv"}, "operation must be one of", "operation"),
        (
            {"output_padding": [0, 8]},
            "output_padding[1] must be between 0 and 7, got 8",
            "output_padding[1]",
        ),
        ({"activation": "step"}, "activation must be one of", "activation"),
        ({"pool_size": 0}, "pool_size must be between 1 and 16, got 0", "pool_size"),
        ({"blur": 1}, "blur is not a known field, known are kernels", "blur"),
        ({"kernels": []}, "kernels must be a list of 1 to 8 items, got []", "kernels"),
        ({"kernels": [SOBEL_X] * 9}, "kernels must be a list of 1 to 8 items", "kernels"),
        (
            {"kernels": [kernel(1, 12, 1)]},
            "kernels[0].values[0] must be a list of 1 to 11 items",
            "kernels[0].values[0]",
        ),
        (
            {"kernels": [kernel(1, 1, 1, fill=1e7)]},
            "kernels[0].values[0][0][0] must be a number from −1,000,000 to 1,000,000, got",
            "kernels[0].values[0][0][0]",
        ),
        (
            {"kernels": [{"values": [[[None]]]}]},
            "kernels[0].values[0][0][0] must be a number from",
            "kernels[0].values[0][0][0]",
        ),
        (
            {"kernels": [{"values": [[[1, 2], [3]]]}]},
            "kernels[0].values must have rows of 2 numbers like the first, got one of 1",
            "kernels[0].values",
        ),
        (
            {"kernels": [{"values": [[[1]], [[1], [2]], [[1]]]}]},
            "kernels[0].values must have slices of 1 rows like the first, got one of 2",
            "kernels[0].values",
        ),
        (
            {"kernels": [kernel(2, 1, 1)]},
            "kernels[0].values must be 1 or 3 deep, got 2",
            "kernels[0].values",
        ),
        (
            {"kernels": [SOBEL_X, kernel(1, 5, 5)]},
            "kernels[1].values must be 3 × 3 like the first kernel of the stage, got 5 × 5",
            "kernels[1].values",
        ),
    ],
)
def test_bad_stages_are_refused_with_the_field_they_are_about(
    changes: dict[str, Any], sentence: str, field: str
):
    with pytest.raises(MessageError) as caught:
        read_request(filter_bytes(8, stages=[stage_of(), stage_of(**changes)]))
    assert str(caught.value).startswith(sentence)
    assert (caught.value.id, caught.value.argument) == (8, f"stages[1].{field}")


@pytest.mark.parametrize(
    ("picture", "sentence"),
    [
        (PICTURE[0], "picture must be U8 with 3 axes (1 or 3, H, W), got uint8 with shape"),
        (PICTURE[:2], "picture must be U8 with 3 axes (1 or 3, H, W), got uint8 with shape"),
        (PICTURE.astype(np.float32), "picture must be U8 with 3 axes"),
        (np.zeros((1, 513, 2), np.uint8), "picture's sides must be between 1 and 512"),
        (np.zeros((1, 0, 2), np.uint8), "picture's sides must be between 1 and 512"),
    ],
)
def test_a_bad_picture_is_refused(picture: np.ndarray, sentence: str):
    with pytest.raises(MessageError) as caught:
        read_request(filter_bytes(8, picture))
    assert str(caught.value).startswith(sentence)


def test_three_stages_of_the_largest_kernels_are_taken():
    values = np.random.default_rng(0).normal(size=(3, 11, 11)).tolist()
    stage = stage_of(kernels=[{"name": "k" * 64, "values": values, "bias": 0.1}] * 8)
    request = read_request(filter_bytes(8, PICTURE, stages=[stage] * 3))
    assert len(request.message.stages) == 3
