import gc
from collections.abc import Iterator
from itertools import count
from weakref import ref

import pytest
from streamlit import get_option

from cnnviz.lasting import keep_collecting, spare_what_lasts


class Knot:
    """Refers to itself, so that only the collector can find that nobody wants it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_the_collector_passes_over_what_was_there_and_sees_what_comes_later() -> None:
    early = Knot()
    spare_what_lasts()
    late = Knot()
    seen = {id(one) for one in gc.get_objects()}
    assert id(early) not in seen
    assert id(late) in seen
    late_one = ref(late)
    del late
    gc.collect()
    assert late_one() is None


def test_what_was_spared_and_is_garbage_since_goes_the_next_time() -> None:
    knot = Knot()
    spare_what_lasts()
    early_one = ref(knot)
    del knot
    gc.collect()
    assert early_one() is not None
    spare_what_lasts()
    assert early_one() is None


def test_garbage_goes_now_and_then() -> None:
    knots: list[ref[Knot]] = []
    turns = count()

    def wait(_: float) -> None:
        if knots:
            assert knots[-1]() is None
        if next(turns) == 3:
            raise InterruptedError
        knots.append(ref(Knot()))

    gc.disable()
    try:
        with pytest.raises(InterruptedError):
            keep_collecting(wait)
    finally:
        gc.enable()
    assert len(knots) == 3


def test_no_run_of_a_page_looks_through_everything() -> None:
    assert get_option("runner.postScriptGC") is False
