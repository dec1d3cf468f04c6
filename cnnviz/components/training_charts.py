"""The charts of trainings: loss and right answers, shifts, confusions."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import altair as alt

from cnnviz.training.events import Score
from cnnviz.training.record import Record

TRAIN: Final = "training digits"
TEST: Final = "test digits"
ACCENT: Final = "#6a5fe0"  # readable on white and on black
OTHER: Final = "#e08214"  # of a second training; told apart from the accent by color-blind people
LONGEST_TITLE: Final = 240  # pixels of a legend, as many as a phone has room for
HEIGHT: Final = 320  # pixels, legends and axes among them
NAMES_HEIGHT: Final = 60  # pixels more for the names of two trainings
INKS: Final = {"light": "#1c2030", "dark": "#e9ebf2"}
_DASHES: Final = alt.Scale(domain=[TEST, TRAIN], range=[[1, 0], [4, 3]])
_PERCENT: Final = ".0%"


def progress_chart(records: dict[str, Record], measure: str) -> alt.LayerChart:
    """Draw how a measure went, for training and for test digits.

    Parameters
    ----------
    records : dict of Record by title
    measure : str
        "loss" or "accuracy".

    Returns
    -------
    altair.LayerChart
        One line a training and kind of digits, over epochs. On the way, training digits are
        those of the batches as they came, and test digits the first 1,000, read at each dot; each
        line of a finished training ends with what was measured then.
    """
    is_share = measure == "accuracy"
    title = "Right answers" if is_share else "Loss (cross-entropy)"
    axis = alt.Axis(format=_PERCENT) if is_share else alt.Axis()
    scale = alt.Scale(domain=[0, 1]) if is_share else alt.Scale(domainMin=0)
    points = alt.Chart(alt.InlineData(list(_points(records))), height=_height(records)).encode(
        x=alt.X("epoch:Q", title="Epoch"),
        y=alt.Y(f"{measure}:Q", title=title, axis=axis, scale=scale),
        color=_color_of_training(records),
        tooltip=[
            alt.Tooltip("training:N"),
            alt.Tooltip("measured:N"),
            alt.Tooltip("step:Q", format=","),
            alt.Tooltip(f"{measure}:Q", format=".1%" if is_share else ".3f"),
        ],
    )
    # Below the chart, for beside the names of two trainings it would be cut off.
    legend = alt.Legend(orient="bottom", title=None)
    dashes = alt.StrokeDash("digits:N", scale=_DASHES, legend=legend)
    dots = points.mark_circle(size=40, opacity=1).transform_filter(alt.datum["digits"] == TEST)
    layered: alt.LayerChart = points.mark_line().encode(strokeDash=dashes) + dots
    return layered


def shift_chart(records: dict[str, Record]) -> alt.Chart:
    """Draw how the share of right answers falls when test digits are moved by 0 to 6 pixels."""
    rows = [
        {"training": title, "pixels": pixels, "accuracy": share}
        for title, record in records.items()
        if record.finished
        for pixels, share in enumerate(record.finished.shifted)
    ]
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(rows), height=_height(records))
        .mark_line(point=True)
        .encode(
            x=alt.X("pixels:Q", title="Moved by … pixels", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y(
                "accuracy:Q",
                title="Right answers",
                axis=alt.Axis(format=_PERCENT),
                scale=alt.Scale(domain=[0, 1]),
            ),
            color=_color_of_training(records),
            tooltip=[
                alt.Tooltip("training:N"),
                alt.Tooltip("pixels:Q"),
                alt.Tooltip("accuracy:Q", format=".1%"),
            ],
        )
    )
    return chart


def confusion_chart(confusion: list[list[int]], theme: str = "light") -> alt.LayerChart:
    """Draw what was read as what; the right answers stand in grey, the mistakes in color.

    Parameters
    ----------
    confusion : list of lists of int
        Row: what it is, column: what was read.
    theme : str
        "light" or "dark": what the numbers must be legible on.
    """
    cells = [
        {"is": is_, "read": read, "count": count, "mistakes": 0 if is_ == read else count}
        for is_, row in enumerate(confusion)
        for read, count in enumerate(row)
    ]
    base = alt.Chart(alt.InlineData(cells), height=320).encode(
        x=alt.X("read:O", title="read as", axis=alt.Axis(orient="top", labelAngle=0)),
        y=alt.Y("is:O", title="it is"),
        tooltip=[alt.Tooltip("is:O"), alt.Tooltip("read:O"), alt.Tooltip("count:Q", format=",")],
    )
    squares = base.mark_rect().encode(
        color=alt.Color(
            "mistakes:Q", legend=None, scale=alt.Scale(type="sqrt", range=["#8883", ACCENT])
        )
    )
    numbers = base.mark_text(fontSize=12, color=INKS[theme]).encode(
        text=alt.Text("count:Q"),
        opacity=alt.condition(alt.datum["count"] > 0, alt.value(1), alt.value(0.25)),
    )
    layered: alt.LayerChart = squares + numbers
    return layered


def _height(records: dict[str, Record]) -> int:
    return HEIGHT + (NAMES_HEIGHT if len(records) > 1 else 0)


def _color_of_training(records: Iterable[str]) -> alt.Color:
    titles = list(records)
    legend = (
        alt.Legend(orient="top", direction="vertical", title=None, labelLimit=LONGEST_TITLE)
        if len(titles) > 1
        else None
    )
    scale = alt.Scale(domain=titles, range=[ACCENT, OTHER][: len(titles)])
    return alt.Color("training:N", sort=titles, scale=scale, legend=legend)


def _points(records: dict[str, Record]) -> Iterator[dict[str, Any]]:
    for title, record in records.items():
        per_epoch = record.begun.steps_per_epoch if record.begun else 1
        for digits, measured, step, score in _measured(record):
            yield {
                "training": title,
                "digits": digits,
                "measured": measured,
                "step": step,
                "epoch": step / per_epoch,
                "loss": score.loss,
                "accuracy": score.accuracy,
            }


def _measured(record: Record) -> Iterator[tuple[str, str, int, Score]]:
    """Return each mean of some batches and each measure of a network: line, words, step, score.

    The last of each line is the measure at the end, which also stands beside the charts as a
    figure; what was seen on the way at that step was of other digits, and is left out.
    """
    end = record.finished
    way = [
        *(
            (TRAIN, "batches as they came", now.step, Score(now.loss, now.accuracy))
            for now in record.curve
        ),
        *(
            (TEST, "first 1,000 test digits", kept.step, kept.test)
            for kept in record.kept
            if kept.test
        ),
    ]
    yield from (point for point in way if end is None or point[2] < end.step)
    if end is not None:
        yield TRAIN, "training digits at the end", end.step, end.train
        yield TEST, "all test digits at the end", end.step, end.test
