"""The room that the network takes, and what of it is on the screen."""

import pytest
from playwright.sync_api import expect

from tests.frontend.network.hands import Mount, the_map


def test_only_layers_on_the_screen_are_asked_for(mount: Mount) -> None:
    page = mount(width=390, height=700)
    page.wait_for_function("() => wanted.length > 0")
    first = page.evaluate("() => wanted[0]")
    assert "conv1" in first
    assert "dense1" not in first
    page.evaluate("() => window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function("() => wanted.at(-1).includes('dense1')")
    assert "conv1" not in page.evaluate("() => wanted.at(-1)")


@pytest.mark.parametrize("width", [390, 768, 982, 1262, 1902])
def test_nothing_sticks_out_at_the_side(mount: Mount, width: int) -> None:
    page = mount(width=width)
    assert page.evaluate("() => document.documentElement.scrollWidth") == width


def test_links_are_hidden_on_a_phone_and_shown_beside_columns(mount: Mount) -> None:
    page = mount(width=390)
    expect(page.locator(".links")).to_be_hidden()
    page.set_viewport_size({"width": 1262, "height": 900})
    expect(page.locator(".links")).to_be_visible()


def test_bars_that_stand_apart_leave_their_column_and_come_back_with_their_values(
    mount: Mount,
) -> None:
    page = mount()
    before = page.get_by_role("meter", name="7", exact=True).get_attribute("aria-valuenow")
    page.evaluate("() => { view.setBarsApart(true); document.body.append(view.bars); }")
    expect(page.locator(".network").get_by_role("meter")).to_have_count(0)
    apart = page.get_by_role("meter", name="7", exact=True)
    expect(apart).to_have_attribute("aria-valuenow", before)
    expect(the_map(page, "conv1 map 3")).to_have_count(1)
    expect(page.locator(".strip-labels span")).to_have_text([str(label) for label in range(10)])
    expect(page.locator(".strip-labels").last).to_be_visible()
    page.evaluate("() => view.setBarsApart(false)")
    expect(page.locator(".strip-labels").last).to_be_hidden()
    inside = page.locator(".network").get_by_role("meter", name="7", exact=True)
    expect(inside).to_have_attribute("aria-valuenow", before)
