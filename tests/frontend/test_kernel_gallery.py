"""The gallery of kernels."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.kernel_hands import RGB, SOBEL, Editor


@pytest.fixture
def editor(new_page: Callable[..., Page], frontend_url: str) -> Editor:
    return Editor(new_page(frontend_url))


GALLERY = """async (kernels) => {
  const { createKernelGallery } = await import('/kernel_editor/kernel_gallery.js');
  window.picks = [];
  editor.element.remove();
  window.gallery = createKernelGallery({
    kernels,
    onPick: ({ name }, { inputAt }) => picks.push([name, inputAt > 0]),
  });
  root.append(gallery.element);
}"""
KERNELS = [
    {"name": name, "title": title, "family": family, "values": values, "finds": finds, "source": ""}
    for name, title, family, values, finds in [
        ("identity", "Identity", "identity", [[1]], "Nothing."),
        ("box_3", "Box 3×3", "blur", [[1 / 9] * 3] * 3, "What is smooth."),
        ("sobel_x", "Sobel x", "edges", SOBEL["values"][0], "Upright edges."),
        ("sobel_y", "Sobel y", "edges", SOBEL["values"], "Level edges."),
        ("learned_1", "conv1 1", "learned", RGB["values"], "Something."),
    ]
]


@pytest.fixture
def gallery(editor: Editor) -> Page:
    """The gallery in the place of the editor."""
    editor.page.evaluate(GALLERY, KERNELS)
    return editor.page


def test_the_gallery_shows_families_and_what_the_chosen_kernel_finds(gallery: Page) -> None:
    expect(gallery.get_by_role("radiogroup", name="Kernels")).to_be_visible()
    expect(gallery.get_by_role("radio")).to_have_count(5)
    expect(gallery.get_by_text("edges", exact=True)).to_have_count(1)
    expect(gallery.get_by_text("Pick a kernel.")).to_be_visible()
    gallery.get_by_role("radio", name="Sobel x").click()
    expect(gallery.get_by_role("radio", name="Sobel x")).to_be_checked()
    expect(gallery.get_by_text("Upright edges.")).to_be_visible()
    assert gallery.evaluate("picks") == [["sobel_x", True]]


def test_selecting_from_outside_tells_nobody(gallery: Page) -> None:
    gallery.evaluate("gallery.select('box_3')")
    expect(gallery.get_by_role("radio", name="Box 3×3")).to_be_checked()
    gallery.evaluate("gallery.select('none such')")
    expect(gallery.get_by_role("radio", checked=True)).to_have_count(0)
    assert gallery.evaluate("picks") == []


def test_arrow_keys_pick_through_the_gallery_which_is_one_tab_stop(gallery: Page) -> None:
    gallery.keyboard.press("Tab")
    expect(gallery.get_by_role("radio", name="Identity")).to_be_focused()
    for key in ("ArrowRight", "ArrowDown", "ArrowRight", "ArrowUp", "End", "ArrowDown"):
        gallery.keyboard.press(key)
    names = [name for name, _ in gallery.evaluate("picks")]
    assert names == ["box_3", "sobel_x", "sobel_y", "box_3", "learned_1"]
    expect(gallery.get_by_role("radio", name="conv1 1")).to_be_focused()
    assert gallery.locator("[role='radio'][tabindex='0']").count() == 1


def test_pictures_have_a_pixel_for_each_weight_in_its_color(gallery: Page) -> None:
    pictures = gallery.locator("canvas").evaluate_all(
        """(all) => all.map((c) => [c.width, c.height,
          ...c.getContext('2d').getImageData(0, 0, 1, 1).data.slice(0, 3)])"""
    )
    assert [picture[:2] for picture in pictures] == [[1, 1], [3, 3], [3, 3], [3, 3], [6, 1]]
    assert pictures[2] == pictures[3]
    red, green, _ = pictures[1][2:]
    assert red < green
    red, green, _ = pictures[2][2:]
    assert red > green
