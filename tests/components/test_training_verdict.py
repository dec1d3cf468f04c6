"""What is said of a training follows from its measures."""

import pytest

from cnnviz.components.training_verdict import verdict
from cnnviz.training.choices import Choices
from cnnviz.training.events import Finished, Score


def finished(train, test, step=6):
    return Finished(
        step=step,
        was_stopped=False,
        seconds=1,
        images_per_second=1,
        train=Score(2.2, train),
        test=Score(2.2, test),
        confusion=[],
        mistakes=[],
        shifted=[],
    )


def test_a_network_that_reads_few_of_its_own_digits_has_not_learned_them_by_heart():
    said = verdict(Choices(digits=100), finished(0.52, 0.37))
    assert said == (
        "After 6 steps it reads 52% of the digits it learned from: it has hardly learned yet. "
        "Try more epochs, more digits or a larger learning rate."
    )


def test_it_has_hardly_learned_when_new_digits_are_read_no_worse():
    assert "After 1 step it reads 10%" in verdict(Choices(), finished(0.1, 0.1, step=1))


@pytest.mark.parametrize(
    ("choices", "ways"),
    [
        (Choices(), "more epochs or a larger learning rate"),
        (Choices(epochs=50, digits=100), "more digits or a larger learning rate"),
        (Choices(epochs=50, learning_rate=1.0), "another learning rate"),
    ],
)
def test_only_what_can_be_raised_is_proposed(choices, ways):
    assert verdict(choices, finished(0.1, 0.1)).endswith(f"learned yet. Try {ways}.")


def test_who_knows_its_own_digits_and_not_new_ones_learned_by_heart():
    said = verdict(Choices(), finished(0.99, 0.85))
    assert "99% of the digits it learned from, but only 85% of new ones, 14 points less" in said
    assert "by heart, which is called overfitting" in said


def test_in_between_there_is_only_the_fact():
    said = verdict(Choices(), finished(0.8, 0.65))
    assert said.endswith("but only 65% of new ones, 15 points less.")


def test_without_a_gap_there_is_nothing_to_say():
    assert verdict(Choices(), finished(0.99, 0.98)) == ""
