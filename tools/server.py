"""Start the real app in a process of its own, as the browser tests and the benchmarks need it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from cnnviz.server.listening import answers

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60.0


def free_port() -> int:
    """Return a TCP port on 127.0.0.1 that nothing listens on at the moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Server:
    """The app on 127.0.0.1, started at once and ready when constructed.

    Parameters
    ----------
    base_path : str
        Below which it is served, such as ``"lab"``; empty for none.
    port : int or None
        None takes a free one.
    script : path or None
        What to serve by ``streamlit run <script>``; None serves the app by its launcher.
    environment : mapping of str
        Variables besides those of this process.
    python : path
        The interpreter, another one where cnnviz is installed elsewhere.
    folder : path
        Where the process runs, this project unless told otherwise.

    Raises
    ------
    RuntimeError
        If the server ends, or does not answer within a minute; the message carries its log.
    """

    def __init__(
        self,
        *,
        base_path: str = "",
        port: int | None = None,
        script: Path | None = None,
        environment: Mapping[str, str] | None = None,
        python: Path = Path(sys.executable),
        folder: Path = ROOT,
    ) -> None:
        self.port = port or free_port()
        self.base_path = base_path.strip("/")
        self.script = script
        self._environment = dict(environment or {})
        self._python, self._folder = python, folder
        suffix = f"/{self.base_path}" if self.base_path else ""
        self.url = f"http://127.0.0.1:{self.port}{suffix}"
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the server
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        """Start the process and wait until it answers."""
        process = subprocess.Popen(  # noqa: S603 - our own app, no shell
            [self._python, "-m", *self._command()],
            cwd=self._folder,
            env=os.environ | self._environment,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        deadline = time.monotonic() + START_SECONDS
        while not answers(self.url):
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                process.wait()
                raise RuntimeError(f"the server did not start:\n{self.log()}")
            time.sleep(0.05)
        return process

    def _command(self) -> list[str]:
        """Return the module to run, with its arguments."""
        port, path = str(self.port), self.base_path
        if self.script is None:
            where = ["--address", "127.0.0.1", "--port", port, "--base-path", path]
            return ["cnnviz", "serve", *where]
        options = {
            "server.address": "127.0.0.1",
            "server.port": port,
            "server.headless": "true",
            "server.baseUrlPath": path,
        }
        arguments = [f"--{name}={value}" for name, value in options.items() if value]
        return ["streamlit", "run", str(self.script), *arguments]

    @property
    def pid(self) -> int:
        """The process id of the server."""
        return self._process.pid

    def log(self) -> str:
        """Return all that the server has written so far."""
        self._log.seek(0)
        return self._log.read().decode(errors="replace")

    def stop(self) -> None:
        """Ask the server to end, and end it when it does not."""
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.kill()

    def end_by(self, told: int) -> int:
        """Send a signal that ends the server, and return what it ends with."""
        self._process.send_signal(told)
        return self._process.wait(timeout=START_SECONDS)

    def kill(self) -> None:
        """End the server at once, as a crash or a power cut would."""
        self._process.kill()
        self._process.wait()

    def restart(self) -> None:
        """Start again on the same port, after `stop` or `kill`."""
        self._process = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._log.close()
