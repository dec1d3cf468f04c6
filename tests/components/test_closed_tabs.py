import pytest

from cnnviz.components.closed_tabs import ClosedTabs

GRACE_SECONDS = 10.0


class FakeVisits:
    """Visits that the test opens and closes."""

    def __init__(self) -> None:
        self.open: set[str] = set()
        self.closed: list[str] = []

    def is_open(self, visit: str) -> bool:
        return visit in self.open

    def close(self, visit: str) -> None:
        self.closed.append(visit)


@pytest.fixture
def visits():
    return FakeVisits()


def looks(closed_tabs: ClosedTabs, now: list[float], *seconds: float) -> None:
    for second in seconds:
        now[0] = second
        closed_tabs.look()


def test_who_is_there_stays_and_who_has_been_away_for_a_while_is_closed_once(visits):
    now = [0.0]
    closed_tabs = ClosedTabs(visits, GRACE_SECONDS, lambda: now[0])
    closed_tabs.watch("teacher")
    closed_tabs.watch("student")
    closed_tabs.watch("student")
    visits.open = {"teacher"}
    looks(closed_tabs, now, 0, GRACE_SECONDS - 0.1)
    assert visits.closed == []
    looks(closed_tabs, now, GRACE_SECONDS, 1000)
    assert visits.closed == ["student"]


def test_who_comes_back_begins_another_absence(visits):
    now = [0.0]
    closed_tabs = ClosedTabs(visits, GRACE_SECONDS, lambda: now[0])
    closed_tabs.watch("student")
    looks(closed_tabs, now, 0, GRACE_SECONDS - 1)
    visits.open = {"student"}
    looks(closed_tabs, now, GRACE_SECONDS + 1)
    visits.open = set()
    looks(closed_tabs, now, GRACE_SECONDS + 2, 2 * GRACE_SECONDS + 1)
    assert visits.closed == []
    looks(closed_tabs, now, 2 * GRACE_SECONDS + 2)
    assert visits.closed == ["student"]
