"""The Training page: choose, press Train, watch kernels form, compare, take away."""

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from cnnviz.components.page_style import style_page
from cnnviz.components.training_choices import choose_training, network_title, title_of
from cnnviz.components.training_lost import tell_of_lost
from cnnviz.components.training_results import show_results
from cnnviz.components.training_verdict import verdict
from cnnviz.components.training_view import RunShown, training_view
from cnnviz.components.visitors import visitor_of_page
from cnnviz.training.choices import Choices
from cnnviz.training.jobs import Jobs, shared_jobs
from cnnviz.training.random_network import random_network_name
from cnnviz.training.record import Record

LOOK_EACH: Final = 1.0  # seconds while a training is under way; each look draws the charts anew
LOOK_OUT_EACH: Final = 3.0  # seconds else, for a training begun in another tab; draws nothing
COMPARED: Final = 2
COMPARED_BEFORE: Final = "compared before"
"""Where the choice is kept that Streamlit forgets while another page is shown."""


def show() -> None:
    """Draw the page."""
    style_page()
    jobs, visitor = shared_jobs(), visitor_of_page()
    choosing, watching = st.columns([1, 3], gap="medium")
    with choosing:
        choices = choose_training()
        records = jobs.runs(visitor)
        is_busy = any(not record.has_ended for record in records)
        is_sound = _say_what_is_wrong(choices)
        if st.button("Train", type="primary", width="stretch", disabled=is_busy or not is_sound):
            try:
                jobs.submit(visitor, choices)
            except ValueError as error:
                st.error(_as_sentence(error))
            else:
                for key in ("compared", COMPARED_BEFORE):
                    st.session_state.pop(key, None)
                st.rerun()
        tell_of_lost(
            jobs.stay(visitor), is_there=bool(records), grace_seconds=jobs.limits.grace_seconds
        )
    with watching:
        each = LOOK_EACH if is_busy else None
        st.fragment(_watch, run_every=each)(jobs, visitor, is_busy, choices)
        if not is_busy:
            st.fragment(_look_out, run_every=LOOK_OUT_EACH)(jobs, visitor)


def _say_what_is_wrong(choices: Choices) -> bool:
    """Tell whether a training may be started so, and say why not."""
    try:
        choices.check()
    except ValueError as error:
        st.error(_as_sentence(error))
        return False
    return True


def _as_sentence(error: ValueError) -> str:
    text = str(error)
    return f"{text[0].upper()}{text[1:]}."


def _look_out(jobs: Jobs, visitor: str) -> None:
    """Show what this visitor begins in another tab."""
    if any(not record.has_ended for record in jobs.runs(visitor)):
        st.rerun()


def _watch(jobs: Jobs, visitor: str, was_busy: bool, choices: Choices) -> None:
    """Show the trainings; called again and again while one is under way.

    Before the first there is the random network that it would begin with.
    """
    records = jobs.runs(visitor)
    if was_busy and all(record.has_ended for record in records):
        st.rerun()  # the whole page: another training may be started
    if not records:
        st.info("Choose a network and press **Train**: its random weights learn while you watch.")
        training_view([_random_network(choices)])
        return
    titles = _titles(records)
    shown = _choose_shown(records, titles)
    for record in shown:
        _show_state(jobs, record, titles[record.run])
    begun = [record for record in shown if record.kept]
    if any(record.choices.shuffle_pixels for record in begun):
        st.caption(
            "A network that learned from shuffled pixels reads the digit below as it is, not "
            "shuffled: what it says of it means little. Its measures are of shuffled test digits."
        )
    views = [_for_view(record, titles[record.run]) for record in begun]
    training_view(views or [_random_network(shown[-1].choices, is_begun=True)])
    if begun:
        show_results({titles[record.run]: record for record in begun})


def _titles(records: Sequence[Record]) -> dict[str, str]:
    """Name each training by what was chosen, numbered: two may be alike."""
    return {
        record.run: f"{number}: {title_of(record.choices)}"
        for number, record in enumerate(records, start=1)
    }


def _choose_shown(records: Sequence[Record], titles: dict[str, str]) -> list[Record]:
    """Return the training that is shown, or the two that are compared."""
    if len(records) == 1:
        return [records[-1]]
    runs = [record.run for record in records]
    if "compared" not in st.session_state:
        before = st.session_state.get(COMPARED_BEFORE, ())
        st.session_state["compared"] = [run for run in runs if run in before] or runs[-1:]
    chosen = st.pills(
        "Trainings, two to compare them",
        runs,
        format_func=titles.__getitem__,
        selection_mode="multi",
        key="compared",
    )
    st.session_state[COMPARED_BEFORE] = chosen
    found = [record for record in records if record.run in chosen] or [records[-1]]
    if len(found) > COMPARED:
        st.caption("Two at a time: the newest of those chosen are shown.")
    return found[-COMPARED:]


def _show_state(jobs: Jobs, record: Record, title: str) -> None:
    """Say how far a training is, with the buttons that go with it, or what to know of its end."""
    if record.state == "failed":
        st.error(f"**{title}** stopped: {record.sentence}.")
    elif record.finished and (sentence := verdict(record.choices, record.finished)):
        st.warning(f"**{title}** — {sentence}")
    elif not record.has_ended:
        with st.container(horizontal=True, vertical_alignment="center"):
            share, words = _progress(jobs, record)
            st.progress(share, f"**{title}** — {words}")
            if record.state == "paused":
                _button("Resume", lambda: jobs.command(record.run, "resume"))
            elif record.state == "running":
                _button("Pause", lambda: jobs.command(record.run, "pause"))
            if record.state != "stopping":
                _button("Stop", lambda: jobs.command(record.run, "stop"))


def _button(label: str, on_click: Callable[[], None]) -> None:
    st.button(label, on_click=on_click, width="content")


def _progress(jobs: Jobs, record: Record) -> tuple[float, str]:
    """Return the share that is done, and a sentence."""
    if record.state == "waiting":
        place = jobs.place(record.run)
        return 0.0, f"number {place} in the queue" if place else "about to start"
    if not record.curve or record.begun is None:
        return 0.0, "stopping …" if record.state == "stopping" else "starting"
    now = record.curve[-1]
    share = now.step / record.begun.steps
    epoch = now.step / record.begun.steps_per_epoch
    pace = f"{now.images_per_second:,.0f} images per second"
    left = {"paused": "paused", "stopping": "stopping …"}.get(
        record.state, f"{_in_words(now.seconds_left)} left"
    )
    return share, f"epoch {epoch:.1f} of {record.choices.epochs}, {pace}, {left}"


def _in_words(seconds: float) -> str:
    """Say how long something takes.

    Examples
    --------
    >>> _in_words(41.7), _in_words(170), _in_words(12616)
    ('42 s', '3 min', '3.5 h')
    """
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 6000 else f"{seconds / 3600:.1f} h"


def _random_network(choices: Choices, *, is_begun: bool = False) -> RunShown:
    return RunShown(
        run=random_network_name(choices),
        title=f"{network_title(choices)}: not trained yet",
        steps=(0,),
        steps_per_epoch=1,
        is_begun=is_begun,
    )


def _for_view(record: Record, title: str) -> RunShown:
    return RunShown(
        run=record.run,
        title=title,
        steps=tuple(kept.step for kept in record.kept),
        steps_per_epoch=record.begun.steps_per_epoch if record.begun else 1,
        ending=_ending(record),
    )


def _ending(record: Record) -> str:
    if not record.has_ended:
        return ""
    if record.finished is None:
        return "broke off"
    return "stopped" if record.finished.was_stopped else "trained"
