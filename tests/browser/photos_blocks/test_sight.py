"""An opened block comes into sight on screens of any height, and the strip again when it closes."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.filters_page import one_visit
from tests.browser.live_traffic import settle
from tests.browser.photos_blocks.hands import PHONE, block
from tests.visitors import Visitors
from tools.server import Server

SCREENS = {"a laptop": {"width": 1280, "height": 900}, "a phone": PHONE}


@pytest.mark.parametrize("options", SCREENS.values(), ids=SCREENS.keys())
@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_an_opened_block_comes_into_sight_and_leads_back(
    visitors: Visitors, server: Server, options: dict[str, Any], motion: str
) -> None:
    options = options | {"reduced_motion": motion}
    with one_visit(visitors, server.url, "/photos?photo=cat", **options) as page:
        button = block(page, "stem").get_by_role("button")
        button.focus()
        page.keyboard.press("Enter")
        settle(page)
        expect(button).to_be_focused()
        expect(block(page, "stem")).to_be_in_viewport(ratio=1)
        expect(page.locator(".block-header")).to_be_in_viewport(ratio=1)
        expect(page.locator(".gallery-map").first).to_be_in_viewport(ratio=1)
        for close in ("Escape", "×"):
            if close == "Escape":
                page.get_by_role("tab", selected=True).focus()
                page.keyboard.press("Escape")
            else:
                button.click()
                page.locator(".top-patches-title").scroll_into_view_if_needed()
                page.locator(".block-close").click()
            expect(page.locator(".block-panel")).to_be_hidden()
            expect(button).to_be_focused()
            expect(block(page, "stem")).to_be_in_viewport(ratio=1)


def test_a_strip_that_goes_on_fades_at_its_edge_until_its_end(
    visitors: Visitors, server: Server
) -> None:
    with one_visit(visitors, server.url, "/photos?photo=cat") as page:
        strip = page.locator(".block-strip")
        fades = "(strip) => getComputedStyle(strip).maskImage !== 'none'"
        assert strip.evaluate(fades)
        block(page, "answer").get_by_role("button").focus()
        page.keyboard.press("End")
        strip.evaluate("(strip) => { strip.scrollLeft = 1e6; }")
        page.wait_for_timeout(100)
        assert not strip.evaluate(fades)
