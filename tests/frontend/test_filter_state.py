"""The Filters page's state, its address, its arithmetic and its scales, apart from the screen."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.frontend.fake_filters import SOBEL, chain_sizes, stage


def run(page: Page, module: str, expression: str, argument: Any = None) -> Any:
    script = f"async (given) => {{ const m = await import('/filters/{module}'); {expression} }}"
    return page.evaluate(script, argument)


def state(*stages: dict[str, Any], showing: str = "signed") -> dict[str, Any]:
    return {"stages": list(stages), "showing": showing}


@pytest.mark.parametrize(
    "given",
    [
        state(stage()),
        state(stage(padding=[2, 0]), stage(activation="elu"), showing="absolute"),
        state(stage(operation="transposed", padding=[1, 2], output_padding=[0, 1], stride=[1, 2])),
        state(stage(kernels=[SOBEL | {"name": "Kantenfinder ½ 縦"}])),
    ],
)
def test_an_address_brings_back_what_it_was_made_of(module_page: Page, given: Any) -> None:
    assert run(module_page, "address.js", "return m.fromHash(m.toHash(given));", given) == given


def test_the_state_at_first_takes_few_characters(module_page: Page) -> None:
    script = """const { DEFAULT_STATE } = await import('/filters/state.js');
      return m.toHash(DEFAULT_STATE).length;"""
    assert run(module_page, "address.js", script) < 40


@pytest.mark.parametrize(
    "hash_", ["", "#", "#filters=", "#filters=%%%", "#filters=bnVsbA", "#filters=eyJzdGFnZXMiOls"]
)
def test_a_broken_address_is_none(module_page: Page, hash_: str) -> None:
    assert run(module_page, "address.js", "return m.fromHash(given);", hash_) is None


@pytest.mark.parametrize(
    "given",
    [
        None,
        {"stages": []},
        {"stages": [None]},
        {"stages": [{}] * 4},
        {"stages": [{"stride": "2"}]},
        {"stages": [{"stride": [1]}]},
        {"stages": [{"padding": [1, None]}]},
        {"stages": [{"operation": "deconv"}]},
        {"stages": [{"operation": "transposed", "padding": "same"}]},
        {"stages": [{"output_padding": 1}]},
        {"stages": [{"kernels": []}]},
        {"stages": [{"kernels": [None]}]},
        {"stages": [{"kernels": [{"name": "ragged", "values": [[[1], [1, 2]]]}]}]},
        {"stages": [{"kernels": [{"name": "deep", "values": [[[1]], [[1]]]}]}]},
    ],
)
def test_what_is_no_state_is_refused(module_page: Page, given: Any) -> None:
    assert run(module_page, "state.js", "return m.readState(given);", given) is None


def test_unknown_fields_are_left_out(module_page: Page) -> None:
    found = run(
        module_page,
        "state.js",
        "return m.readState(given);",
        {"stages": [stage() | {"new": 1}], "picture": "coins"},
    )
    assert found == state(stage())


@pytest.mark.parametrize(
    ("numbers", "decimals", "is_rounded"),
    [([1, -20], 0, False), ([1.5, 2], 1, False), ([0.125], 3, False), ([1 / 3, 28], 2, True)],
)
def test_added_numbers_have_as_many_decimals_as_they_need(
    module_page: Page, numbers: list[float], decimals: int, is_rounded: bool
) -> None:
    found = run(module_page, "../ui/numbers.js", "return m.commonDecimals(given);", numbers)
    assert found == {"decimals": decimals, "isRounded": is_rounded}


def test_a_number_rounded_to_zero_has_no_sign(module_page: Page) -> None:
    script = "return [m.written(-0.001, 2), m.written(-1.5, 1)];"
    assert run(module_page, "../ui/numbers.js", script) == ["0.00", "\u22121.5"]


def scale(page: Page, kind: str, ranges: dict[str, Any], **changes: Any) -> Any:
    showing = changes.pop("showing", "signed")
    script = """return m.scaleFor({ link: { kind: given.kind, stage: 0 }, stages: [given.stage],
      range: (kind) => given.ranges[kind] ?? null, showing: given.showing });"""
    argument = {"kind": kind, "ranges": ranges, "stage": stage(**changes), "showing": showing}
    return run(page, "viewer/scales.js", script, argument)


def test_relu_keeps_the_scale_and_wipes_its_lower_half(module_page: Page) -> None:
    ranges = {"feature": [-400, 100], "activation": [0, 100]}
    assert scale(module_page, "feature", ranges)["ends"] == [-400, 400]
    found = scale(module_page, "activation", ranges, activation="relu")
    assert (found["meaning"], found["ends"]) == ("positive", [0, 400])


def test_tanh_has_a_scale_of_its_own(module_page: Page) -> None:
    ranges = {"feature": [-400, 100], "activation": [-1, 1]}
    found = scale(module_page, "activation", ranges, activation="tanh")
    assert (found["meaning"], found["ends"]) == ("signed", [-1, 1])


def test_a_sum_of_a_pool_has_a_scale_of_its_own(module_page: Page) -> None:
    ranges = {"feature": [0, 100], "pooled": [0, 390]}
    assert scale(module_page, "pooled", ranges, pooling="max")["ends"] == [-100, 100]
    assert scale(module_page, "pooled", ranges, pooling="sum")["ends"] == [-390, 390]


def test_zooming_keeps_the_place_under_the_pointer(module_page: Page) -> None:
    script = "return m.zoomed({ zoom: 1, row: 50, column: 50 }, 2, 1, { row: 10, column: 90 });"
    assert run(module_page, "viewer/camera.js", script) == {"zoom": 2, "row": 30, "column": 70}


def test_the_place_is_kept_at_the_whole_factor_that_is_shown(module_page: Page) -> None:
    # 1.5 of 3 CSS pixels are 4.5, shown as 4: from 3 to 4, and not by 1.5
    script = "return m.zoomed({ zoom: 1, row: 50, column: 50 }, 1.5, 3, { row: 10, column: 90 });"
    assert run(module_page, "viewer/camera.js", script) == {"zoom": 1.5, "row": 40, "column": 60}


@pytest.mark.parametrize(
    ("sides", "room", "height", "columns"),
    [
        ((303, 384), 1486, 1080, 3),  # two rows of larger maps are in sight as well
        ((512, 512), 1486, 1080, 4),  # they would not be
        ((303, 384), 918, 800, 3),  # nothing fits: as many as there is room for
        ((303, 384), 366, 844, 2),
    ],
)
def test_as_many_columns_as_make_the_maps_largest_in_sight(
    module_page: Page, sides: tuple[int, int], room: int, height: int, columns: int
) -> None:
    frame = {"top": 0, "left": 0, "bottom": sides[0], "right": sides[1]}
    given = {"count": 4, "frame": frame, "room": room, "height": height}
    found = run(module_page, "viewer/layout.js", "return m.layOut(given);", given)
    assert found["columns"] == columns


@pytest.mark.parametrize("count", [16, 90_000])
def test_play_begins_slowly_enough_to_follow_and_ends_in_half_a_minute(
    module_page: Page, count: int
) -> None:
    script = "return m.speedOf(m.startPosition(given), given);"
    speed = run(module_page, "../ui/player.js", script, count)
    assert speed < 4 if count == 16 else 29 < count / speed < 31


def test_the_camera_stays_over_the_maps(module_page: Page) -> None:
    script = """return m.clamp({ zoom: 2, row: -5, column: 99 },
      { top: 0, left: 0, bottom: 100, right: 100 }, 8);"""
    assert run(module_page, "viewer/camera.js", script) == {"zoom": 2, "row": 25, "column": 75}


def test_maps_are_enlarged_by_whole_factors(module_page: Page) -> None:
    script = """return [300, 90, 9000].map((side) =>
      m.fit({ top: 0, left: 0, bottom: 120, right: 120 }, side, side));"""
    assert run(module_page, "viewer/camera.js", script) == [2, 0.75, 64]


def test_a_pooled_pixel_appears_with_the_last_of_its_window(module_page: Page) -> None:
    script = """const { buildChain } = await import('/filters/viewer/chain.js');
      const chain = buildChain([given.stage], { picture: { shape: [1, 6, 6] },
        'stage1.feature': { shape: [1, 4, 4] }, 'stage1.pooled': { shape: [1, 2, 2] } },
      given.sizes);
      return [0, 5, 6, 8, 16].map((done) => {
        const rows = m.progress(chain, 1, done);
        return [rows(0), [0, 1, 2, 3].map(rows(1)), [0, 1].map(rows(2))];
      });"""
    pooled = stage(pooling="max")
    given = {"stage": pooled, "sizes": chain_sizes((1, 6, 6), [pooled])}
    assert run(module_page, "viewer/progress.js", script, given) == [
        [None, [0, 0, 0, 0], [0, 0]],
        [None, [4, 1, 0, 0], [0, 0]],
        [None, [4, 2, 0, 0], [1, 0]],
        [None, [4, 4, 0, 0], [2, 0]],
        [None, [4, 4, 4, 4], [2, 2]],
    ]


def test_a_stamped_map_appears_once_all_stamps_on_it_are_there(module_page: Page) -> None:
    script = """const { buildChain } = await import('/filters/viewer/chain.js');
      const chain = buildChain([given.stage], { picture: { shape: [1, 2, 2] },
        'stage1.feature': { shape: [1, 3, 3] } }, given.sizes);
      return [0, 1, 2, 3, 4].map((done) => {
        const rows = m.progress(chain, 0, done, 1);
        return [rows(0), [0, 1, 2].map(rows(1))];
      });"""
    kernel = {"name": "square", "values": [[[1, 2], [3, 4]]], "bias": 0}
    stamped = stage(operation="transposed", padding=[0, 0], kernels=[kernel])
    given = {"stage": stamped, "sizes": chain_sizes((1, 2, 2), [stamped])}
    assert run(module_page, "viewer/progress.js", script, given) == [
        [None, [0, 0, 0]],
        [None, [1, 0, 0]],
        [None, [3, 0, 0]],
        [None, [3, 1, 1]],
        [None, [3, 3, 3]],
    ]


@pytest.mark.parametrize(
    ("now", "factor", "shown"),
    [(0.75, 1.5, 1), (1.13, 1.5, 2), (2, 1.5, 3), (5, 1.5, 7), (3, 0.67, 2)],
)
def test_each_step_of_the_zoom_is_seen(
    module_page: Page, now: float, factor: float, shown: float
) -> None:
    script = "return m.stepFactor(given[0], given[1], 1);"
    step = run(module_page, "viewer/camera.js", script, [now, factor])
    assert now * step == pytest.approx(shown)
