"""Kernels of different sizes and depths in one stage, as they are applied and sent."""

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page
from scipy import ndimage

from cnnviz.filters.convolution import convolve
from tests.frontend.fake_filters import SOBEL, chain_sizes, stage

RANDOM = np.random.default_rng(3)
PICTURE = RANDOM.integers(0, 256, (1, 12, 14)).astype(np.float32)
BORDERS = {"zeros": "constant", "reflect": "mirror", "replicate": "nearest", "circular": "wrap"}


def applied(page: Page, *stages: dict[str, Any], channels: int = 3) -> list[dict[str, Any]]:
    script = """async ([stages, channels]) =>
      (await import('/filters/applied.js')).asApplied(stages, channels)"""
    return page.evaluate(script, [list(stages), channels])


def kernel(*shape: int) -> dict[str, Any]:
    return {"name": "k", "values": RANDOM.normal(size=shape).tolist(), "bias": 0}


def test_kernels_that_are_alike_stay_as_they_are(module_page: Page) -> None:
    given = stage(kernels=[SOBEL, SOBEL])
    assert applied(module_page, given) == [given]


def test_a_deep_kernel_makes_its_neighbors_deep(module_page: Page) -> None:
    deep = {"name": "deep", "values": [[[1, 2]], [[3, 4]], [[5, 6]]], "bias": 0}
    flat = {"name": "flat", "values": [[[7], [8]]], "bias": 0}
    (found,) = applied(module_page, stage(kernels=[deep, flat]))
    assert [one["values"] for one in found["kernels"]] == [
        [[[1, 2], [0, 0]], [[3, 4], [0, 0]], [[5, 6], [0, 0]]],
        [[[7, 0], [8, 0]]] * 3,
    ]
    assert [one["own"] for one in found["kernels"]] == [
        {"top": 0, "left": 0, "height": 1, "width": 2},
        {"top": 0, "left": 0, "height": 2, "width": 1},
    ]


def test_on_a_grey_picture_the_slices_are_added_up(module_page: Page) -> None:
    deep = {"name": "deep", "values": [[[1, 2]], [[3, 4]], [[5, 6]]], "bias": 1}
    flat = {"name": "flat", "values": [[[7, 8]]], "bias": 0}
    given = stage(kernels=[deep, flat])
    (found,) = applied(module_page, given, channels=1)
    assert [one["values"] for one in found["kernels"]] == [[[[9, 12]]], [[[7, 8]]]]
    assert applied(module_page, given)[0]["kernels"][0]["values"] == deep["values"]


def test_only_what_the_server_knows_is_sent(module_page: Page) -> None:
    given = stage(kernels=[SOBEL | {"own": {"top": 1}}])
    script = "async (stages) => (await import('/filters/applied.js')).asSent(stages)"
    assert module_page.evaluate(script, [given]) == [stage(kernels=[SOBEL])]


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize("flip", [False, True])
def test_each_map_is_the_one_that_its_kernel_gives_by_itself(
    module_page: Page, border: str, flip: bool
) -> None:
    """SciPy's origin is moved for even sides, whose middle is the cell before the half."""
    kernels = [kernel(1, *sides) for sides in ((5, 7), (3, 3), (2, 2), (1, 4), (3, 6))]
    (found,) = applied(module_page, stage(kernels=kernels, flip=flip), channels=1)
    for given, one in zip(kernels, found["kernels"], strict=True):
        (values,) = np.array(given["values"])
        seen = values[::-1, ::-1] if flip else values
        origin = [side % 2 - 1 for side in seen.shape]
        expected = ndimage.correlate(PICTURE[0], seen, mode=BORDERS[border], origin=origin)
        maps = convolve(
            PICTURE, np.float32(one["values"]), padding="same", border=border, flip=flip
        )
        np.testing.assert_allclose(maps[0], expected, rtol=1e-4, atol=1e-3)


def test_a_kernels_own_cells_are_found_among_the_zeros(module_page: Page) -> None:
    kernels = [kernel(1, 6, 5), kernel(1, 3, 2)]
    for flip in (False, True):
        (found,) = applied(module_page, stage(kernels=kernels, flip=flip), channels=1)
        own = found["kernels"][1]["own"]
        (values,) = np.array(found["kernels"][1]["values"])
        rows = slice(own["top"], own["top"] + own["height"])
        columns = slice(own["left"], own["left"] + own["width"])
        np.testing.assert_array_equal(values[rows, columns], kernels[1]["values"][0])
        assert np.count_nonzero(values) == 6


def test_the_arithmetic_names_a_kernels_own_cells(module_page: Page) -> None:
    kernels = [kernel(1, 5, 5), {"name": "pair", "values": [[[1, 2]]], "bias": 0}]
    script = """async ([stage, picture, sizes]) => {
      const { asApplied } = await import('/filters/applied.js');
      const { buildChain, madeOf } = await import('/filters/viewer/chain.js');
      const { responses } = await import('/filters/viewer/arithmetic.js');
      const stages = asApplied([stage], 1);
      const chain = buildChain(stages,
        { picture: { shape: [1, 12, 14] }, 'stage1.feature': { shape: [2, 12, 14] } }, sizes);
      const input = { shape: [1, 12, 14], data: picture };
      const place = { part: 1, row: 6, column: 7 };
      const [{ channels: [{ window, weights, products }] }] =
        responses(chain[1], stages[0], input, place);
      return { window: window[0].map(({ value }) => value), weights, products,
        outlined: madeOf(chain, 1, place)[0] };
    }"""
    for flip, weights in ((False, [[1, 2]]), (True, [[2, 1]])):
        given = stage(kernels=kernels, flip=flip, padding="same")
        sizes = chain_sizes((1, 12, 14), [given])
        found = module_page.evaluate(script, [given, PICTURE.ravel().tolist(), sizes])
        window = PICTURE[0, 6, 7:9].tolist()
        assert (found["window"], found["weights"]) == (window, weights)
        assert found["products"] == [[a * b for a, b in zip(window, weights[0], strict=True)]]
        assert found["outlined"] == {"rows": [6], "columns": [7, 8], "part": None}


def test_a_transposed_convolution_has_no_border_and_does_not_turn_its_kernel(
    module_page: Page,
) -> None:
    given = stage(operation="transposed", padding=[0, 0], flip=True, border="reflect")
    assert applied(module_page, given) == [given | {"flip": False, "border": "zeros"}]
    assert applied(module_page, given | {"operation": "convolution"})[0]["flip"]


@pytest.mark.parametrize(
    ("kernels", "reads_grey", "words"),
    [
        ([kernel(1, 3, 3), kernel(1, 3, 3)], True, ""),
        ([kernel(3, 3, 3)], False, ""),
        ([kernel(3, 3, 3), kernel(1, 3, 3)], True, "three slices are added up"),
        ([kernel(1, 3, 3), kernel(1, 5, 3)], False, "middles on the same pixel"),
    ],
)
def test_what_is_done_with_what_does_not_fit_is_said(
    module_page: Page, kernels: list[Any], reads_grey: bool, words: str
) -> None:
    script = "async (given) => (await import('/filters/applied.js')).remarkOn(...given)"
    said = module_page.evaluate(script, [stage(kernels=kernels), reads_grey])
    assert words in said
    assert bool(said) == bool(words)
