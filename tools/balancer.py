"""nginx before two servers, as deploy/nginx.conf has it, on 127.0.0.1: for tests and benchmarks."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from cnnviz.server.listening import answers
from tools.environment import apt_install
from tools.server import ROOT, START_SECONDS, Server, free_port

CONFIGURATION = ROOT / "deploy" / "nginx.conf"
PLACES = ("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx")
MISSING = "No nginx found. Run `apt-get install nginx-light` (Debian) or `brew install nginx`."
FILES = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def find_nginx() -> Path:
    """Return the path of nginx.

    Raises
    ------
    FileNotFoundError
        If there is none; the message says what to run.
    """
    found = shutil.which("nginx")
    for place in [found] if found else PLACES:
        if Path(place).is_file():
            return Path(place)
    raise FileNotFoundError(MISSING)


def local_configuration(text: str, port: int, servers: Sequence[int], folder: Path) -> str:
    """Make nginx listen on 127.0.0.1, before servers on these ports, and keep to a folder.

    Parameters
    ----------
    text : str
        Of deploy/nginx.conf, whose servers are cnnviz1, cnnviz2 and so on.
    port : int
    servers : sequence of int
    folder : Path
        For its own files.

    Raises
    ------
    ValueError
        When there are not as many servers in the text.
    """
    named = sorted(set(re.findall(r"cnnviz\d+:\d+", text)))
    if len(named) != len(servers):
        raise ValueError(f"servers must be {len(named)}, as in the file, got {len(servers)}")
    for name, server in zip(named, servers, strict=True):
        text = text.replace(name, f"127.0.0.1:{server}")
    own = "".join(f"\n    {name}_temp_path {folder / name};" for name in FILES)
    changes = {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "pid /run/nginx.pid;": f"pid {folder / 'pid'};\ndaemon off;",
        "http {": f"http {{\n    access_log off;{own}",
    }
    for old, new in changes.items():
        if text.count(old) != 1:
            raise ValueError(f"the configuration must have {old!r} once")
        text = text.replace(old, new)
    return text


class Balancer:
    """nginx before servers that run on this machine, started at once.

    Parameters
    ----------
    servers : sequence of Server
        As many as deploy/nginx.conf names.
    """

    def __init__(self, servers: Sequence[Server]) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._folder = tempfile.TemporaryDirectory()
        folder = Path(self._folder.name)
        configuration = folder / "nginx.conf"
        ports = [server.port for server in servers]
        text = local_configuration(CONFIGURATION.read_text(encoding="utf-8"), port, ports, folder)
        configuration.write_text(text, encoding="utf-8")
        options = {"-p": folder, "-e": folder / "error.log", "-c": configuration}
        command = [str(word) for option in options.items() for word in option]
        self._process = subprocess.Popen([find_nginx(), *command])  # noqa: S603 - no shell
        deadline = time.monotonic() + START_SECONDS
        while not answers(self.url):
            if self._process.poll() is not None or time.monotonic() > deadline:
                log = (folder / "error.log").read_text()
                self.stop()
                raise RuntimeError(f"nginx did not start:\n{log}")
            time.sleep(0.05)

    def stop(self) -> None:
        """End nginx with its workers."""
        self._process.terminate()
        self._process.wait(timeout=10)
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def main() -> None:
    """Install nginx where we may, or say what to run."""
    try:
        find_nginx()
    except FileNotFoundError:
        if os.geteuid() == 0 and shutil.which("apt-get"):
            apt_install("nginx-light")
    try:
        print(find_nginx())
    except FileNotFoundError as missing:
        sys.exit(str(missing))


if __name__ == "__main__":
    main()
