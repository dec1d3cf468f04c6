"""The filmstrip from the drawing to 28 × 28: what lies where, and the steps' switches."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

MESSAGE = {"blank": False, "ink_box": [8, 16, 88, 56], "center_of_mass": [9, 6], "offset": [5, 8]}
BLANK = {"blank": True, "ink_box": None, "center_of_mass": None, "offset": None}
ALL_ON = {"crop": True, "fit": True, "center": True}

MOUNT = """async (width) => {
  const host = document.createElement('div');
  host.style.width = width;
  const root = host.attachShadow({ mode: 'open' });
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = '/filmstrip/filmstrip.css';
  root.append(sheet);
  document.body.style.margin = '0';
  document.body.append(host);
  await new Promise((resolve) => { sheet.onload = resolve; });
  const { createFilmstrip } = await import('/filmstrip/filmstrip.js');
  window.toggled = [];
  window.film = createFilmstrip({ onToggle: (steps) => toggled.push(steps) });
  root.append(film.element);
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}"""
UPDATE = """({ message, level }) => film.update({
  drawing: { shape: [112, 112], data: new Uint8Array(112 * 112).fill(level) },
  message,
  tensors: {
    'step.fitted': { dtype: 'U8', shape: [20, 10], data: new Uint8Array(200).fill(level) },
    input: { dtype: 'F16', shape: [1, 28, 28], data: new Float32Array(784).fill(level / 255) },
  },
})"""


def layout(page: Page, body: str, argument: object = None) -> Any:
    """Evaluate `body` with the layout module as `m` and the argument as `a`."""
    return page.evaluate(
        f"async (a) => {{ const m = await import('/filmstrip/layout.js'); {body} }}", argument
    )


@pytest.mark.parametrize(
    ("room", "ratio", "cell"), [(68, 1, 2), (83, 1, 2), (84, 1, 3), (68, 2, 4), (10, 1, 1)]
)
def test_a_cell_has_a_whole_number_of_device_pixels(
    module_page: Page, room: float, ratio: float, cell: int
) -> None:
    assert layout(module_page, "return m.cellSize(...a)", [room, ratio]) == cell


@pytest.mark.parametrize(
    ("shape", "cell", "top", "left"),
    [([20, 14], 2, 4, 7), ([20, 13], 2, 4, 7.5), ([20, 13], 1, 4, 8), ([28, 28], 3, 0, 0)],
)
def test_a_picture_stands_in_the_middle_on_whole_device_pixels(
    module_page: Page, shape: list[int], cell: int, top: float, left: float
) -> None:
    box = layout(module_page, "return m.centered(...a)", [shape, cell])
    assert box == {"top": top, "left": left, "height": shape[0], "width": shape[1]}


def test_marks_lie_where_the_message_says(module_page: Page) -> None:
    places = layout(
        module_page,
        "return m.layOut({ drawing: [112, 112], fitted: [20, 10], message: a[0] }, a[1], 2)",
        [MESSAGE, ALL_ON],
    )
    assert places == {
        "inkBox": {"top": 2, "left": 4, "height": 20, "width": 10},  # four pixels a cell
        "target": {"top": 4, "left": 4, "height": 20, "width": 20},
        "fitted": {"top": 4, "left": 9, "height": 20, "width": 10},
        "middle": {"top": 14, "left": 14},
        "mass": {"top": 13, "left": 15},
        "result": {"top": 5, "left": 8, "height": 20, "width": 10},
    }


def test_without_fitting_there_is_no_20_by_20_box(module_page: Page) -> None:
    body = "return m.layOut({ drawing: [9, 9], fitted: [9, 9], message: a[0] }, a[1], 2).target"
    assert layout(module_page, body, [MESSAGE, ALL_ON | {"fit": False}]) is None


def test_a_blank_drawing_has_no_marks(module_page: Page) -> None:
    body = "return m.layOut({ drawing: [112, 112], fitted: [20, 20], message: a[0] }, a[1], 2)"
    places = layout(module_page, body, [BLANK, ALL_ON])
    marks = {name for name, place in places.items() if place is not None}
    assert marks == {"fitted"}


def test_read_outs_give_sizes_and_places(module_page: Page) -> None:
    texts = layout(module_page, "return m.readOuts([20, 10], a)", MESSAGE)
    assert texts == ["80 × 40", "20 × 10", "9.0, 6.0", "at 5, 8"]
    assert layout(module_page, "return m.readOuts([20, 20], a)", BLANK) == ["–"] * 4


@pytest.fixture
def open_film(new_page: Callable[..., Page], frontend_url: str) -> Callable[..., Page]:
    """Mount a filmstrip: ``open_film("300px", touch=True)``."""

    def open_one(film_width: str = "300px", **options: Any) -> Page:
        page = new_page(frontend_url, **options)
        page.evaluate(MOUNT, film_width)
        return page

    return open_one


def step(page: Page, name: str) -> Locator:
    return page.get_by_role("switch", name=name)


def test_four_pictures_are_named_for_screen_readers(open_film: Callable[..., Page]) -> None:
    page = open_film()
    page.evaluate(UPDATE, {"message": MESSAGE, "level": 255})
    names = [picture.get_attribute("aria-label") for picture in page.get_by_role("img").all()]
    assert names == [
        "The ink on the pad, 80 × 40 pixels",
        "Fitted picture, 20 × 10 pixels",
        "Center of mass of the fitted picture, row and column 9.0, 6.0",
        "What the network reads, 28 × 28, the fitted picture at 5, 8",
    ]


def test_pictures_are_painted_in_grey(open_film: Callable[..., Page]) -> None:
    page = open_film()
    page.evaluate(UPDATE, {"message": MESSAGE, "level": 51})
    painted = page.evaluate("""() => [...film.element.querySelectorAll('canvas')].map((canvas) =>
      [canvas.height, canvas.width, ...canvas.getContext('2d').getImageData(1, 2, 1, 1).data])""")
    assert painted == [
        [112, 112, 51, 51, 51, 255],
        [20, 10, 51, 51, 51, 255],
        [20, 10, 51, 51, 51, 255],
        [28, 28, 51, 51, 51, 255],
    ]


def test_a_blank_pad_shows_black_frames_without_marks(open_film: Callable[..., Page]) -> None:
    page = open_film()
    page.evaluate(UPDATE, {"message": MESSAGE, "level": 255})
    expect(page.locator(".film-mark:visible")).to_have_count(6)
    page.evaluate(UPDATE, {"message": BLANK, "level": 0})
    expect(page.locator(".film-mark:visible")).to_have_count(0)
    expect(page.get_by_role("img", name="Ink box: nothing drawn yet")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "key"),
    [("Crop to the ink", "crop"), ("Fit into 20 × 20", "fit"), ("Center by mass", "center")],
)
def test_a_step_is_switched_off_and_on_again(
    open_film: Callable[..., Page], name: str, key: str
) -> None:
    page = open_film()
    expect(step(page, name)).to_be_checked()
    step(page, name).click()
    step(page, name).press("Space")
    assert page.evaluate("toggled") == [ALL_ON | {key: False}, ALL_ON]


def test_a_step_says_what_it_is_for(open_film: Callable[..., Page]) -> None:
    page = open_film()
    expect(page.get_by_text("The network learned from digits made this way.")).to_be_visible()
    step(page, "Center by mass").focus()
    expect(page.get_by_text("The point where the ink balances goes to the middle.")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_text("The middle of the box goes to the middle")).to_be_visible()


def test_steps_can_be_set_without_being_told_of_it(open_film: Callable[..., Page]) -> None:
    page = open_film()
    page.evaluate("film.setSteps({ crop: false, fit: true, center: false })")
    expect(step(page, "Crop to the ink")).not_to_be_checked()
    expect(step(page, "Fit into 20 × 20")).to_be_checked()
    expect(step(page, "Center by mass")).not_to_be_checked()
    assert page.evaluate("toggled") == []


@pytest.mark.parametrize(
    ("width", "options", "side"),
    [
        ("300px", {}, 56),
        ("350px", {"device_scale_factor": 2}, 70),
        ("390px", {"width": 390, "device_scale_factor": 3, "touch": True}, 84),
        ("640px", {}, 140),
    ],
)
def test_pictures_are_as_large_as_whole_pixels_allow(
    open_film: Callable[..., Page], width: str, options: dict[str, Any], side: float
) -> None:
    page = open_film(width, **options)
    boxes = [picture.bounding_box() for picture in page.get_by_role("img").all()]
    assert [box and (box["width"], box["height"]) for box in boxes] == [(side, side)] * 4


def test_pictures_grow_with_the_strip(open_film: Callable[..., Page]) -> None:
    page = open_film("300px")
    page.evaluate("film.element.parentNode.host.style.width = '640px'")
    page.wait_for_function("film.element.querySelector('.film-stage').clientWidth === 140")


@pytest.mark.parametrize("width", [320, 768])
def test_fingers_find_the_switches_and_nothing_scrolls_sideways(
    open_film: Callable[..., Page], width: int
) -> None:
    page = open_film("100%", width=width, touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for label in page.locator(".film-switch").all():
        box = label.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
