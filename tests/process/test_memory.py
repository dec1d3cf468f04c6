"""Memory that was freed is given back to the machine."""

import subprocess
import sys

import pytest

from cnnviz.process import memory

pytestmark = pytest.mark.slow

# Holds 100 MB in pieces that the C library keeps when they are freed, as one behind them stays.
PROGRAM = """
import ctypes, re
from pathlib import Path
from cnnviz.process.memory import return_free_memory, limit_arenas

def resident():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1000

shared = limit_arenas()
pieces = [ctypes.create_string_buffer(b"x" * 100_000) for _ in range(1000)]
last = pieces.pop()
full = resident()
del pieces
kept = resident()
print(shared, full - kept, return_free_memory(), kept - resident())
"""


def test_what_was_freed_is_given_back():
    run = [sys.executable, "-c", PROGRAM]
    said = subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()  # noqa: S603 - our own
    shared, freed, gave_back, given = said
    assert (shared, gave_back) == ("True", "True")
    assert int(freed) < 20
    assert int(given) > 80


def test_where_the_c_library_can_not_nothing_happens(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(memory, "_function", lambda _name: None)
    assert not memory.limit_arenas()
    assert not memory.return_free_memory()


def test_no_such_function_is_found():
    assert memory._function("no_such_function_of_any_library") is None
