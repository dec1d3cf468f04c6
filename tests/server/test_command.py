"""``cnnviz serve``: what it takes, and what it says when it can't serve."""

import socket

import pytest

from cnnviz.server.command import main


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "", "8501.5"])
def test_a_port_out_of_range_is_refused(port: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main([f"--port={port}"])
    assert f"argument --port: must be between 1 and 65535, got {port}" in capsys.readouterr().err


def test_a_port_that_somebody_else_has_is_named_with_another_to_try():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=rf"Port {port} .* can't be had .*: try another one"):
            main(["--address=127.0.0.1", f"--port={port}"])
