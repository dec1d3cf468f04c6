"""Each text, run as it stands, gives what the stages give."""

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from PIL import Image

from cnnviz.filters.activation import ACTIVATIONS
from cnnviz.filters.filtering import COMBINATIONS, OPERATIONS, Stage, run_stages
from cnnviz.filters.pooling import POOLINGS
from cnnviz.filters.snippets import LIBRARIES, code_for
from cnnviz.filters.windows import PADDING_MODES
from cnnviz.kernels.operations import KERNELS

untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
PICTURE = np.random.default_rng(0).uniform(0, 1, (3, 24, 22)).astype(np.float32)
GREY = PICTURE[:1]
SOBEL = np.stack([KERNELS["sobel_x"], KERNELS["sobel_y"]])[:, None]
DEEP = np.random.default_rng(1).uniform(-1, 1, (2, 3, 3, 4)).astype(np.float32)


def run(library, image, stages):
    names = {"image": image.copy()}
    exec(code_for(library, image.shape, stages), names)  # noqa: S102 # that is what it is for
    return names["result"]


def check(library, image, stages):
    result, steps = run(library, image, stages), run_stages(image, stages)
    expected = steps[-1].output
    assert result.dtype == np.float32
    assert result.shape == expected.shape
    # A rounding error is one of the numbers that were added, however small tanh makes their sum
    numbers = [expected, *(step.feature_maps for step in steps)]
    largest = max(1, *(np.abs(array).max() for array in numbers))
    np.testing.assert_allclose(result / largest, expected / largest, rtol=0, atol=1e-5)


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize(
    "stage",
    [
        Stage(kernel=KERNELS["gaussian"], padding="same", border="reflect"),
        Stage(kernel=KERNELS["box"], padding="full", border="replicate"),
        Stage(kernel=DEEP, bias=[0.1, -2], padding="same", stride=(2, 3)),
        Stage(kernel=DEEP, flip=True, padding=(3, 0), dilation=(2, 1), bias=0.25),
        Stage(kernel=DEEP[0], padding=2, border="circular", stride=4),
        Stage(kernel=SOBEL, combination="magnitude", padding=1),
        Stage(kernel=np.ones((2, 2)), padding="same", dilation=3, border="circular"),
        Stage(kernel=DEEP, operation="transposed", bias=[0.1, -2], stride=2, output_padding=1),
        Stage(kernel=DEEP[0], operation="transposed", padding=(1, 6), dilation=(2, 1), stride=3),
    ],
)
def test_a_text_gives_what_the_stage_gives(library, stage):
    check(library, PICTURE, (stage,))


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("combination", COMBINATIONS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_combination_and_activation_is_written(library, combination, activation):
    stage = Stage(kernel=9 * SOBEL, bias=-0.5, combination=combination, activation=activation)
    check(library, GREY, (stage,))


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_no_activation_overflows_on_large_numbers(library, activation):
    check(library, 255 * GREY, (Stage(kernel=[[[[1e4]]], [[[-1e4]]]], activation=activation),))


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("pooling", POOLINGS)
@pytest.mark.parametrize(("size", "stride"), [(2, None), ((3, 2), (1, 4))])
def test_every_pooling_is_written(library, pooling, size, stride):
    stage = Stage(kernel=[[1]], pooling=pooling, pool_size=size, pool_stride=stride)
    check(library, PICTURE, (stage,))


@pytest.mark.parametrize("library", LIBRARIES)
def test_three_stages_are_written_in_a_row(library):
    stages = (
        Stage(kernel=DEEP, padding="same", stride=2, activation="leaky_relu"),
        Stage(kernel=SOBEL, border="reflect", padding=1, combination="max", pooling="max"),
        Stage(kernel=KERNELS["gaussian"], padding="full", activation="elu", pooling="l2"),
    )
    check(library, PICTURE, stages)
    code = code_for(library, PICTURE.shape, stages)
    assert [line for line in code.splitlines() if line.startswith("# Stage")] == [
        "# Stage 1",
        "# Stage 2",
        "# Stage 3",
    ]


@st.composite
def any_stage(draw, channels):
    """Return a stage for so many channels, and how many maps it makes."""
    maps, *sides = draw(st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(1, 4)))
    depth = draw(st.sampled_from([1, channels]))
    chance = np.random.default_rng(draw(st.integers(0, 999)))
    steps = st.tuples(st.integers(1, 3), st.integers(1, 3))
    operation = draw(st.sampled_from(OPERATIONS))
    paddings = ["valid", 0, 1, (2, 1)] + ["same", "full"] * (operation == "convolution")
    stage = Stage(
        operation=operation,
        output_padding=draw(st.integers(0, 2)),
        kernel=chance.uniform(-1, 1, (maps, depth, *sides)),
        stride=draw(steps),
        padding=draw(st.sampled_from(paddings)),
        dilation=draw(steps),
        bias=draw(st.sampled_from([0.0, 0.5])) + chance.uniform(-1, 1, maps),
        border=draw(st.sampled_from(PADDING_MODES)),
        flip=draw(st.booleans()),
        combination=draw(st.sampled_from(list(COMBINATIONS))),
        activation=draw(st.sampled_from(list(ACTIVATIONS))),
        pooling=draw(st.sampled_from(list(POOLINGS))),
        pool_size=draw(st.integers(1, 3) | steps),
        pool_stride=draw(st.none() | st.integers(1, 3) | steps),
    )
    return stage, maps if stage.combination == "none" else 1


@pytest.mark.parametrize("library", LIBRARIES)
@untimed
@given(st.data(), st.sampled_from([1, 3]), st.sampled_from([1, 255]), st.integers(1, 3))
def test_any_stages_are_written(library, data, channels, white, count):
    height, width = data.draw(st.tuples(st.integers(4, 24), st.integers(4, 22)))
    image = white * PICTURE[:channels, :height, :width]
    stages = ()
    for _ in range(count):
        stage, channels = data.draw(any_stage(channels))
        try:
            run_stages(image, (*stages, stage))
        except ValueError:
            break  # no place is left: the stages before are enough
        stages += (stage,)
    assume(stages)
    check(library, image, stages)


def test_the_text_says_what_opencv_cannot_do():
    stage = Stage(kernel=DEEP, dilation=2, padding=2, border="circular", pooling="max")
    code = code_for("opencv", PICTURE.shape, (stage,))
    assert code.count("# OpenCV's filter2D has no dilation") == 1
    assert code.count("# filter2D doesn't make this border itself") == 1
    assert code.count("# OpenCV has no pooling") == 1
    plain = code_for("opencv", PICTURE.shape, (Stage(kernel=DEEP, padding="same"),))
    assert plain.count("#") == 2  # the two lines about the image


@pytest.mark.parametrize("white", [1, 255])
@pytest.mark.parametrize(("mode", "channels"), [("L", 1), ("RGB", 3)])
def test_the_text_says_how_a_picture_is_loaded(tmp_path, monkeypatch, mode, channels, white):
    monkeypatch.chdir(tmp_path)
    pixels = np.random.default_rng(2).integers(0, 256, (6, 5, channels), np.uint8)
    Image.fromarray(pixels.squeeze()).convert(mode).save("picture.png")
    code = code_for("scipy", (channels, 6, 5), (Stage(kernel=[[1]]),), white=white)
    (line,) = (line[2:] for line in code.splitlines() if line.startswith("# image ="))
    names = {"np": np, "Image": Image}
    exec(f"{line}\n{code}", names)  # noqa: S102 # that is what it is for
    expected = pixels.sum(axis=2) * (white / 255)
    np.testing.assert_allclose(names["result"][0], expected, rtol=1e-6)


def test_of_a_picture_that_no_file_holds_only_the_shape_is_said():
    code = code_for("scipy", (2, 6, 5), (Stage(kernel=[[1]]),))
    assert "# image: NumPy array (2, 6, 5), float32\nx = image" in code


def test_what_cannot_be_run_is_not_written():
    with pytest.raises(ValueError, match=r"library must be one of pytorch, opencv, scipy, got 'x'"):
        code_for("x", (1, 5, 5), (Stage(kernel=[[1]]),))
    with pytest.raises(ValueError, match="kernel_size must be at most 5 rows"):
        code_for("scipy", (1, 5, 5), (Stage(kernel=np.ones((6, 1))),))
