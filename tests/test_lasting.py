import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from cnnviz.lasting import spare_what_lasts


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
