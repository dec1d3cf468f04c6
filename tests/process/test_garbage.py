import gc
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from weakref import ref

import pytest
from streamlit import get_option

from cnnviz.process.garbage import Collector, freeze_what_lasts

pytestmark = pytest.mark.slow


class Knot:
    """Refers to itself, so that only the collector can find that nobody wants it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    """Leave the collector as it was, and keep it from collecting by itself."""
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


def is_looked_at(one: Knot) -> bool:
    return any(one is other for other in gc.get_objects())


def collect_while(*turns: Callable[[], object], collector: Collector | None = None) -> None:
    """Keep collecting; between the collector's turns, one of these happens after another."""
    waiting = iter(turns)

    def wait(_: float) -> None:
        try:
            turn = next(waiting)
        except StopIteration:
            raise InterruptedError from None
        turn()

    with pytest.raises(InterruptedError):
        (collector or Collector()).keep_collecting(wait)


def test_the_collector_passes_over_what_was_there_and_sees_what_comes_later() -> None:
    early = Knot()
    freeze_what_lasts()
    late = Knot()
    assert not is_looked_at(early)
    assert is_looked_at(late)


def test_what_was_spared_and_is_garbage_since_goes_the_next_time() -> None:
    knot = Knot()
    freeze_what_lasts()
    early = ref(knot)
    del knot
    gc.collect()
    assert early() is not None
    freeze_what_lasts()
    assert early() is None


def test_garbage_goes_at_each_turn() -> None:
    knots: list[ref[Knot]] = []
    collect_while(
        lambda: knots.append(ref(Knot())),
        lambda: knots.append(ref(Knot())) if knots[0]() is None else None,
    )
    assert [knot() for knot in knots] == [None, None]


def test_what_is_imported_later_is_spared_and_what_visitors_bring_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    brought = Knot()
    seen: list[bool] = []

    def bring() -> None:
        brought.itself = Knot()

    def load() -> None:
        seen.append(is_looked_at(brought.itself))
        monkeypatch.setitem(sys.modules, "later", ModuleType("later"))

    collect_while(bring, load)
    assert [*seen, is_looked_at(brought.itself)] == [True, False]


def test_no_run_of_a_page_looks_through_everything() -> None:
    assert get_option("runner.postScriptGC") is False
