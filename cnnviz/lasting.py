"""What stays for good, kept out of the garbage collector's way; and the collector's own hours.

Of a server that has imported torch, 200,000 objects stay. To look through them takes a tenth of a
second, in which no drawing is read; Streamlit would do it after each run of a page's script, which
`postScriptGC` in `.streamlit/config.toml` forbids.
"""

import gc
import sys
import time
from collections.abc import Callable
from typing import Final

COLLECT_EACH: Final = 5.0
"""Seconds; a visitor's page has some 400 objects to look at, a third of a millisecond."""


def spare_what_lasts() -> None:
    """Let the collector pass over all that there is now.

    What was spared before and has become garbage since is found.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.collect()  # of nothing: it counts what it knows, to see by it how much is new


def keep_collecting(
    is_anybody_here: Callable[[], bool], wait: Callable[[float], object] = time.sleep
) -> None:
    """Collect garbage now and then, or pictures wait in it for Python's own time.

    What is imported meanwhile is spared from then on: charts bring 1,000 modules. So is what
    visitors have at that moment; it is looked at again when the last one has left.

    Parameters
    ----------
    is_anybody_here : callable
        Whether there are visitors.
    wait : callable
        Lets so many seconds pass, or raises when it is enough.
    """
    modules, was_anybody = 0, False
    while True:
        is_anybody = is_anybody_here()
        if len(sys.modules) != modules or (was_anybody and not is_anybody):
            spare_what_lasts()
        else:
            gc.collect()
        modules, was_anybody = len(sys.modules), is_anybody
        wait(COLLECT_EACH)
