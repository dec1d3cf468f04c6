"""The Digits page: draw, and the whole digits network reads along."""

import random
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.components.address import binding_of_whole
from cnnviz.components.digits_view import PAD_SIDE, GivenDrawing, digits_view
from cnnviz.components.page_style import style_page
from cnnviz.components.picture_boxes import camera_box, file_box
from cnnviz.images.datasets import load_mnist
from cnnviz.images.digits import prepare_digit
from cnnviz.kernels.gallery import gallery

Grey = npt.NDArray[np.uint8]

SOURCES: Final = ("Draw", "Test digit", "Picture")
ANY: Final = "any digit"
MISREAD: Final = "one the network misreads"
CHOICES: Final = (ANY, *(f"a {label}" for label in range(10)), MISREAD)


@st.cache_resource(show_spinner=False)
def _test_digits() -> tuple[Grey, npt.NDArray[np.int64]]:
    return load_mnist("test")


def show() -> None:
    """Draw the page."""
    style_page()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        source = st.segmented_control(
            "Where the digit comes from",
            SOURCES,
            default=SOURCES[0],
            required=True,
            key="source",
            bind="query-params",
            label_visibility="collapsed",
        )
        given: GivenDrawing | None = None
        if source == "Test digit":
            given = _pick_test_digit()
        elif source == "Picture":
            _pick_picture()
    digits_view(given, gallery())


def _pick_test_digit() -> GivenDrawing:
    st.selectbox(
        "Which test digit",
        CHOICES,
        key="which",
        on_change=_choose_if_new,
        label_visibility="collapsed",
        width=240,
    )
    st.button("Another", key="another", on_click=_choose)
    index = st.number_input(
        "Number of the test digit, 0 to 9,999",
        0,
        9_999,
        key="digit",
        bind=binding_of_whole("digit"),
        label_visibility="collapsed",
        width=150,
    )
    return _given(int(index))


def _choose_if_new() -> None:
    """Set the number to a test digit of the choice when it is another choice than before.

    Streamlit also calls this when the box comes back after it was hidden; then the visitor has
    changed nothing, and the digit on the pad stays.
    """
    choice = st.session_state["which"]
    if choice != st.session_state.get("choice before", ANY):
        st.session_state["choice before"] = choice
        _choose()


def _choose() -> None:
    """Set the number to another test digit of the choice, never the same twice in a row."""
    others = [i for i in _candidates(st.session_state["which"]) if i != st.session_state["digit"]]
    st.session_state["digit"] = random.choice(others)  # noqa: S311 - nothing secret about it


def _candidates(choice: str) -> Sequence[int]:
    if choice == ANY:
        return range(10_000)
    if choice == MISREAD:
        return _misread()
    labels = _test_digits()[1]
    return [int(i) for i in np.flatnonzero(labels == int(choice.removeprefix("a ")))]


@st.cache_resource(show_spinner=False)
def _misread() -> list[int]:
    """List the test digits that the network misreads as they are and from the pad as well."""
    from cnnviz.networks.network import (
        load_network,  # brings torch, which the page needs not wait for
    )

    network = load_network("digits")
    digits, labels = _test_digits()
    mistakes = [int(i) for i in network.training["mistakes"]]
    prepared = np.stack([prepare_digit(_enlarged(digits[i])) for i in mistakes])
    guesses = network.predict(prepared).argmax(axis=1)
    return [i for i, guess in zip(mistakes, guesses, strict=True) if guess != labels[i]]


def _enlarged(digit: Grey) -> Grey:
    """Fill the pad with a test digit, each of its pixels 4 × 4 of the pad's."""
    whole = PAD_SIDE // digit.shape[0]
    return digit.repeat(whole, axis=0).repeat(whole, axis=1)


def _given(index: int) -> GivenDrawing:
    digits, labels = _test_digits()
    caption = f"Test digit {index:,}, labelled {labels[index]}"
    return GivenDrawing(f"test digit {index}", _enlarged(digits[index]), caption)


def _pick_picture() -> None:
    file_box("picture", key="picture")
    with st.popover("Camera", width="content"):
        st.caption("Hold a written digit before the camera.")
        camera_box(key="photograph")
    st.caption("or paste a picture, or drop it on the pad")
