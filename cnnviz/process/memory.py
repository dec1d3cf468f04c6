"""Memory that was used for a moment, given back to the machine.

A photo's layers take 50 MB for some milliseconds, and their gradients more. The C library keeps
what was freed for the next time, for each thread apart, and made a server of 400 MB one of 620 MB.
To give everything back at once would cost more: memory that is new has to be cleared first, and a
look at a photo took 45 ms in place of 17 ms.
"""

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any, Final

ARENAS: Final = 2
_M_ARENA_MAX: Final = -8  # of glibc's malloc.h


def limit_arenas() -> bool:
    """Let all threads take memory from the same few places, before most threads begin.

    Returns
    -------
    bool
        Whether this machine's C library can do that; glibc can.
    """
    mallopt = _function("mallopt")
    return mallopt is not None and bool(mallopt(_M_ARENA_MAX, ARENAS))


def return_free_memory() -> bool:
    """Return unused memory to the machine, which takes some milliseconds of a thread.

    Returns
    -------
    bool
        Whether there was some, and this machine's C library can do that; glibc can.
    """
    malloc_trim = _function("malloc_trim")
    return malloc_trim is not None and bool(malloc_trim(0))


@cache
def _function(name: str) -> Callable[..., Any] | None:
    """Find a function of the C library that this process runs with."""
    try:
        found: Callable[..., Any] | None = getattr(ctypes.CDLL(None), name, None)
    except (OSError, TypeError):  # a system without such a library
        return None
    return found
