"""Heatmaps of a photo on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import heat_hands as heat
from tests.browser.live_traffic import settle


@pytest.fixture
def phone(open_page) -> Page:  # type: ignore[no-untyped-def] # a fixture
    """The cat with Grad-CAM."""
    page: Page = open_page("/photos?photo=cat", width=390, height=844, touch=True, is_mobile=True)
    page.wait_for_selector('[data-frame]:not([data-frame="0"])')
    heat.choose(page, "Grad-CAM")
    return page


def test_the_list_of_classes_stays_on_the_page(phone: Page) -> None:
    box = phone.get_by_role("combobox", name="Another class")
    for query in ("t", "dog", "no such class"):
        box.fill(query)
        found = phone.get_by_role("listbox", name="Classes").bounding_box()
        assert found
        assert found["x"] >= 0
        assert found["x"] + found["width"] <= 390
        assert phone.get_by_test_id("stMain").evaluate("(main) => main.scrollWidth") <= 390


def test_it_says_where_the_heatmap_is(phone: Page) -> None:
    expect(phone.locator(".heat-readout")).to_have_text("Tap the heatmap above for its numbers.")


def test_a_class_that_is_hardly_seen_is_said_to_be_so(phone: Page) -> None:
    hardly = phone.locator(".heat-hardly")
    expect(hardly).to_be_hidden()
    phone.get_by_role("combobox", name="Another class").fill("zebra")
    phone.keyboard.press("Enter")
    settle(phone)
    expect(hardly).to_contain_text("The network hardly sees “zebra” in this photo (")
