"""What a hand can do to a photo: which sliders there are for which photo."""

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def page(module_page: Page) -> Page:
    """The tools, with nothing shown yet: ``tools.show(UNTOUCHED, isGrey)``."""
    module_page.evaluate(
        """async () => {
          const { createPhotoTools } = await import('/photos/tools.js');
          const { UNTOUCHED } = await import('/photos/placement.js');
          window.tools = createPhotoTools({ onMode() {}, view: () => UNTOUCHED, onView() {} });
          window.show = (isGrey) => tools.show(UNTOUCHED, isGrey);
          document.body.append(tools.element);
        }"""
    )
    return module_page


def test_a_photo_without_colors_says_that_there_are_none_to_take(page: Page) -> None:
    page.evaluate("show(true)")
    grey = page.get_by_role("slider", name="Grey")
    expect(grey).to_be_disabled()
    expect(grey).to_have_attribute("aria-valuetext", "grey already")
    expect(page.get_by_text("grey already")).to_be_visible()
    expect(page.locator("input:disabled")).to_have_count(1)
    page.evaluate("show(false)")
    expect(grey).to_be_enabled()
    expect(grey).to_have_attribute("aria-valuetext", "0 %")


def test_without_a_photo_nothing_can_be_done_to_it(page: Page) -> None:
    page.evaluate("tools.show(null)")
    expect(page.locator("input[type=range]:enabled")).to_have_count(0)
    expect(page.get_by_role("button", name="Reset")).to_be_disabled()
