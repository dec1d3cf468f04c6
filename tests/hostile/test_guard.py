"""What the fuzz tests would notice: a target that does what must not be done is found out."""

import os
import sys
from pathlib import Path

import pytest

from fuzz.account import Account
from fuzz.parent import Outcome, follow
from fuzz.targets import with_checksums, with_length
from tests.hostile.reading import PATIENCE
from tools.bad_pictures import even_png

pytestmark = pytest.mark.slow

HARM = {
    "raise KeyError('map')": "KeyError",
    "raise ValueError('a\\nb')": "no sentence",
    "raise ValueError('map')": "no sentence",
    "'map'.encode().decode('utf-16')": "no sentence",
    "open(data, 'wb')": "open",
    "os.system('true')": "os.system",
    "subprocess.run(['true'])": "subprocess.Popen",
    "socket.create_connection(('127.0.0.1', 9))": "socket.connect",
    "pickle.loads(b'cos\\ngetcwd\\n.')": "pickle.find_class",
    "bytearray(b'1') * 250_000_000": "above idle",
    "bytearray(1 << 40)": "MemoryError",
}
ENDLESS = "all(iter(int, 1)) or [0 for _ in iter(int, 1)]"
PROGRAM = """
import faulthandler, os, pickle, socket, subprocess, sys, threading
from pathlib import Path
from fuzz.account import Account
from fuzz.child import Watched
from fuzz.judging import Target

def read(data):
    if data != b"seed":
        {harm}

faulthandler.enable()
target = Target("harm", lambda: [b"seed"], read)
watched = Watched(target, Account(Path(sys.argv[1])), {seconds})
watched.read(b"seed")
watched.read(sys.argv[2].encode())
"""


def done(
    harm: str, folder: Path, *, seconds: float = PATIENCE, patience: float = PATIENCE
) -> Outcome:
    """Let a process do harm when it reads the name of a file, which is to stay unwritten."""
    account, victim = folder / "account", folder / "victim"
    program = PROGRAM.format(harm=harm, seconds=seconds)
    command = [sys.executable, "-c", program, str(account), str(victim)]
    outcome = follow(command, Account.make(account), patience)
    assert not victim.exists()
    assert outcome.last == os.fsencode(victim)  # which input it was
    return outcome


@pytest.mark.parametrize(("harm", "said"), HARM.items(), ids=HARM.keys())
def test_harm_is_noticed(harm: str, said: str, tmp_path: Path):
    assert said in done(harm, tmp_path).problem


def test_who_never_ends_is_ended(tmp_path: Path):
    assert "it took too long" in done(ENDLESS, tmp_path, seconds=0.5).problem


def test_who_only_waits_is_ended_and_says_where_it_stands(tmp_path: Path):
    outcome = done("threading.Event().wait()", tmp_path, patience=1.0)
    assert outcome.problem.startswith("it took more than 1 s, and seems to wait")
    assert "in read" in outcome.problem
    assert outcome.figures.inputs == 1


def test_lengths_and_checksums_are_set_right():
    assert with_length(b"????????{}body") == b"\x02\0\0\0\0\0\0\0{}body"
    png = even_png("palette", 3, 2)
    assert with_checksums(png) == png
    assert with_checksums(png[:-4] + b"????") == png
