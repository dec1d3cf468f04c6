"""The Training page without a browser: what it shows of trainings in every state."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from cnnviz.networks.network_file import write_network_file
from cnnviz.pages import training as page_module
from cnnviz.training.architectures import architecture
from cnnviz.training.choices import Choices
from cnnviz.training.events import Begun, Failed, Finished, Kept, Score, Stepped
from cnnviz.training.jobs import Jobs
from cnnviz.training.loop import untrained
from cnnviz.training.settings import Settings


class Hand:
    """A worker that the test moves."""

    def __init__(self, choices, on_event, on_end):
        self.tell, self.end = on_event, on_end
        self.sent = []

    def send(self, command):
        self.sent.append(command)

    def kill(self):
        pass


@pytest.fixture
def hands():
    return []


@pytest.fixture
def page(hands, monkeypatch):
    def start(*arguments):
        hands.append(Hand(*arguments))
        return hands[-1]

    jobs = Jobs(start=start)
    monkeypatch.setattr(page_module, "shared_jobs", lambda: jobs)
    monkeypatch.setattr(page_module, "visitor_of_page", lambda: "ann")

    def script() -> None:
        import streamlit as st

        from cnnviz.pages import training

        if not st.session_state.get("is elsewhere"):
            training.show()

    return AppTest.from_function(script, default_timeout=30)


def press(page, label):
    (button,) = (button for button in page.button if button.label == label)
    button.click().run()


def run_to_the_middle(hand):
    network = untrained(Settings(), architecture("lenet"))
    file = write_network_file(network.header, network.tensors())
    hand.tell(Begun(steps=100, steps_per_epoch=50))
    hand.tell(Kept(0, file, Score(2.3, 0.1)))
    hand.tell(Stepped(25, 0.5, 0.8, 1234.0, 42.0))
    hand.tell(Kept(25, file, Score(0.6, 0.75)))


def finish(hand, train=0.99, test=0.85):
    run_to_the_middle(hand)
    hand.tell(
        Finished(
            step=100,
            was_stopped=False,
            seconds=3.0,
            images_per_second=1000.0,
            train=Score(0.1, train),
            test=Score(0.5, test),
            confusion=[[5] * 10] * 10,
            mistakes=[8, 321],
            shifted=[0.85, 0.8, 0.7, 0.5, 0.3, 0.2, 0.1],
        )
    )
    hand.end()


def sent(page, name="cnnviz_training"):
    (data,) = (
        json.loads(view.proto.json)[0]
        for view in page.get("bidi_component")
        if view.proto.component_name == name
    )
    return data


def texts(page):
    shown = [*page.markdown, *page.caption, *page.info, *page.warning, *page.error]
    return "\n".join(element.value for element in shown)


def test_at_first_it_says_what_to_do(page):
    page.run()
    assert not page.exception
    assert "press **Train**" in page.info[0].value


def test_before_a_training_its_random_network_is_shown(page, hands):
    page.query_params["maps"] = "4"
    page.run()
    (run,) = sent(page)["runs"]
    assert (run["run"], run["steps"]) == ("untrained-lenet-4-5-relu-max-0", [0])
    assert run["title"] == "LeNet-like, 4 maps: not trained yet"
    press(page, "Train")
    assert sent(page)["runs"] == [run | {"isBegun": True}]  # until the training has one of its own
    run_to_the_middle(hands[0])
    page.run()
    assert [run["steps"] for run in sent(page)["runs"]] == [[0, 25]]


def test_a_training_under_way_is_shown_with_its_buttons(page, hands):
    page.run()
    press(page, "Train")
    run_to_the_middle(hands[0])
    page.run()
    assert not page.exception
    assert {button.label for button in page.button} >= {"Pause", "Stop"}
    (train,) = (button for button in page.button if button.label == "Train")
    assert train.disabled
    (run,) = sent(page)["runs"]
    assert run["steps"] == [0, 25]
    assert run["stepsPerEpoch"] == 50
    assert run["ending"] == ""


def test_the_buttons_reach_the_training(page, hands):
    page.run()
    press(page, "Train")
    run_to_the_middle(hands[0])
    page.run()
    press(page, "Pause")
    press(page, "Resume")
    press(page, "Stop")
    assert hands[0].sent == ["pause", "resume", "stop"]
    assert "stopping …" in page.get("progress")[0].proto.text
    assert {button.label for button in page.button} == {"Train"}


def test_a_gap_between_training_and_test_digits_is_pointed_out(page, hands):
    page.run()
    press(page, "Train")
    finish(hands[0])
    page.run()
    assert not page.exception
    assert "99% of the digits it learned from, but only 85% of new ones" in page.warning[0].value
    assert sent(page)["runs"][0]["ending"] == "trained"


def test_without_a_gap_nothing_is_pointed_out(page, hands):
    page.run()
    press(page, "Train")
    finish(hands[0], train=0.9, test=0.89)
    page.run()
    assert not page.warning
    assert "2 of 10,000 test digits are read wrong" in texts(page)


def test_a_training_gone_astray_says_what_to_try_and_keeps_its_curves(page, hands):
    page.run()
    press(page, "Train")
    run_to_the_middle(hands[0])
    hands[0].tell(Failed("the loss became NaN; try a learning rate of 0.1 or less"))
    hands[0].end()
    page.run()
    assert "try a learning rate of 0.1 or less" in page.error[0].value
    assert page.get("vega_lite_chart") or page.get("arrow_vega_lite_chart")


def test_two_trainings_stand_side_by_side_until_another_begins(page, hands):
    page.run()
    for number in (1, 2):
        press(page, "Train")
        finish(hands[number - 1])
        page.run()
    (pills,) = page.get("button_group")[-1:]
    pills.set_value([record.run for record in page_module.shared_jobs().runs("ann")])
    page.run()
    assert not page.exception
    assert [run["title"][0] for run in sent(page)["runs"]] == ["1", "2"]
    for is_elsewhere in (True, False):
        page.session_state["is elsewhere"] = is_elsewhere
        page.run()
    assert [run["title"][0] for run in sent(page)["runs"]] == ["1", "2"]
    press(page, "Train")
    finish(hands[2])
    page.run()
    assert [run["title"][0] for run in sent(page)["runs"]] == ["3"]


def test_a_refused_training_is_a_sentence(page):
    page.run()
    page.number_input(key="maps").set_value(32)
    page.session_state["pooling"] = "none"
    page.run()
    assert "at most 500,000 parameters" in page.error[0].value
    assert page.button[0].disabled


def test_choices_that_are_the_default_train_the_default(page):
    page.run()
    press(page, "Train")
    (record,) = page_module.shared_jobs().runs("ann")
    assert record.choices == Choices()


def test_of_shuffled_pixels_it_says_that_the_digit_shown_is_not(page, hands):
    page.run()
    page.toggle(key="shuffle_pixels").set_value(True)
    page.run()
    press(page, "Train")
    finish(hands[0])
    page.run()
    assert "learned from shuffled pixels reads the digit below as it is" in texts(page)


def test_the_tab_is_told_whether_there_are_trainings_and_what_to_say_of_lost_ones(page, hands):
    page.run()
    lost = sent(page, "cnnviz_training_lost")
    assert not lost["isThere"]
    assert "server was started again" in lost["sentence"]
    assert "more than 20 seconds" in lost["sentence"]
    press(page, "Train")
    page.run()
    assert sent(page, "cnnviz_training_lost") == lost | {"isThere": True}
