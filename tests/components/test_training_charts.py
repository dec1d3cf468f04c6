"""The charts say what the records hold."""

import pytest

from cnnviz.components.training_charts import (
    TEST,
    TRAIN,
    confusion_chart,
    progress_chart,
    shift_chart,
)
from cnnviz.training.choices import Choices
from cnnviz.training.events import Begun, Finished, Kept, Score, Stepped
from cnnviz.training.record import Record


def record(has_finished=True):
    training = Record("run", Choices()).after(Begun(steps=20, steps_per_epoch=10))
    for step in (0, 5, 20):
        training = training.after(Stepped(step, 2.0 - step / 20, 0.5, 1.0, 1.0))
        training = training.after(Kept(step, b"", Score(2.5, step / 20) if step != 5 else None))
    if not has_finished:
        return training
    return training.after(
        Finished(
            step=20,
            was_stopped=False,
            seconds=1,
            images_per_second=1,
            train=Score(1, 0.5),
            test=Score(2.25, 0.75),
            confusion=[[9, 1], [0, 5]],
            mistakes=[3],
            shifted=[1, 0.9, 0.8, 0.6, 0.4, 0.3, 0.2],
        )
    )


def rows(chart):
    drawn = chart.to_dict()
    (values,) = drawn["datasets"].values()  # where Altair puts what is given inline
    return values


@pytest.mark.parametrize("measure", ["loss", "accuracy"])
def test_progress_has_a_point_for_each_mean_of_batches_and_each_measured_network(measure):
    points = rows(progress_chart({"mine": record(has_finished=False)}, measure))
    assert [(p["digits"], p["epoch"]) for p in points] == [
        (TRAIN, 0), (TRAIN, 0.5), (TRAIN, 2), (TEST, 0), (TEST, 2),
    ]  # fmt: skip
    assert [p["loss"] for p in points if p["digits"] == TRAIN] == [2.0, 1.75, 1.0]
    assert [p["accuracy"] for p in points if p["digits"] == TEST] == [0, 1]


def test_the_lines_of_a_finished_training_end_with_what_was_measured_then():
    points = rows(progress_chart({"mine": record()}, "accuracy"))
    last = {p["digits"]: (p["step"], p["loss"], p["accuracy"]) for p in points}
    assert last == {TRAIN: (20, 1, 0.5), TEST: (20, 2.25, 0.75)}
    assert [p["step"] for p in points] == [0, 5, 0, 20, 20]


def test_a_training_that_has_not_begun_draws_nothing():
    assert rows(progress_chart({"mine": Record("run", Choices())}, "loss")) == []


def test_two_trainings_are_told_apart_by_color_and_named():
    lines, dots = progress_chart({"one": record(), "other": record()}, "loss").to_dict()["layer"]
    assert lines["encoding"]["color"]["sort"] == ["one", "other"]
    assert lines["encoding"]["color"]["legend"]["orient"] == "top"
    assert dots["encoding"]["color"] == lines["encoding"]["color"]
    alone, _ = progress_chart({"one": record()}, "loss").to_dict()["layer"]
    assert alone["encoding"]["color"]["legend"] is None


def test_the_legend_of_the_digits_stands_below_where_names_do_not_push_it_out():
    lines, _ = progress_chart({"one": record(), "other": record()}, "loss").to_dict()["layer"]
    assert lines["encoding"]["strokeDash"]["legend"]["orient"] == "bottom"


def test_what_was_measured_on_test_digits_has_dots():
    lines, dots = progress_chart({"one": record()}, "loss").to_dict()["layer"]
    assert (lines["mark"]["type"], dots["mark"]["type"]) == ("line", "circle")
    assert dots["transform"] == [{"filter": f"(datum['digits'] === '{TEST}')"}]
    assert lines["encoding"]["tooltip"][1]["field"] == "measured"


def test_shifts_go_from_none_to_six_pixels():
    points = rows(shift_chart({"mine": record()}))
    assert [(p["pixels"], p["accuracy"]) for p in points] == [
        (0, 1), (1, 0.9), (2, 0.8), (3, 0.6), (4, 0.4), (5, 0.3), (6, 0.2),
    ]  # fmt: skip


def test_only_mistakes_are_colored():
    cells = rows(confusion_chart([[9, 1], [0, 5]]))
    assert {(c["is"], c["read"]): (c["count"], c["mistakes"]) for c in cells} == {
        (0, 0): (9, 0),
        (0, 1): (1, 1),
        (1, 0): (0, 0),
        (1, 1): (5, 0),
    }


def test_numbers_are_legible_in_both_themes():
    light, dark = (
        confusion_chart([[9]], theme).to_dict()["layer"][1]["mark"]["color"]
        for theme in ("light", "dark")
    )
    assert light < "#5" < "#b" < dark
