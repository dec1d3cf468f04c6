"""How a photo lies under the square: numbers worked out by hand."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from cnnviz.common.validation import decode
from cnnviz.images.photo_view import View

UNTOUCHED = {"x": 0, "y": 0, "scale": 1, "angle": 0, "blur": 0, "grey": 0, "cover": None}
MIDDLE = {"x": 112, "y": 112}


@pytest.fixture
def call(module_page: Page):
    def call_one(name: str, *arguments: Any) -> Any:
        return module_page.evaluate(
            """async ([name, values]) =>
              (await import('/photos/placement.js'))[name](...values)""",
            [name, list(arguments)],
        )

    return call_one


def test_a_photo_that_is_dragged_goes_as_far_as_the_hand(call):
    hold = {"from": {"x": 10, "y": 20}, "to": {"x": 40, "y": 15.5}}
    assert call("carried", UNTOUCHED, hold) == UNTOUCHED | {"x": 30, "y": -4.5}


def test_what_is_under_the_hand_stays_there_when_the_photo_grows(call):
    hand = {"x": 162, "y": 112}  # 50 to the right of the photo's middle: 100 once it is doubled
    grown = call("carried", UNTOUCHED, {"from": hand, "to": hand, "factor": 2})
    assert grown == UNTOUCHED | {"x": -50, "scale": 2}


def test_a_photo_turned_at_a_hand_beside_its_middle_swings_around_the_hand(call):
    hand = {"x": 162, "y": 112}
    turned = call("carried", UNTOUCHED, {"from": hand, "to": hand, "turn": 90})
    assert turned == UNTOUCHED | {"x": 50, "y": -50, "angle": 90}  # the middle is above the hand


def test_a_photo_turned_on_and_on_comes_round(call):
    view = UNTOUCHED | {"angle": 170}
    assert call("carried", view, {"from": MIDDLE, "to": MIDDLE, "turn": 30})["angle"] == -160


def test_at_the_largest_size_nothing_slips_from_under_the_hand(call):
    view = UNTOUCHED | {"scale": 4, "x": 30}
    hand = {"x": 5, "y": 200}
    assert call("carried", view, {"from": hand, "to": hand, "factor": 1.5}) == view


def test_a_patch_lies_with_its_middle_under_the_hand(call):
    covered = call("covered", UNTOUCHED, {"x": 100, "y": 50})
    assert covered["cover"] == {"x": 68, "y": 18, "size": 64}


def test_a_patch_stays_on_the_photo_with_its_middle(call):
    covered = call("covered", UNTOUCHED, {"x": -50, "y": 300}, 32)
    assert covered["cover"] == {"x": -16, "y": 208, "size": 32}


def test_a_patch_grows_around_its_middle_and_goes_when_it_has_no_size(call):
    view = UNTOUCHED | {"cover": {"x": 10, "y": 20, "size": 40}}
    assert call("coverSized", view, 80)["cover"] == {"x": -10, "y": 0, "size": 80}
    assert call("coverSized", view, 0)["cover"] is None
    assert call("coverSized", UNTOUCHED, 64)["cover"] == {"x": 80, "y": 80, "size": 64}


def test_two_fingers_scale_turn_and_carry(call):
    before = [{"x": 0, "y": 0}, {"x": 10, "y": 0}]
    now = [{"x": 5, "y": 5}, {"x": 5, "y": 25}]
    assert call("pinch", before, now) == {
        "from": {"x": 5, "y": 0},
        "to": {"x": 5, "y": 15},
        "factor": 2,
        "turn": 90,
    }


@pytest.mark.parametrize(
    "change", [{"x": 1}, {"grey": 0.1}, {"cover": {"x": 0, "y": 0, "size": 8}}]
)
def test_only_the_photo_as_it_is_is_untouched(call, change):
    assert call("isUntouched", UNTOUCHED)
    assert not call("isUntouched", UNTOUCHED | change)


FAR = st.floats(-1e4, 1e4)
POINTS = st.fixed_dictionaries({"x": FAR, "y": FAR})
HOLDS = st.fixed_dictionaries(
    {"from": POINTS, "to": POINTS, "factor": st.floats(1e-3, 1e3), "turn": st.floats(-720, 720)}
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(holds=st.lists(HOLDS, min_size=1, max_size=4), size=st.floats(0, 300), at=POINTS)
def test_whatever_hands_do_the_server_takes_it(call, holds, size, at):
    view = UNTOUCHED
    for hold in holds:
        view = call("carried", view, hold)
    view = call("coverSized", call("covered", view, at), size)
    assert decode(json.dumps(view).encode(), View)
