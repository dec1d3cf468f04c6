"""Which inputs an output is made of, and which outputs an input feeds."""

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from cnnviz.filters.padding import source_pixels
from cnnviz.filters.taps import transposed_size, transposed_taps
from cnnviz.filters.windows import Axis, along
from tests.frontend.fake_filters import SOBEL, chain_sizes, stage


def geometry(page: Page, expression: str, argument: Any = None) -> Any:
    script = f"""async (given) => {{
      const g = await import('/filters/viewer/geometry.js');
      return {expression};
    }}"""
    return page.evaluate(script, argument)


def as_given(axis: Axis) -> dict[str, int | None]:
    return {
        "inputs": axis.size,
        "cut": None,
        "size": axis.kernel_size,
        "stride": axis.stride,
        "dilation": axis.dilation,
        "before": axis.before,
        "after": axis.after,
        "output": axis.output,
    }


def test_an_output_without_padding_begins_at_its_stride(module_page: Page) -> None:
    axis = as_given(along(8, 3, 2, 0, 1))
    assert geometry(module_page, "g.windowOf(given, 2)", axis) == [4, 5, 6]


def test_a_dilated_window_leaves_pixels_out(module_page: Page) -> None:
    axis = as_given(along(6, 3, 1, 2, 2))
    assert geometry(module_page, "g.windowOf(given, 0)", axis) == [-2, 0, 2]


def test_a_pixel_within_feeds_as_many_outputs_as_the_kernel_is_long(module_page: Page) -> None:
    axis = as_given(along(6, 3, 1, 0, 1))
    assert geometry(module_page, "g.outputsFed(given, 3, 6)", axis) == [1, 2, 3]
    assert geometry(module_page, "g.outputsFed(given, 0, 6)", axis) == [0]


def test_a_stride_of_two_leaves_a_pixel_fewer_outputs(module_page: Page) -> None:
    axis = as_given(along(7, 3, 2, 0, 1))
    assert geometry(module_page, "g.outputsFed(given, 3, 7)", axis) == [1]
    assert geometry(module_page, "g.outputsFed(given, 4, 7)", axis) == [1, 2]


def test_a_circular_border_lets_the_first_pixel_feed_the_last_output(module_page: Page) -> None:
    axis = as_given(along(6, 3, 1, 1, 1))
    assert geometry(module_page, "g.outputsFed(given, 0, 6, 'circular')", axis) == [0, 1, 5]
    assert geometry(module_page, "g.outputsFed(given, 0, 6, 'zeros')", axis) == [0, 1]


@pytest.mark.parametrize(
    ("rising", "expected"),
    [([], []), ([4], [[4, 4]]), ([1, 2, 3], [[1, 3]]), ([0, 2, 3], [[0, 0], [2, 3]])],
)
def test_neighbors_make_one_run(module_page: Page, rising: list[int], expected: Any) -> None:
    script = "async (given) => (await import('/ui/spans.js')).spansOf(given)"
    assert module_page.evaluate(script, rising) == expected


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    n=st.integers(1, 12),
    size=st.integers(1, 5),
    stride=st.integers(1, 4),
    dilation=st.integers(1, 3),
    padding=st.sampled_from(["valid", "same", "full", 0, 1, 2]),
    border=st.sampled_from(["zeros", "reflect", "replicate", "circular"]),
)
def test_windows_and_borders_are_the_cores(
    module_page: Page,
    n: int,
    size: int,
    stride: int,
    dilation: int,
    padding: str | int,
    border: str,
) -> None:
    try:
        axis = along(n, size, stride, padding, dilation)
    except ValueError:
        return  # no place for the window
    most = {"reflect": n - 1, "circular": n}.get(border)
    if most is not None and max(axis.before, axis.after) > most:
        return  # a border that the picture can't fill
    sources = source_pixels(axis, border)
    cells = np.arange(axis.output)[:, None] * stride + dilation * np.arange(size)
    found = geometry(
        module_page,
        """({
          sources: Array.from({ length: given.n + given.axis.before + given.axis.after }, (_, i) =>
            g.sourceOf(i - given.axis.before, given.n, given.border)),
          windows: Array.from({ length: given.axis.output }, (_, i) => g.windowOf(given.axis, i)),
          fed: Array.from({ length: given.n }, (_, i) =>
            g.outputsFed(given.axis, i, given.n, given.border)),
        })""",
        {"axis": as_given(axis), "n": n, "border": border},
    )
    assert found["sources"] == sources.tolist()
    assert found["windows"] == (cells - axis.before).tolist()
    assert found["fed"] == [
        np.flatnonzero((sources[cells] == pixel).any(axis=1)).tolist() for pixel in range(n)
    ]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    n=st.integers(1, 8),
    size=st.integers(1, 5),
    stride=st.integers(1, 4),
    dilation=st.integers(1, 3),
    padding=st.integers(0, 2),
    more=st.integers(0, 3),
)
def test_stamps_reach_the_outputs_that_the_cores_do(
    module_page: Page, n: int, size: int, stride: int, dilation: int, padding: int, more: int
) -> None:
    numbers = (n, size, stride, padding, more, dilation)
    if transposed_size(*numbers) < 1:
        return  # nothing is left
    taps = transposed_taps(*numbers)
    along = {
        "kind": "transposed",
        "size": n,
        "kernel_size": size,
        "stride": stride,
        "padding": [padding, padding],
        "dilation": dilation,
        "output_padding": more,
        "output": taps.outputs,
    }
    found = geometry(
        module_page,
        """((axis) => ({
          taps: Array.from({ length: axis.output }, (_, i) => g.tapsOf(axis, i)),
          fed: Array.from({ length: axis.inputs }, (_, i) => g.outputsFed(axis, i, axis.inputs)),
        }))(g.axisOf(given))""",
        along,
    )
    assert found["taps"] == [
        [{"input": i, "cell": k} for i, k in zip(*(a.tolist() for a in taps.of(o)), strict=True)]
        for o in range(taps.outputs)
    ]
    assert found["fed"] == [np.flatnonzero(taps.reads[:, i]).tolist() for i in range(n)]


CHAIN = """async ([stages, shapes, sizes, call]) => {
  const { buildChain, extentOf, feeds, madeOf } = await import('/filters/viewer/chain.js');
  const tensors = Object.fromEntries(
    Object.entries(shapes).map(([key, shape]) => [key, { shape }]));
  const chain = buildChain(stages, tensors, sizes);
  const call_ = { madeOf, feeds }[call?.name];
  return call_ ? call_(chain, call.index, call.place) : chain.map(extentOf);
}"""
TWO_STAGES = [
    stage(activation="relu", pooling="max"),
    stage(kernels=[SOBEL], padding="same"),
]
SHAPES = {
    "picture": [3, 10, 10],
    "stage1.feature": [2, 8, 8],
    "stage1.activation": [2, 8, 8],
    "stage1.pooled": [2, 4, 4],
    "stage2.feature": [1, 4, 4],
}
SIZES = chain_sizes((3, 10, 10), TWO_STAGES)


def test_the_receptive_field_grows_with_depth(module_page: Page) -> None:
    place = {"part": 0, "row": 1, "column": 2}
    call = {"name": "madeOf", "index": 4, "place": place}
    found = module_page.evaluate(CHAIN, [TWO_STAGES, SHAPES, SIZES, call])
    assert found[4] == {"rows": [1], "columns": [2], "part": 0}
    assert found[3] == {"rows": [0, 1, 2], "columns": [1, 2, 3], "part": None}
    assert found[1]["columns"] == [2, 3, 4, 5, 6, 7]
    assert found[0] == {"rows": list(range(8)), "columns": list(range(2, 10)), "part": None}


def test_a_pixel_of_the_picture_feeds_later_maps(module_page: Page) -> None:
    place = {"part": 0, "row": 0, "column": 0}
    call = {"name": "feeds", "index": 0, "place": place}
    found = module_page.evaluate(CHAIN, [TWO_STAGES, SHAPES, SIZES, call])
    assert found[0] is None
    assert found[1] == {"rows": [0], "columns": [0], "part": None}
    assert found[4] == {"rows": [0, 1], "columns": [0, 1], "part": None}


def test_maps_lie_over_the_middle_of_what_they_are_made_of(module_page: Page) -> None:
    extents = module_page.evaluate(CHAIN, [TWO_STAGES, SHAPES, SIZES, None])
    assert [extent["top"] for extent in extents] == [0, 1, 1, 1, 1]
    assert [extent["bottom"] for extent in extents] == [10, 9, 9, 9, 9]


@pytest.mark.parametrize(
    ("changes", "feature", "pooled"),
    [
        ({}, "⌊(256 + 2·0 − 1·(3−1) − 1)/1⌋ + 1 = 254", ""),
        ({"pooling": "max"}, "⌊(256 + 2·0 − 1·(3−1) − 1)/1⌋ + 1 = 254", "⌊(254 − 2)/2⌋ + 1 = 127"),
        ({"padding": "same", "stride": [2, 2]}, "⌊(256 + 0 + 1 − 1·(3−1) − 1)/2⌋ + 1 = 128", ""),
        (
            {"padding": [1, 0], "dilation": [2, 1]},
            "height ⌊(256 + 2·1 − 2·(3−1) − 1)/1⌋ + 1 = 254\n"
            "width ⌊(256 + 2·0 − 1·(3−1) − 1)/1⌋ + 1 = 254",
            "",
        ),
    ],
)
def test_the_formula_of_a_size_is_written_from_the_servers_numbers(
    module_page: Page, changes: dict[str, Any], feature: str, pooled: str
) -> None:
    script = """async (sizes) => {
      const { formulaOf } = await import('/filters/viewer/words.js');
      return ['feature', 'activation', 'pooled'].map((kind) =>
        formulaOf({ key: `stage1.${kind}` }, sizes));
    }"""
    sizes = chain_sizes((1, 256, 256), [stage(**changes)])
    assert module_page.evaluate(script, sizes) == [feature, "", pooled]


STAMPED = [stage(operation="transposed", stride=[2, 2], padding=[0, 0], output_padding=[0, 1])]


def stamped(page: Page, call: Any) -> Any:
    shapes = {"picture": [1, 4, 4], "stage1.feature": [1, 9, 10]}
    return page.evaluate(CHAIN, [STAMPED, shapes, chain_sizes((1, 4, 4), STAMPED), call])


def test_an_output_of_stamps_is_made_of_the_pixels_whose_stamps_reach_it(module_page: Page) -> None:
    for place, rows, columns in (((2, 3), [0, 1], [1]), ((8, 9), [3], [])):
        at = {"part": 0, "row": place[0], "column": place[1]}
        found = stamped(module_page, {"name": "madeOf", "index": 1, "place": at})
        assert found[0] == {"rows": rows, "columns": columns, "part": None}


def test_a_pixel_is_stamped_on_as_many_outputs_as_the_kernel_has_cells(module_page: Page) -> None:
    at = {"part": 0, "row": 0, "column": 3}
    found = stamped(module_page, {"name": "feeds", "index": 0, "place": at})
    assert found[1] == {"rows": [0, 1, 2], "columns": [6, 7, 8], "part": None}


def test_a_stamped_map_is_finer_than_the_picture_and_lies_over_it(module_page: Page) -> None:
    _, extent = stamped(module_page, None)
    # The first stamp's middle, the second pixel, lies on the middle of the picture's first
    assert extent == {"top": -0.25, "left": -0.25, "bottom": 4.25, "right": 4.75}
