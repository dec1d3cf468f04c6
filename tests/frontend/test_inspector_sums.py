"""Numbers of a sum as they are written, and what of a unit's arithmetic is shown first."""

from playwright.sync_api import Page


def test_a_sum_that_needs_no_rounding_is_an_equation(module_page: Page) -> None:
    written = module_page.evaluate(
        "async () => (await import('/ui/numbers.js')).addition([1.5, -0.25], 1.25)"
    )
    assert written == {"terms": ["1.50", "−0.25"], "total": "1.25", "sign": "=", "decimals": 2}


def test_rounded_terms_that_still_add_up_are_an_equation(module_page: Page) -> None:
    written = module_page.evaluate(
        "async () => (await import('/ui/numbers.js')).addition([0.12341, 0.20001], 0.32342)"
    )
    assert written == {"terms": ["0.123", "0.200"], "total": "0.323", "sign": "=", "decimals": 3}


def test_terms_are_compared_in_all_the_decimals_that_are_written(module_page: Page) -> None:
    signs = module_page.evaluate(
        """async () => {
          const { addition } = await import('/ui/numbers.js');
          return [addition([0.14, 0.14], 0.28).sign, addition([0.141, 0.141], 0.29, 2).sign];
        }"""
    )
    assert signs == ["=", "≈"]


def test_rounded_terms_that_miss_their_total_are_marked(module_page: Page) -> None:
    written = module_page.evaluate(
        "async () => (await import('/ui/numbers.js')).addition([0.33333, 0.33333, 0.33334], 1, 2)"
    )
    assert written["terms"] == ["0.33", "0.33", "0.33"]
    assert (written["sign"], written["total"]) == ("≈", "1.00")


def test_products_are_window_times_kernel_channel_by_channel(module_page: Page) -> None:
    cells = module_page.evaluate(
        """async () => {
          const { cellsOf } = await import('/inspector/convolution.js');
          const tensor = (data) => ({ shape: [2, 2, 1], data });
          return cellsOf({ windows: tensor([1, 2, 3, 4]), kernels: tensor([5, 6, -7, 0]) }, 1);
        }"""
    )
    assert cells == {"window": [[3], [4]], "kernel": [[-7], [0]], "products": [[-21], [0]]}


def test_channels_come_largest_sum_first_and_a_chosen_one_before_them(module_page: Page) -> None:
    orders = module_page.evaluate(
        """async () => {
          const { ordered } = await import('/inspector/convolution.js');
          return [ordered([0.5, -2, 1]), ordered([0.5, -2, 1], 0)];
        }"""
    )
    assert orders == [[1, 2, 0], [0, 1, 2]]


def test_as_many_channels_are_open_as_there_is_room_for(module_page: Page) -> None:
    counts = module_page.evaluate(
        """async () => {
          const { countThatFit, neededWidth } = await import('/inspector/convolution.js');
          const shape = [8, 5, 5];
          const narrow = neededWidth(shape, 240);
          return [countThatFit(shape, { width: 100, height: 100 }),
            countThatFit(shape, { width: narrow, height: 160 }),
            countThatFit(shape, { width: narrow, height: 280 }),
            countThatFit(shape, { width: 2 * narrow, height: 280 })];
        }"""
    )
    assert counts == [1, 1, 2, 4]


def test_contributions_for_and_against_keep_all_that_is_not_named(module_page: Page) -> None:
    found = module_page.evaluate(
        """async () => {
          const { ofSign } = await import('/inspector/votes.js');
          const contributions = [1, -4, 2, 0, 8, -16];
          return [ofSign(contributions, 1, 2), ofSign(contributions, -1, 2)];
        }"""
    )
    assert found == [
        {"largest": [4, 2], "others": 1, "rest": 1, "total": 11},
        {"largest": [5, 1], "others": 0, "rest": 0, "total": -20},
    ]


def test_an_index_in_the_line_is_a_place_in_the_maps(module_page: Page) -> None:
    places = module_page.evaluate(
        """async () => {
          const { unravel } = await import('/inspector/dense.js');
          return [unravel(0, [2, 3, 4]), unravel(11, [2, 3, 4]), unravel(12, [2, 3, 4])];
        }"""
    )
    assert places == [[0, 0, 0], [0, 2, 3], [1, 0, 0]]


def test_the_point_lies_on_the_curve_with_zero_in_the_middle(module_page: Page) -> None:
    points = module_page.evaluate(
        """async () => {
          const { onCurve } = await import('/inspector/activation.js');
          return [onCurve(0, 0, 2), onCurve(2, 2, 2), onCurve(-2, 0, 2)];
        }"""
    )
    assert points == [{"x": 64, "y": 64}, {"x": 128, "y": 0}, {"x": 0, "y": 64}]


def test_the_window_s_height_is_shared_between_network_and_dock(module_page: Page) -> None:
    shared = module_page.evaluate(
        """async () => {
          const { dockHeight, roomForColumns } = await import('/digits/layout.js');
          const columns = roomForColumns(900, 160);
          return [columns, dockHeight(900, 160, columns), dockHeight(900, 160, 372),
            dockHeight(2000, 160, 372)];
        }"""
    )
    assert shared == [468, 248, 248, 336]  # 160 + 468 + 248 < 900


def test_an_enlarged_map_has_whole_pixels_or_is_left_out(module_page: Page) -> None:
    cells = module_page.evaluate(
        """async () => {
          const { cellSize } = await import('/inspector/lens.js');
          const map = { rows: 24, across: 24 };
          const height = 400;
          return [cellSize(map, { width: 400, height }), cellSize(map, { width: 100, height }),
            cellSize(map, { width: 60, height }),
            cellSize({ rows: 2, across: 2 }, { width: 400, height })];
        }"""
    )
    assert cells == [8, 4, 0, 24]
