import socket
import ssl
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tools import chromium, environment
from tools.balancer import CONFIGURATION, find_nginx, local_configuration
from tools.chromium import candidates, find_chromium
from tools.environment import (
    fingerprint,
    has_local_cpu_wheel,
    reachable,
    torch_pin,
    wants_cpu_wheels,
)


def test_the_fingerprint_changes_with_requirements_python_and_choice_of_wheels():
    base = ([b"torch==2.13.0", b"pytest==9"], "3.11", "")
    others = [
        ([b"torch==2.14.0", b"pytest==9"], "3.11", ""),
        ([b"torch==2.13.0", b"pytest==10"], "3.11", ""),
        ([b"torch==2.13.0"], "3.11", ""),
        ([b"torch==2.13.0pytest==9"], "3.11", ""),
        (*base[:1], "3.12", ""),
        (*base[:2], "1"),
    ]
    assert fingerprint(*base) == fingerprint(*base)
    assert len({fingerprint(*each) for each in [base, *others]}) == 1 + len(others)


def test_a_prepared_environment_is_left_alone(tmp_path, monkeypatch):
    installed = []
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setattr(environment, "venv_version", lambda: "3.11")
    monkeypatch.setattr(environment, "install", lambda file, cpu: installed.append(file.name))
    for development in (False, False, True, True, False):
        environment.prepare(development=development, cpu="")
    assert installed == ["requirements.txt", "requirements-dev.txt"]


def test_the_development_environment_runs_the_app_too(tmp_path, monkeypatch):
    installed = []
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setattr(environment, "venv_version", lambda: "3.11")
    monkeypatch.setattr(environment, "install", lambda file, cpu: installed.append(file.name))
    for development in (True, False):
        environment.prepare(development=development, cpu="")
    assert installed == ["requirements-dev.txt"]


def test_an_installation_that_fails_is_tried_again(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setattr(environment, "venv_version", lambda: "3.11")
    monkeypatch.setattr(environment, "pip", lambda *arguments: 1)
    for _ in range(2):
        with pytest.raises(SystemExit, match="could not be installed"):
            environment.prepare(development=False, cpu="0")


@pytest.mark.parametrize(
    ("cpu", "system", "machine", "nvidia", "wanted"),
    [
        ("", "Linux", "x86_64", False, True),
        ("", "Linux", "x86_64", True, False),
        ("", "Linux", "aarch64", False, False),
        ("", "Darwin", "arm64", False, False),
        ("1", "Linux", "x86_64", True, True),
        ("0", "Linux", "x86_64", False, False),
    ],
)
def test_cpu_wheels_are_for_linux_without_a_card_unless_told(cpu, system, machine, nvidia, wanted):
    assert wants_cpu_wheels(cpu, system, machine, nvidia=nvidia) is wanted


def test_an_unknown_choice_of_wheels_is_refused():
    with pytest.raises(ValueError, match="CPU must be 0, 1 or empty, got 'yes'"):
        wants_cpu_wheels("yes", "Linux", "x86_64", nvidia=False)


def test_a_cpu_wheel_at_hand_is_found(tmp_path):
    places = {"PIP_FIND_LINKS": f"/nowhere {tmp_path}"}
    assert not has_local_cpu_wheel("torch==2.13.0", places)
    (tmp_path / "torch-2.13.0-cp311-cp311-linux_x86_64.whl").touch()
    assert not has_local_cpu_wheel("torch==2.13.0", places)
    (tmp_path / "torch-2.13.0+cpu-cp311-cp311-linux_x86_64.whl").touch()
    assert has_local_cpu_wheel("torch==2.13.0", places)
    assert not has_local_cpu_wheel("torch==2.13.0", {})


def test_a_cpu_wheel_at_hand_is_not_looked_for_elsewhere(tmp_path, monkeypatch):
    (tmp_path / "torch-2.13.0+cpu-cp311-cp311-linux_x86_64.whl").touch()
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setattr(environment, "reachable", lambda address: pytest.fail("it asked"))
    environment.install_cpu_torch("torch==2.13.0")


def test_an_index_out_of_reach_leaves_the_plain_torch_and_says_so(monkeypatch, capsys):
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    monkeypatch.setattr(environment, "reachable", lambda address: False)
    monkeypatch.setattr(environment, "pip", lambda *arguments: pytest.fail("it installed"))
    environment.install_cpu_torch("torch==2.13.0")
    assert "out of reach" in capsys.readouterr().out


def test_an_index_in_reach_gives_torch_and_nothing_else(monkeypatch):
    asked = []
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    monkeypatch.setattr(environment, "reachable", lambda address: True)
    monkeypatch.setattr(environment, "pip", lambda *arguments: asked.append(arguments) or 0)
    environment.install_cpu_torch("torch==2.13.0")
    assert asked == [
        ("install", "--no-deps", "--index-url", environment.CPU_INDEX, "torch==2.13.0+cpu")
    ]


def test_the_requirements_pin_every_package_exactly():
    files = (environment.RUNTIME, environment.DEVELOPMENT)
    lines = [line for file in files for line in file.read_text().splitlines()]
    wanted = [line for line in lines if line and not line.startswith(("#", "-r "))]
    assert [line for line in wanted if line.count("==") != 1] == []
    assert torch_pin(environment.RUNTIME.read_text()) == "torch==2.13.0"


def test_an_unpinned_torch_is_refused():
    with pytest.raises(ValueError, match="must pin torch"):
        torch_pin("numpy==2.4.6\ntorch>=2\n")


def test_a_closed_port_is_out_of_reach():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert not reachable(f"http://127.0.0.1:{port}", seconds=1)


def test_an_index_whose_certificate_only_pip_knows_is_in_reach(monkeypatch):
    def refuse(address, timeout):
        raise urllib.error.URLError(ssl.SSLCertVerificationError("unable to get local issuer"))

    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    assert reachable("https://localhost", seconds=1)


def test_a_chromium_is_looked_for_by_name_then_system_then_playwright():
    on_path = {"google-chrome": "/usr/bin/google-chrome", "chromium": "/usr/bin/chromium"}
    places = [*map(str, candidates({"CHROMIUM": "/opt/named"}, on_path.get, "/cache/own"))]
    assert places[:3] == ["/opt/named", "/usr/bin/chromium", "/usr/bin/google-chrome"]
    assert places[-1] == "/cache/own"


def test_a_chromium_that_does_not_start_is_passed_over(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/opt/broken")
    assert find_chromium("/cache/own", lambda path: "own" in str(path)) == Path("/cache/own")


def test_a_missing_chromium_is_an_error_that_says_what_to_run():
    with pytest.raises(FileNotFoundError, match=r"Run `apt-get install chromium`.*playwright"):
        find_chromium(None, lambda path: False)


def test_a_file_that_is_no_browser_does_not_start(tmp_path):
    assert not chromium.starts(tmp_path / "missing")
    script = tmp_path / "stub"
    script.write_text("#!/bin/sh\nexit 1\n")
    script.chmod(0o755)
    assert not chromium.starts(script)


def test_a_missing_nginx_is_an_error_that_says_what_to_run(monkeypatch):
    monkeypatch.setattr("tools.balancer.shutil.which", lambda _name: None)
    monkeypatch.setattr("tools.balancer.PLACES", ())
    with pytest.raises(FileNotFoundError, match=r"Run `apt-get install nginx-light`"):
        find_nginx()


def test_nginx_is_told_to_keep_to_this_machine(tmp_path):
    text = local_configuration(CONFIGURATION.read_text(), 8080, [1111, 2222], tmp_path)
    assert "listen 127.0.0.1:8080;" in text
    assert text.count("server 127.0.0.1:1111 ") == text.count("server 127.0.0.1:2222 ") == 2
    assert "cnnviz1" not in text
    with pytest.raises(ValueError, match="servers must be 2, as in the file, got 3"):
        local_configuration(CONFIGURATION.read_text(), 8080, [1, 2, 3], tmp_path)
