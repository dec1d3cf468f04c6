from typing import Any, get_args

import numpy as np
import pytest
import torch

import cnnviz.filters.filtering
import cnnviz.filters.pooling
from cnnviz.common.errors import ArgumentError
from cnnviz.live.connection import answer_frame
from cnnviz.live.engine import Engine
from cnnviz.live.filters import stages
from cnnviz.live.networks.user_networks import QUICK_MS
from cnnviz.live.session import Session, read_request
from tests.live.asking import SOBEL_X, Answer, filter_bytes, kernel, stage_of, take_apart

PICTURE = np.random.default_rng(0).integers(0, 256, (3, 20, 24), np.uint8)


@pytest.fixture
def session() -> Session:
    return Session(Engine())


def tell(session: Session, data: bytes) -> Answer:
    request = read_request(data)
    session.merge(request)
    return take_apart(answer_frame(session, request))


def refusal(
    session: Session, picture: np.ndarray = PICTURE, *given: dict[str, Any]
) -> ArgumentError:
    with pytest.raises(ArgumentError) as caught:
        tell(session, filter_bytes(1, picture, stages=list(given)))
    return caught.value


def test_the_schema_has_the_words_of_the_core():
    assert set(get_args(stages.Pooling)) == set(cnnviz.filters.pooling.POOLINGS)
    assert get_args(stages.Operation) == cnnviz.filters.filtering.OPERATIONS
    assert set(get_args(stages.Combination)) == set(cnnviz.filters.filtering.COMBINATIONS)


def test_the_maps_are_those_of_torch(session: Session):
    answer = tell(session, filter_bytes(3, PICTURE, stages=[stage_of()], exact=True))
    weight = torch.tensor(SOBEL_X["values"]).float().expand(1, 3, 3, 3)
    feature = torch.nn.functional.conv2d(torch.from_numpy(PICTURE).float()[None], weight)
    pooled = torch.nn.functional.max_pool2d(feature.relu(), 2)
    expected = {"feature": feature, "activation": feature.relu(), "pooled": pooled}
    assert set(answer.tensors) == {f"stage1.{kind}" for kind in expected}
    for kind, maps in expected.items():
        name = f"stage1.{kind}"
        assert answer.tensors[name].dtype == np.float32
        np.testing.assert_allclose(answer.tensors[name], maps[0].numpy(), atol=1e-3)
        assert answer.message["ranges"][name] == [float(maps.min()), float(maps.max())]
    assert (answer.message["type"], answer.message["id"]) == ("filtered", 3)
    assert answer.message["engine_ms"] > 0


def along(kind: str, size: int, kernel_size: int, stride: int, output: int, pad: int = 0) -> Any:
    return {
        "kind": kind,
        "size": size,
        "kernel_size": kernel_size,
        "stride": stride,
        "output": output,
        "padding": [pad, pad],
        "dilation": 1,
        "output_padding": 0,
    }


def test_sizes_come_with_the_numbers_they_follow_from(session: Session):
    given = [stage_of(padding=[1, 0], stride=[2, 1]), stage_of(pooling="none")]
    answer = tell(session, filter_bytes(1, PICTURE, stages=given))
    assert answer.message["sizes"] == {
        "stage1.feature": [
            along("convolution", 20, 3, 2, 10, pad=1),
            along("convolution", 24, 3, 1, 22),
        ],
        "stage1.pooled": [along("pooling", 10, 2, 2, 5), along("pooling", 22, 2, 2, 11)],
        "stage2.feature": [
            along("convolution", 5, 3, 1, 3),
            along("convolution", 11, 3, 1, 9),
        ],
    }
    assert answer.tensors["stage1.pooled"].shape == (1, 5, 11)
    assert answer.tensors["stage2.feature"].shape == (1, 3, 9)
    assert "stage2.pooled" not in answer.tensors


def test_a_transposed_stage_gives_torchs_maps_and_the_numbers_of_its_size(session: Session):
    given = stage_of(
        operation="transposed", stride=[2, 3], padding=[1, 0], output_padding=[1, 0], pooling="none"
    )
    answer = tell(session, filter_bytes(1, PICTURE, stages=[given], exact=True))
    weight = torch.tensor(SOBEL_X["values"]).float().expand(3, 1, 3, 3)
    expected = torch.nn.functional.conv_transpose2d(
        torch.from_numpy(PICTURE).float()[None], weight, None, (2, 3), (1, 0), (1, 0)
    )
    maps = answer.tensors["stage1.feature"]
    np.testing.assert_allclose(maps, expected[0].numpy(), atol=1e-3)
    rows, columns = answer.message["sizes"]["stage1.feature"]
    assert rows == along("transposed", 20, 3, 2, 40, pad=1) | {"output_padding": 1}
    assert columns == along("transposed", 24, 3, 3, 72)
    assert maps.shape == (1, 40, 72)


def test_a_transposed_stage_that_does_not_fit_is_refused_at_its_control(session: Session):
    plain = stage_of(operation="transposed", pooling="none")
    for changes, sentence, field in (
        ({"output_padding": [1, 0]}, "output_padding must be at most 0 rows", "output_padding"),
        ({"padding": "same"}, "padding must be a number between 0 and 240", "padding"),
        ({"padding": [0, 60]}, "padding must be at most 12 columns", "padding"),
    ):
        error = refusal(session, PICTURE, plain | changes)
        assert str(error).startswith(sentence)
        assert error.argument == f"stages[0].{field}"
    steep = plain | {"stride": [1, 8]}
    narrow = refusal(session, PICTURE[:, :1], steep, steep, steep)
    assert str(narrow).startswith("stride must leave sides of at most 4,096, got 11,923")
    assert narrow.argument == "stages[2].stride"
    large = np.zeros((1, 512, 512), np.uint8)
    error = refusal(session, large, plain | {"stride": [8, 7]})
    assert str(error).startswith("kernels must give at most 10,000,000 numbers")


def test_several_kernels_give_stacked_maps_or_one(session: Session):
    sobel_y = {"values": np.swapaxes(SOBEL_X["values"], 1, 2).tolist()}
    plain = {"kernels": [SOBEL_X, sobel_y], "pooling": "none", "activation": "none"}
    both = tell(session, filter_bytes(1, PICTURE, stages=[stage_of(**plain)], exact=True))
    maps = both.tensors["stage1.feature"]
    assert maps.shape == (2, 18, 22)
    one = tell(session, filter_bytes(2, stages=[stage_of(**plain, combine="magnitude")]))
    np.testing.assert_allclose(
        one.tensors["stage1.feature"][0], np.hypot(maps[0], maps[1]), rtol=1e-5
    )


def test_a_deep_kernel_stands_beside_one_for_all_channels(session: Session):
    kernels = [kernel(3, 1, 1), kernel(1, 1, 1, fill=2), kernel(3, 1, 1) | {"bias": 5}]
    given = stage_of(kernels=kernels, pooling="none")
    maps = tell(session, filter_bytes(1, PICTURE, stages=[given])).tensors["stage1.feature"]
    total = PICTURE.astype(float).sum(axis=0)
    np.testing.assert_array_equal(maps, [total, 2 * total, total + 5])


def test_what_is_left_out_stays_as_it_was(session: Session):
    first = tell(session, filter_bytes(1, PICTURE, stages=[stage_of()]))
    again = tell(session, filter_bytes(2, exact=True))
    assert first.tensors["stage1.feature"].dtype == np.float16
    np.testing.assert_array_equal(first.tensors["stage1.feature"], again.tensors["stage1.feature"])
    other = tell(session, filter_bytes(3, 255 - PICTURE))
    np.testing.assert_array_equal(other.tensors["stage1.feature"], -again.tensors["stage1.feature"])


def test_maps_that_float16_cannot_hold_come_in_float32(session: Session):
    given = stage_of(kernels=[kernel(1, 1, 1, fill=1000)], pooling="none", activation="none")
    maps = tell(session, filter_bytes(1, PICTURE, stages=[given])).tensors["stage1.feature"]
    assert maps.dtype == np.float32
    np.testing.assert_allclose(maps[0], 1000 * PICTURE.astype(float).sum(axis=0))


@pytest.mark.parametrize("fields", [{}, {"stages": [stage_of()]}])
def test_a_first_message_brings_picture_and_stages(session: Session, fields: dict[str, Any]):
    missing = "picture" if fields else "stages"
    picture = None if fields else PICTURE
    with pytest.raises(ValueError, match=f"{missing} is missing, it must come with the first"):
        tell(session, filter_bytes(1, picture, **fields))


@pytest.mark.parametrize(
    ("changes", "sentence", "field"),
    [
        ({"kernels": [kernel(1, 9, 9)]}, "kernel_size must be at most 6 rows", "kernel_size"),
        ({"dilation": [4, 1]}, "dilation must be at most 2 for a kernel of 3 rows", "dilation"),
        (
            {"padding": [7, 0], "border": "reflect"},
            "padding must be at most 5 rows for a reflect border",
            "padding",
        ),
        ({"pool_size": 5}, "pool_size must be at most 4 rows", "pool_size"),
        ({"kernels": [kernel(3, 1, 1)]}, "kernel must be 1 deep like its input", "kernels"),
    ],
)
def test_what_does_not_fit_is_refused_at_the_control_that_set_it(
    session: Session, changes: dict[str, Any], sentence: str, field: str
):
    small = PICTURE[:1, :6, :8]
    plain = stage_of(kernels=[kernel(1, 1, 1)], pooling="none")
    error = refusal(session, small, stage_of(**changes))
    assert str(error).startswith(sentence)
    assert error.argument == f"stages[0].{field}"
    assert refusal(session, small, plain, stage_of(**changes)).argument == f"stages[1].{field}"


def test_what_would_keep_others_waiting_is_refused(session: Session):
    large = np.zeros((3, 512, 512), np.uint8)
    kernels = [kernel(3, 11, 11)] * 8
    plain = stage_of(kernels=kernels, pooling="none", padding="same")
    grows = plain | {"padding": [240, 240]}
    assert str(refusal(session, large, grows)).startswith("kernels must give at most 10,000,000")
    narrow = stage_of(kernels=[kernel(1, 11, 11)] * 8, pooling="none", padding=[240, 240])
    few = [narrow | {"kernels": narrow["kernels"][:4]}] * 3
    assert refusal(session, large, *few).argument in {"stages[1].kernels", "stages[2].kernels"}


def test_quick_is_what_was_quick_the_last_time(session: Session):
    light = read_request(filter_bytes(1, PICTURE, stages=[stage_of()]))
    session.merge(light)
    assert not session.is_quick(light)  # nobody knows yet
    session.answer(light)
    session.filters.pace = (session.filters.state.form(), QUICK_MS / 2)
    assert session.is_quick(light)
    bent = read_request(filter_bytes(2, stages=[stage_of(kernels=[kernel(1, 3, 3)])]))
    session.merge(bent)
    assert session.is_quick(bent)  # other values take no longer
    session.merge(read_request(filter_bytes(3, stages=[stage_of(kernels=[kernel(1, 5, 5)])])))
    assert not session.is_quick(bent)


def test_what_takes_long_stays_in_the_workers(session: Session):
    heavy = stage_of(kernels=[kernel(3, 11, 11)] * 8)
    picture = np.zeros((3, 512, 512), np.uint8)
    request = read_request(filter_bytes(1, picture, stages=[heavy]))
    session.merge(request)
    for _ in range(3):
        session.answer(request)
        assert not session.is_quick(request)
