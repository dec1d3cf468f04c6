"""Drawing on the Digits page, as a person does it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.digits_page import (
    draw,
    frames,
    meters,
    pad_box,
    top_guess,
    verdict,
    wait_until_live,
)
from tests.browser.live_traffic import SERVER_GONE, settle
from tests.strokes import DIGITS, line


@pytest.fixture
def digits(page: Page) -> Page:
    wait_until_live(page)
    return page


def test_at_least_nine_of_ten_hand_like_drawings_are_read(digits):
    read = {}
    for digit, strokes in DIGITS.items():
        draw(digits, strokes)
        read[digit] = top_guess(digits)
        digits.get_by_role("button", name="Clear").click()
        settle(digits)
    assert sum(str(digit) == guess for digit, guess in read.items()) >= 9, read


def test_an_empty_pad_says_what_to_do_and_shows_no_verdict(digits):
    expect(verdict(digits)).to_have_text("Draw a digit")
    assert meters(digits) == {str(label): 0.0 for label in range(10)}
    assert not digits.get_by_text("%").filter(visible=True).count()


def test_the_prediction_follows_while_the_pen_is_down(digits):
    box = pad_box(digits)
    seen = []
    for i, (x, y) in enumerate(DIGITS[7][0]):
        digits.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
        if i == 0:
            digits.mouse.down()
        digits.wait_for_timeout(60)
        seen.append((frames(digits), max(meters(digits).values())))
    assert seen[-1][0] - seen[0][0] >= len(seen) // 2  # painted again and again
    assert len({top for _, top in seen}) > 5
    digits.mouse.up()


def test_the_probabilities_sum_to_one(digits):
    draw(digits, DIGITS[3])
    assert sum(meters(digits).values()) == pytest.approx(1, abs=1e-5)


def test_undo_redo_and_clear_work_by_button(digits):
    draw(digits, DIGITS[1])
    one = meters(digits)
    draw(digits, [line((0.2, 0.5), (0.8, 0.5))])
    crossed = meters(digits)
    assert crossed != one
    for button, expected in [("Undo", one), ("Redo", crossed), ("Undo", one)]:
        digits.get_by_role("button", name=button).click()
        settle(digits)
        assert meters(digits) == expected
    digits.get_by_role("button", name="Clear").click()
    settle(digits)
    expect(verdict(digits)).to_have_text("Draw a digit")


def test_undo_redo_and_clear_work_by_keys(digits):
    draw(digits, DIGITS[0])
    zero = meters(digits)
    for keys, expected in [("Control+z", None), ("Control+y", zero), ("Delete", None)]:
        digits.keyboard.press(keys)
        settle(digits)
        assert meters(digits) == (expected or {str(label): 0.0 for label in range(10)})


def test_the_eraser_takes_ink_away(digits):
    draw(digits, DIGITS[1])
    one = meters(digits)
    digits.get_by_role("button", name="Eraser").click()
    draw(digits, [line((0.5, 0.7), (0.75, 0.7))])
    assert meters(digits) != one


def test_a_finger_draws_and_the_page_stays_where_it_is(open_page):
    page = open_page("/digits", width=390, height=844, touch=True)
    wait_until_live(page)
    box = pad_box(page)
    top = page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    touch = page.context.new_cdp_session(page)

    def send(kind: str, *point: float) -> None:
        points = [{"x": point[0], "y": point[1]}] if point else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    for stroke in DIGITS[7]:
        for i, (x, y) in enumerate(stroke):
            at = box["x"] + x * box["width"], box["y"] + y * box["height"]
            send("touchStart" if i == 0 else "touchMove", *at)
        send("touchEnd")
    settle(page)
    assert top_guess(page) == "7"
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == top


def test_a_digit_can_be_drawn_with_the_keyboard_alone(digits):
    digits.get_by_label("Drawing pad").focus()
    digits.keyboard.press("Space")
    for _ in range(12):
        digits.keyboard.press("Shift+ArrowDown")
    digits.keyboard.press("Escape")
    settle(digits)
    assert top_guess(digits) == "1"


def test_a_reload_keeps_the_drawing(digits):
    draw(digits, DIGITS[2])
    two = meters(digits)
    digits.reload()
    wait_until_live(digits)
    settle(digits)
    assert meters(digits) == two
    digits.get_by_role("button", name="Undo").click()
    settle(digits)
    expect(verdict(digits)).to_have_text("Draw a digit")


def test_visitors_do_not_see_each_other(open_page):
    teacher, student = open_page("/digits"), open_page("/digits")
    wait_until_live(teacher)
    wait_until_live(student)
    draw(teacher, DIGITS[7])
    settle(student)
    assert top_guess(teacher) == "7"
    expect(verdict(student)).to_have_text("Draw a digit")


def test_switching_a_step_off_changes_what_the_network_sees(digits):
    draw(digits, DIGITS[0])
    prepared = meters(digits)
    for step in ("Crop to the ink", "Fit into 20 × 20", "Center by mass"):
        digits.get_by_role("switch", name=step).click()
    settle(digits)
    assert meters(digits) != prepared
    digits.reload()
    wait_until_live(digits)
    settle(digits)
    expect(digits.get_by_role("switch", name="Crop to the ink")).not_to_be_checked()


def test_a_server_that_is_killed_and_restarted_costs_nothing(start_server, open_page, complaints):
    complaints.allow(SERVER_GONE)
    server = start_server()
    page = open_page("/digits", server=server)
    wait_until_live(page)
    draw(page, DIGITS[4])
    four = meters(page)
    server.kill()
    expect(page.get_by_text("Reconnecting").first).to_be_visible(timeout=15_000)
    page.wait_for_timeout(7000)  # by now Streamlit would have covered the page with a dialog
    expect(page.get_by_role("dialog")).to_have_count(0)
    draw(page, [line((0.1, 0.9), (0.9, 0.9))])  # someone goes on drawing
    page.get_by_role("button", name="Undo").click()
    server.restart()
    expect(page.get_by_text("Live", exact=True)).to_be_visible(timeout=30_000)
    settle(page)
    assert meters(page) == four
    draw(page, [line((0.1, 0.9), (0.9, 0.9))])
    assert meters(page) != four


def test_the_page_works_below_a_base_path(start_server, open_page):
    server = start_server(base_path="lab")
    page = open_page("/digits", server=server)
    wait_until_live(page)
    draw(page, DIGITS[7])
    assert top_guess(page) == "7"
