"""A server has room for the files of many visitors."""

import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from cnnviz.server.open_files import ENOUGH, allow_many_files
from tools.server import Server

UNLIMITED = resource.RLIM_INFINITY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((1024, 4096), (4096, 4096)),
        ((1024, UNLIMITED), (ENOUGH, UNLIMITED)),
        ((1024, 1 << 20), (ENOUGH, 1 << 20)),
        ((1 << 20, 1 << 20), None),
        ((UNLIMITED, UNLIMITED), None),
        ((1024, 1024), None),
    ],
)
def test_as_many_as_are_allowed_or_enough(before, after, monkeypatch: pytest.MonkeyPatch):
    told = []
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: before)
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limits: told.append((kind, limits)))
    allow_many_files()
    assert told == ([] if after is None else [(resource.RLIMIT_NOFILE, after)])


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="limits of another process are in /proc")
def test_the_server_asks_for_them(start_server: Callable[..., Server]):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, hard))
    try:
        server = start_server()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    limits = Path(f"/proc/{server.pid}/limits").read_text().splitlines()
    line = next(line for line in limits if line.startswith("Max open files"))
    assert int(line.split()[3]) > 512
