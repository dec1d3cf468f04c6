"""All visitors' trainings: one a visitor, a few at once, the others wait for their turn."""

from __future__ import annotations

import logging
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from threading import RLock, Thread
from typing import Final

from cnnviz.common.environment import from_environment
from cnnviz.common.errors import ArgumentError
from cnnviz.training.choices import Choices
from cnnviz.training.events import Event, Failed
from cnnviz.training.job_limits import JobLimits
from cnnviz.training.process import Command, Start, TrainingProcess, Worker
from cnnviz.training.record import Record, State

_log = logging.getLogger(__name__)

RUNS_EACH: Final = 4
"""Trainings of one visitor that are kept, to be compared."""
LOOK_EACH: Final = 1.0  # seconds


class _Job:
    """One training: what is known of it, whose it is, and its process while there is one."""

    def __init__(self, owner: str, record: Record) -> None:
        self.owner = owner
        self.record = record
        self.worker: Worker | None = None
        self.started = 0.0


class Jobs:
    """Starts trainings in turn, follows them, and ends those whose visitor is gone.

    Safe to use from any thread.

    Parameters
    ----------
    limits : JobLimits
    start : function
        Begins a training and returns its worker, see `TrainingProcess`.
    clock : function
        Returns seconds that never run backwards.

    Examples
    --------
    >>> class Idle:
    ...     def __init__(self, choices, on_event, on_end): pass
    >>> jobs = Jobs(start=Idle)
    >>> first, second = (jobs.submit(owner, Choices(digits=100)) for owner in ("one", "other"))
    >>> jobs.record(first).state, jobs.record(second).state, jobs.place(second)
    ('starting', 'waiting', 1)
    """

    def __init__(
        self,
        limits: JobLimits | None = None,
        start: Start = TrainingProcess,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limits = limits or JobLimits()
        self._start = start
        self._clock = clock
        self._lock = RLock()
        self._jobs: dict[str, _Job] = {}  # by run, oldest first
        self._last_seen: dict[str, float] = {}  # by owner
        self._stays: dict[str, str] = {}  # by owner
        self._working = 0  # processes, those being killed among them

    def submit(self, owner: str, choices: Choices) -> str:
        """Ask for a training and return its name, which nobody can guess.

        Raises
        ------
        ValueError
            When this visitor has one under way, too many wait, or the network is too large.
        """
        choices.check()
        with self._lock:
            if any(not job.record.has_ended for job in self._of(owner)):
                raise ValueError("one of your trainings is under way: stop it first, or wait")
            if len(self._waiting()) >= self.limits.waiting:
                raise ValueError(
                    f"{self.limits.waiting} trainings wait already, try again in a while"
                )
            run = secrets.token_urlsafe(16)
            self._jobs[run] = _Job(owner, Record(run, choices))
            self._last_seen[owner] = self._clock()
            for old in self._of(owner)[:-RUNS_EACH]:
                del self._jobs[old.record.run]
            self._start_next()
        return run

    def record(self, run: str) -> Record:
        """Return what is known of a training.

        Raises
        ------
        ValueError
            When there is none of this name, or no longer.
        """
        with self._lock:
            if run not in self._jobs:
                sentence = "this training is no longer kept, please start it again"
                raise ArgumentError("run", sentence, subject="")
            return self._jobs[run].record

    def runs(self, owner: str) -> list[Record]:
        """Return a visitor's trainings, oldest first."""
        with self._lock:
            self._last_seen[owner] = self._clock()
            return [job.record for job in self._of(owner)]

    def stay(self, owner: str) -> str:
        """Name a visitor's stay: another one when the trainings before were ended or lost."""
        with self._lock:
            return self._stays.setdefault(owner, secrets.token_urlsafe(8))

    def place(self, run: str) -> int:
        """Return a training's place in the queue, counted from 1; 0 when it doesn't wait."""
        with self._lock:
            waiting = [job.record.run for job in self._waiting()]
            return waiting.index(run) + 1 if run in waiting else 0

    def counts(self) -> tuple[int, int]:
        """Count the trainings that run, paused ones among them, and those that wait."""
        with self._lock:
            return self._working, len(self._waiting())

    def command(self, run: str, command: Command) -> None:
        """Pause, resume or stop a training; one that has ended stays as it is."""
        with self._lock:
            job = self._jobs.get(run)
            if job is None or job.record.has_ended:
                return
            if job.worker is None:  # it still waits
                if command == "stop":
                    del self._jobs[run]
                return
            job.worker.send(command)
            turns: dict[Command, State] = {"pause": "paused", "resume": "running"}
            if command == "stop":
                job.record = replace(job.record, state="stopping")
            elif job.record.state in ("running", "paused"):
                job.record = replace(job.record, state=turns[command])

    def look(self, is_here: Callable[[str], bool] = lambda _: True) -> None:
        """Stop what takes too long, and end the trainings of visitors who are gone.

        Parameters
        ----------
        is_here : function of an owner
            Whether this visitor's page is open.
        """
        with self._lock:
            now = self._clock()
            for owner in [owner for owner in self._last_seen if is_here(owner)]:
                self._last_seen[owner] = now
            for owner, seen in list(self._last_seen.items()):
                if now - seen > self.limits.grace_seconds:
                    self.forget(owner)
            for job in self._jobs.values():
                if job.worker and now - job.started > self.limits.seconds:
                    job.started = now  # once is enough, the measures take a while
                    job.worker.send("stop")

    def forget(self, owner: str) -> None:
        """End all trainings of a visitor and drop what came of them."""
        with self._lock:
            for job in self._of(owner):
                del self._jobs[job.record.run]
                if job.worker:
                    job.worker.kill()
            self._last_seen.pop(owner, None)
            self._stays.pop(owner, None)

    def watch(self, is_here: Callable[[str], bool]) -> None:
        """Look again and again, in a thread of its own."""

        def look_again() -> None:
            while True:
                time.sleep(LOOK_EACH)
                try:
                    self.look(is_here)
                except Exception:
                    _log.exception("trainings could not be looked after")

        Thread(target=look_again, name="trainings", daemon=True).start()

    def _of(self, owner: str) -> list[_Job]:
        return [job for job in self._jobs.values() if job.owner == owner]

    def _waiting(self) -> list[_Job]:
        return [job for job in self._jobs.values() if job.record.state == "waiting"]

    def _start_next(self) -> None:
        waiting = self._waiting()
        while waiting and self._working < self.limits.at_once:
            job = waiting.pop(0)
            job.record = replace(job.record, state="starting")
            job.started = self._clock()
            self._working += 1
            job.worker = self._start(job.record.choices, partial(self._take, job), self._ended(job))

    def _take(self, job: _Job, event: Event) -> None:
        with self._lock:
            state = job.record.state
            job.record = job.record.after(event)
            if state in ("paused", "stopping") and not job.record.has_ended:
                job.record = replace(job.record, state=state)  # told before it paused or stopped
            self._save_memory()

    def _save_memory(self) -> None:
        """Drop networks from the middle of the oldest trainings while there is too much."""
        ended = [job for job in self._jobs.values() if job.record.has_ended]
        while ended and sum(job.record.memory for job in self._jobs.values()) > self.limits.bytes:
            job = ended.pop(0)
            job.record = job.record.without_middle()

    def _ended(self, job: _Job) -> Callable[[], None]:
        def on_end() -> None:
            with self._lock:
                job.worker = None
                self._working -= 1
                if not job.record.has_ended:
                    self._take(job, Failed("the training broke off, please start it again"))
                self._start_next()

        return on_end


@cache
def shared_jobs() -> Jobs:
    """Return the trainings of this server, for the pages and the live engine alike."""
    return Jobs(from_environment(JobLimits, "CNNVIZ_TRAININGS", os.environ))
