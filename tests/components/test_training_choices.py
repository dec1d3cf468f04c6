"""The widgets give the choices, the address keeps them, the title names what is special."""

import pytest
from streamlit.testing.v1 import AppTest

from cnnviz.components.training_choices import HELP, title_of
from cnnviz.training.choices import Choices


def _page() -> None:
    import streamlit as st

    from cnnviz.components.training_choices import choose_training

    st.session_state["said"] = choose_training()


@pytest.fixture
def page():
    return AppTest.from_function(_page, default_timeout=30)


def test_untouched_the_widgets_say_the_defaults(page):
    page.run()
    assert not page.exception
    assert page.session_state["said"] == Choices()


def test_what_is_chosen_arrives(page):
    page.run()
    page.number_input(key="epochs").set_value(7)
    page.select_slider(key="learning_rate").set_value(0.1)
    page.slider(key="dropout").set_value(0.5)
    page.toggle(key="shuffle_pixels").set_value(True)
    page.run()
    assert page.session_state["said"] == Choices(
        epochs=7, learning_rate=0.1, dropout=0.5, shuffle_pixels=True
    )


def test_parameters_are_counted_beside_the_choice(page):
    page.run()
    table = next(text.value for text in page.markdown if "parameters" in text.value)
    assert "| conv1 | 208 |" in table
    assert "| all | 20,522 |" in table
    assert "conv1 would need 3,617,280 parameters, 17,391 times as many" in page.caption[0].value


def test_every_choice_has_a_sentence_of_help():
    assert set(HELP) == set(Choices.__struct_fields__)
    assert all(text.endswith(".") for text in HELP.values())


@pytest.mark.parametrize(
    ("choices", "title"),
    [
        (Choices(), "LeNet-like, 60,000 digits"),
        (Choices(network="vgg", pooling="none"), "VGG-like, 60,000 digits, no pooling"),
        (Choices(digits=100, learning_rate=0.1), "LeNet-like, 100 digits, rate 0.1"),
        (Choices(epochs=1, maps=1), "LeNet-like, 60,000 digits, 1 map, 1 epoch"),
        (Choices(epochs=2, maps=9), "LeNet-like, 60,000 digits, 9 maps, 2 epochs"),
    ],
)
def test_a_title_names_what_is_not_the_default(choices, title):
    assert title_of(choices) == title
