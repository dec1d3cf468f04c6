"""What stays for good, kept out of the garbage collector's way; and the collector's own hours.

Of a server that has imported torch, 200,000 objects stay. To look through them takes a tenth of a
second, in which no drawing is read; Streamlit would do it after each run of a page's script, which
`postScriptGC` in `.streamlit/config.toml` forbids.
"""

import gc
import sys
import time
from collections.abc import Callable
from functools import cache
from typing import Final

COLLECT_EACH: Final = 5.0
"""Seconds; a visitor's page has some 400 objects to look at, a third of a millisecond."""


def freeze_what_lasts() -> None:
    """Let the collector pass over all that there is now.

    What was spared before and has become garbage since is found.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.collect()  # of nothing: it counts what it knows, to see by it how much is new


class Collector:
    """Collects garbage now and then. Safe to use from any thread."""

    def keep_collecting(self, wait: Callable[[float], object] = time.sleep) -> None:
        """Collect again and again, or pictures wait for Python's own time.

        What is imported meanwhile is spared from then on: charts bring 1,000 modules. So is what
        visitors have at that moment.

        Parameters
        ----------
        wait : callable
            Lets so many seconds pass, or raises when it is enough.
        """
        modules = 0
        while True:
            if len(sys.modules) != modules:
                freeze_what_lasts()
                modules = len(sys.modules)
            else:
                gc.collect()
            wait(COLLECT_EACH)


@cache
def shared_collector() -> Collector:
    """Return this server's."""
    return Collector()
