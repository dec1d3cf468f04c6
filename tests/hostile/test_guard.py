"""What the fuzz tests would notice: a target that does what must not be done is found out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz.child import FILE_BYTES
from fuzz.targets import with_checksums, with_length
from tests.bad_pictures import even_png
from tools.server import ROOT

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
    "all(iter(int, 1)) or [0 for _ in iter(int, 1)]": "",
}
PROGRAM = """
import os, pickle, socket, subprocess, sys
from pathlib import Path
from fuzz.child import Watched
from fuzz.targets import Target

def read(data):
    if data != b"seed":
        {harm}

target = Target("harm", lambda: [b"seed"], read)
watched = Watched(target, Path(sys.argv[1]), 0.5)
watched.read(b"seed")
watched.read(sys.argv[2].encode())
"""


@pytest.mark.parametrize(("harm", "said"), HARM.items(), ids=HARM.keys())
def test_harm_is_noticed(harm: str, said: str, tmp_path: Path):
    account, victim = tmp_path / "account", tmp_path / "victim"
    account.write_bytes(bytes(FILE_BYTES))
    command = [sys.executable, "-c", PROGRAM.format(harm=harm), str(account), str(victim)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)  # noqa: S603
    assert ended.returncode != 0
    assert said in ended.stderr.decode()
    assert not victim.exists()
    assert os.fsencode(victim) in account.read_bytes()  # which input it was


def test_lengths_and_checksums_are_set_right():
    assert with_length(b"????????{}body") == b"\x02\0\0\0\0\0\0\0{}body"
    png = even_png("palette", 3, 2)
    assert with_checksums(png) == png
    assert with_checksums(png[:-4] + b"????") == png
