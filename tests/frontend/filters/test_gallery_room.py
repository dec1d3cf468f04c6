"""The gallery's low room: whole rows, and how many kernels there are below them."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.styling import link_sheets

SETUP = (
    """async (kernels) => {
  const { createGalleryRoom } = await import('/filters/gallery_room.js');
  const { createKernelGallery } = await import('/kernel_editor/kernel_gallery.js');
"""
    + link_sheets("/filters/sheets.css")
    + """
  const view = document.createElement('div');
  view.className = 'filters-view';
  view.style = 'width: 290px; --st-background-color: white';
  window.gallery = createKernelGallery({ kernels, onPick() {} });
  window.room = createGalleryRoom(gallery.element);
  view.append(room.element);
  document.body.append(view);
}"""
)
KERNELS: list[dict[str, Any]] = [
    {
        "name": f"Kernel {i}",
        "title": f"Kernel {i}{' with a long name' * (i % 5 == 0)}",
        "family": f"Family {i // 7}",
        "values": [[1]],
        "finds": "",
        "source": "",
    }
    for i in range(40)
]
# Of the room, of what covers its rest, and of all that stands in it: top and bottom
BOXES = """() => {
  const box = (part) => part.getBoundingClientRect();
  const finds = box(document.querySelector('.kernel-finds'));
  const cover = document.querySelector('.gallery-more');
  const room = box(document.querySelector('.gallery-scroller'));
  const foot = cover.hidden ? room.bottom : box(cover).top;
  const of = (name) => [...document.querySelectorAll(name)].map(box)
    .filter(({ bottom }) => bottom > finds.bottom).map(({ top, bottom }) => [top, bottom]);
  return [foot, room.bottom, of('.kernel-choice'), of('.kernel-family')];
}"""


@pytest.fixture
def room(module_page: Page) -> Page:
    module_page.evaluate(SETUP, KERNELS)
    expect(module_page.locator(".gallery-more")).to_be_visible()
    return module_page


def scroll(page: Page, by: float) -> None:
    page.locator(".gallery-scroller").evaluate(
        "(room, by) => new Promise((done) => { room.scrollTop += by; requestAnimationFrame("
        "() => requestAnimationFrame(done)); })",
        by,
    )


@pytest.mark.parametrize("by", [0, 33, 61, 100, 230])
def test_only_whole_rows_are_seen_and_the_rest_is_counted(room: Page, by: float) -> None:
    scroll(room, by)
    foot, bottom, choices, families = room.evaluate(BOXES)
    assert all(low <= foot + 0.5 or top >= foot - 0.5 for top, low in choices + families)
    assert [low for _, low in choices if low <= foot + 0.5]  # some row is seen
    below = sum(low > foot + 0.5 for _, low in choices)
    expect(room.locator(".gallery-more")).to_have_text(f"{below} more below")
    last_seen = max(low for _, low in choices if low <= foot + 0.5)
    assert not [top for top, _ in families if last_seen < top < foot]  # no name without its row
    assert bottom - foot >= 30


def test_at_the_end_nothing_is_said(room: Page) -> None:
    scroll(room, 99999)
    expect(room.locator(".gallery-more")).to_be_hidden()
    expect(room.get_by_role("radio", name="Kernel 39")).to_be_in_viewport(ratio=0.99)


def test_the_chosen_one_is_brought_out_whole(room: Page) -> None:
    room.evaluate("gallery.select('Kernel 18'), room.showChosen()")
    scroll(room, 0)
    chosen = room.get_by_role("radio", name="Kernel 18").bounding_box()
    foot = room.evaluate(BOXES)[0]
    assert chosen
    assert chosen["y"] + chosen["height"] <= foot + 0.5
