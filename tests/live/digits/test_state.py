import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from cnnviz.live.digits import state
from cnnviz.live.digits.state import Read, ReadState, Steps, merge_read
from cnnviz.live.wire.errors import MessageError

NAMES = ("conv1.weight", "conv1.bias", "dense1.weight")
ONES = np.ones((2, 3), np.float32)


def test_what_a_read_leaves_out_stays_as_it_was(drawing: np.ndarray):
    steps = Steps(crop=False)
    state = ReadState("digits", drawing, steps, ("conv1",))
    merged = merge_read(state, Read(id=2, layers=()), None)
    assert (merged.network, merged.steps, merged.layers) == ("digits", steps, ())
    assert merged.drawing is drawing
    assert merge_read(state, Read(id=2), drawing[:5]).drawing.shape == (5, 112)
    assert merge_read(state, Read(id=2), None).layers == ("conv1",)


def test_weights_stay_in_force_until_they_are_no_longer_named():
    state = merge_read(ReadState(), Read(id=1, changed=NAMES[:2]), None, dict.fromkeys(NAMES, ONES))
    assert set(state.changed) == set(NAMES[:2])
    np.testing.assert_array_equal(state.changed["conv1.weight"], ONES)
    assert merge_read(state, Read(id=2), None).changed is state.changed
    assert merge_read(state, Read(id=2, changed=NAMES[:2]), None).changed is state.changed
    assert set(merge_read(state, Read(id=2, changed=NAMES[1:2]), None).changed) == {"conv1.bias"}
    assert merge_read(state, Read(id=2, changed=()), None).changed == {}


def test_a_weight_in_force_is_replaced_without_being_named_again():
    state = merge_read(ReadState(), Read(id=1, changed=NAMES[:2]), None, dict.fromkeys(NAMES, ONES))
    after = merge_read(state, Read(id=2), None, {"conv1.bias": 2 * ONES})
    assert after.changed["conv1.bias"].sum() == 12
    assert after.changed["conv1.weight"] is state.changed["conv1.weight"]


def test_a_weight_that_is_not_in_force_any_more_is_let_go():
    state = merge_read(ReadState(), Read(id=1, changed=()), None, {"conv1.weight": ONES})
    assert state.changed == {}


def test_a_named_weight_that_never_came_is_refused_and_the_state_stays():
    state = merge_read(ReadState(), Read(id=1, changed=NAMES[:1]), None, {NAMES[0]: ONES})
    with pytest.raises(MessageError) as caught:
        merge_read(state, Read(id=7, changed=NAMES[:2]), None)
    assert str(caught.value) == (
        "tensor conv1.bias is missing, it must come with the first message that names it"
    )
    assert (caught.value.id, caught.value.argument) == (7, "changed[1]")


def test_weights_take_no_more_room_than_a_network_may(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(state, "MAX_CHANGED_NUMBERS", 11)
    one = merge_read(ReadState(), Read(id=1, changed=NAMES[:1]), None, {NAMES[0]: ONES})
    with pytest.raises(MessageError) as caught:
        merge_read(one, Read(id=7, changed=NAMES[:2]), None, {NAMES[1]: ONES})
    assert str(caught.value) == "changed must hold at most 11 numbers, got 12"
    assert (caught.value.id, caught.value.argument) == (7, "changed")


def test_nothing_kept_holds_on_to_the_message_it_came_in():
    message = bytes(1000)
    drawing = np.frombuffer(message, np.uint8, 6).reshape(2, 3)
    weight = np.frombuffer(message, np.float32, 6).reshape(2, 3)
    state = merge_read(ReadState(), Read(id=1, changed=NAMES[:1]), drawing, {NAMES[0]: weight})
    assert state.drawing.base is None
    assert state.changed[NAMES[0]].base is None


def test_maps_are_switched_off_until_said_otherwise():
    state = merge_read(ReadState(), Read(id=1, off={"conv1": (3, 5), "conv2": ()}), None)
    assert state.off == {"conv1": (3, 5)}
    assert merge_read(state, Read(id=2), None).off is state.off
    assert merge_read(state, Read(id=2, off={"conv1": (3, 5)}), None).off is state.off
    assert merge_read(state, Read(id=2, off={}), None).off == {}


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.none() | st.lists(st.sampled_from(NAMES), max_size=3).map(tuple),
            st.dictionaries(st.sampled_from(NAMES), st.integers(1, 9), max_size=3),
        ),
        max_size=8,
    )
)
def test_any_row_of_messages_leaves_what_the_last_of_each_name_said(
    messages: list[tuple[tuple[str, ...] | None, dict[str, int]]],
):
    state, expected = ReadState(), {}
    for changed, brought in messages:
        names = tuple(expected) if changed is None else changed
        known = expected | brought
        message = Read(id=1, changed=UNSET if changed is None else changed)
        weights = {name: np.full(2, value, np.float32) for name, value in brought.items()}
        if set(names) <= set(known):
            state = merge_read(state, message, None, weights)
            expected = {name: known[name] for name in names}
        else:
            with pytest.raises(MessageError):
                merge_read(state, message, None, weights)
        assert {name: int(one[0]) for name, one in state.changed.items()} == expected
