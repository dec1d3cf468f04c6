"""What is set is sent, refused, kept and taken away."""

import json
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.frontend.fake_filters import SOBEL, FakeEngine, stage
from tests.frontend.filters.hands import GRID, Open, mount, root, the_map


def test_a_dragged_cell_changes_the_maps(open_view: Open, engine: FakeEngine) -> None:
    page = open_view(GRID, stage())
    box = page.locator(".kernel-cell").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 9, box["y"] + 9)
    page.mouse.down()
    page.mouse.move(box["x"] + 9, box["y"] - 60, steps=8)
    page.mouse.up()
    page.wait_for_function("view().dataset.frame > 3")
    expect(root(page)).to_have_attribute("data-latency-ms", re.compile(r"\d"))
    for _ in range(100):  # the exact numbers follow once the hand rests
        if engine.asked[-1]["exact"]:
            break
        page.wait_for_timeout(50)
    assert engine.asked[-1]["exact"] is True
    last = next(asked["stages"] for asked in reversed(engine.asked) if "stages" in asked)
    assert last[0]["kernels"][0]["values"][0][0][0] > -1


def test_a_refusal_stands_at_its_control_and_the_maps_stay(open_view: Open) -> None:
    page = open_view(GRID, stage())
    page.get_by_label("Stride, rows").fill("9")
    expect(page.get_by_text("Stride must be between 1 and 8, got 9.")).to_be_visible()
    expect(page.get_by_label("Stride, rows")).to_have_attribute("aria-invalid", "true")
    expect(the_map(page, "stage 1 feature map 1")).to_be_visible()
    page.get_by_label("Stride, rows").fill("3")
    expect(page.get_by_text("Stride must be")).to_have_count(0)
    expect(page.locator(".map-set").nth(1).locator(".head-shape")).to_have_text("1 × 2 × 4")


def test_the_address_holds_the_state_and_a_link_brings_it(open_view: Open) -> None:
    page = open_view(GRID)
    page.get_by_label("Activation", exact=True).select_option("tanh")
    page.wait_for_function("location.hash.length > 40")
    other = open_view(GRID)
    other.evaluate("hash => { location.hash = hash; }", page.evaluate("location.hash"))
    expect(other.get_by_label("Activation", exact=True)).to_have_value("tanh")


def test_a_reload_keeps_the_state(open_view: Open) -> None:
    page = open_view(GRID)
    page.get_by_label("Stride, rows").fill("2")
    page.wait_for_function("location.hash")
    page.evaluate("history.replaceState(null, '', '/')")
    page.reload()
    mount(page, GRID)
    expect(page.get_by_label("Stride, rows")).to_have_value("2")


def test_all_is_sent_again_after_a_lost_connection(open_view: Open, engine: FakeEngine) -> None:
    page = open_view(GRID, stage(stride=[2, 1]))
    asked = len(engine.asked)
    engine.sockets[-1].close(code=1011)
    page.wait_for_function("view().dataset.frame > 2")
    expect(root(page)).to_have_attribute("data-connection", "open")
    assert engine.asked[asked]["stages"][0]["stride"] == [2, 1]


def test_kernel_and_maps_are_taken_away(open_view: Open, tmp_path: Path) -> None:
    page = open_view(GRID, stage())
    with page.expect_download() as text:
        page.get_by_role("button", name="Save kernel (.json)").click()
    assert json.loads(text.value.path().read_text()) == SOBEL
    with page.expect_download() as picture:
        page.get_by_role("button", name="Save maps (.png)").click()
    assert picture.value.path().read_bytes().startswith(b"\x89PNG")


def test_the_view_goes_without_a_trace(open_view: Open) -> None:
    page = open_view(GRID, stage())
    page.evaluate("unmountView()")
    expect(root(page)).to_have_count(0)


def test_without_a_picture_the_view_says_what_to_do(open_view: Open) -> None:
    page = open_view(GRID, stage())
    page.evaluate("unmountView()")
    page.evaluate("give(null)")
    expect(page.get_by_role("alert").filter(has_text="Choose a picture above.")).to_be_visible()
