"""One training a visitor, a few at once, and none for somebody who is gone."""

import pytest

from cnnviz.training.choices import Choices
from cnnviz.training.events import Begun, Failed, Finished, Kept, Score, Stepped
from cnnviz.training.job_limits import JobLimits
from cnnviz.training.jobs import RUNS_EACH, Jobs
from cnnviz.training.record import LONGEST_CURVE, Record

SCORE = Score(1.0, 0.5)
FINISHED = Finished(
    step=10,
    was_stopped=False,
    seconds=1.0,
    images_per_second=100.0,
    train=SCORE,
    test=SCORE,
    confusion=[[1]],
    mistakes=[],
    shifted=[1.0] * 7,
)


class Hand:
    """A worker moved by hand."""

    made: list["Hand"]

    def __init__(self, choices, on_event, on_end):
        self.choices, self.tell, self.end = choices, on_event, on_end
        self.sent = []
        self.was_killed = False
        self.made.append(self)

    def send(self, command):
        self.sent.append(command)

    def kill(self):
        self.was_killed = True


class Clock:
    """A clock that stands still until it is set."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def hands(monkeypatch):
    made = []
    monkeypatch.setattr(Hand, "made", made, raising=False)
    return made


@pytest.fixture
def jobs(hands, clock):
    return Jobs(JobLimits(waiting=2), start=Hand, clock=clock)


def test_a_training_is_followed_from_its_beginning_to_its_end(jobs, hands):
    run = jobs.submit("ann", Choices())
    assert jobs.record(run).state == "starting"
    hands[0].tell(Begun(10, 5))
    hands[0].tell(Kept(0, b"random", SCORE))
    hands[0].tell(Stepped(3, 2.0, 0.5, 100.0, 1.0))
    record = jobs.record(run)
    assert (record.state, record.begun, len(record.curve)) == ("running", Begun(10, 5), 1)
    assert record.network(3) == b"random"
    hands[0].tell(FINISHED)
    hands[0].end()
    assert jobs.record(run).state == "finished"
    assert jobs.record(run).finished == FINISHED


def test_others_wait_for_their_turn_and_see_their_place(jobs, hands):
    runs = [jobs.submit(owner, Choices()) for owner in ("ann", "bob", "cem")]
    assert [jobs.place(run) for run in runs] == [0, 1, 2]
    assert len(hands) == 1
    hands[0].tell(FINISHED)
    hands[0].end()
    assert [jobs.place(run) for run in runs] == [0, 0, 1]
    assert len(hands) == 2


def test_when_too_many_wait_the_next_is_told_so(jobs, hands):
    for owner in ("ann", "bob", "cem"):
        jobs.submit(owner, Choices())
    with pytest.raises(ValueError, match="2 trainings wait already"):
        jobs.submit("dan", Choices())


def test_a_visitor_has_one_training_at_a_time(jobs, hands):
    jobs.submit("ann", Choices())
    with pytest.raises(ValueError, match="one of your trainings is under way"):
        jobs.submit("ann", Choices())


def test_pause_and_resume_reach_the_worker_and_are_seen(jobs, hands):
    run = jobs.submit("ann", Choices())
    hands[0].tell(Begun(10, 5))
    jobs.command(run, "pause")
    hands[0].tell(Stepped(3, 2.0, 0.5, 100.0, 1.0))  # was on its way
    assert jobs.record(run).state == "paused"
    jobs.command(run, "resume")
    assert jobs.record(run).state == "running"
    jobs.command(run, "stop")
    assert hands[0].sent == ["pause", "resume", "stop"]


def test_stopped_while_it_waits_it_is_simply_gone(jobs, hands):
    jobs.submit("ann", Choices())
    run = jobs.submit("bob", Choices())
    jobs.command(run, "stop")
    assert jobs.runs("bob") == []


def test_a_worker_that_breaks_off_is_a_failed_training_and_the_next_one_starts(jobs, hands):
    first, second = (jobs.submit(owner, Choices()) for owner in ("ann", "bob"))
    hands[0].end()
    assert jobs.record(first).state == "failed"
    assert "broke off" in jobs.record(first).sentence
    assert jobs.record(second).state == "starting"


def test_the_sentence_of_a_failed_training_stays(jobs, hands):
    run = jobs.submit("ann", Choices())
    hands[0].tell(Failed("the loss became NaN"))
    hands[0].end()
    assert jobs.record(run).sentence == "the loss became NaN"


def test_the_trainings_of_a_visitor_who_is_gone_are_ended(jobs, hands, clock):
    run = jobs.submit("ann", Choices())
    jobs.submit("bob", Choices())
    clock.now = 15
    jobs.look(lambda owner: owner == "bob")
    assert not hands[0].was_killed  # perhaps the page is only being reloaded
    clock.now = 21
    jobs.look(lambda owner: owner == "bob")
    assert hands[0].was_killed
    with pytest.raises(ValueError, match="no longer kept"):
        jobs.record(run)
    assert len(hands) == 1  # the killed process has yet to end
    hands[0].end()
    assert len(hands) == 2


def test_what_takes_too_long_is_stopped(jobs, hands, clock):
    jobs.submit("ann", Choices())
    clock.now = jobs.limits.seconds + 1
    jobs.look()
    jobs.look()
    assert hands[0].sent == ["stop"]


def test_the_last_few_trainings_of_a_visitor_are_kept_to_be_compared(jobs, hands):
    runs = []
    for index in range(RUNS_EACH + 2):
        runs.append(jobs.submit("ann", Choices()))
        hands[index].tell(FINISHED)
        hands[index].end()
    assert [record.run for record in jobs.runs("ann")] == runs[2:]


def test_nobody_finds_the_trainings_of_another(jobs, hands):
    runs = {jobs.submit(owner, Choices()) for owner in ("ann", "bob")}
    assert len(runs) == 2
    assert {record.run for record in jobs.runs("ann")} < runs
    assert jobs.runs("eve") == []


def test_a_stay_is_another_one_after_its_trainings_were_ended(jobs, clock):
    jobs.submit("ann", Choices())
    stays = [jobs.stay("ann"), jobs.stay("ann"), jobs.stay("bob")]
    assert stays[0] == stays[1] != stays[2]
    clock.now = jobs.limits.grace_seconds + 1
    jobs.look(lambda owner: owner != "ann")
    assert jobs.stay("ann") not in stays
    assert jobs.stay("bob") == stays[2]


def test_the_oldest_networks_make_room(hands, clock):
    jobs = Jobs(JobLimits(bytes=120, at_once=2), start=Hand, clock=clock)
    old, new = (jobs.submit(owner, Choices()) for owner in ("ann", "bob"))
    for hand in hands:
        for step in range(4):
            hand.tell(Kept(step, bytes(20), SCORE))
        hand.tell(FINISHED)
        hand.end()
    assert [kept.step for kept in jobs.record(old).kept] == [0, 3]
    assert [kept.step for kept in jobs.record(new).kept] == [0, 1, 2, 3]


def test_a_long_curve_is_thinned_and_keeps_its_end():
    record = Record("run", Choices())
    for step in range(3 * LONGEST_CURVE):
        record = record.after(Stepped(step, 1.0, 0.5, 1.0, 1.0))
    assert len(record.curve) <= LONGEST_CURVE
    assert record.curve[-1].step == 3 * LONGEST_CURVE - 1


def test_a_network_is_the_newest_at_or_before_its_step():
    record = Record("run", Choices())
    with pytest.raises(ValueError, match="not begun yet"):
        record.network(0)
    for step in (0, 4, 8):
        record = record.after(Kept(step, str(step).encode(), SCORE))
    assert [record.network(step) for step in (0, 3, 4, 99)] == [b"0", b"0", b"4", b"8"]


def test_a_network_too_large_does_not_even_wait(jobs, hands):
    with pytest.raises(ValueError, match="at most 500,000 parameters"):
        jobs.submit("ann", Choices(pooling="none", maps=32))
    assert jobs.runs("ann") == []
