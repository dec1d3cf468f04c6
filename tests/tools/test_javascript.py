import pytest

from tools import javascript
from tools.javascript import find_node, fingerprint, fits


@pytest.fixture
def stub(tmp_path):
    """A function that makes a folder with a Node of a given version, and with npm or without."""

    def make(version, *, npm=True):
        folder = tmp_path / version
        folder.mkdir()
        for name in ("node", "npm") if npm else ("node",):
            script = folder / name
            script.write_text(f"#!/bin/sh\necho {version}\n")
            script.chmod(0o755)
        return str(folder)

    return make


@pytest.mark.parametrize("version", ["v20.19.0", "v20.20.2", "v22.13.0", "v24.0.0", "v26.1.0"])
def test_a_node_that_eslint_supports_fits(version):
    assert fits(version)


@pytest.mark.parametrize("version", ["v18.20.4", "v20.18.1", "v21.7.0", "v22.12.0", "v23.9.0", ""])
def test_an_older_or_odd_node_does_not_fit(version):
    assert not fits(version)


def test_the_first_node_that_fits_is_taken(stub):
    places = [stub("v18.0.0"), stub("v22.13.0"), stub("v24.0.0")]
    assert find_node(places).parent.name == "v22.13.0"


def test_a_node_without_npm_is_passed_over(stub):
    assert find_node([stub("v24.0.0", npm=False)]) is None
    assert find_node([]) is None


def test_where_no_node_fits_one_is_installed(stub, tmp_path, monkeypatch):
    (tmp_path / "bin").mkdir()
    monkeypatch.setattr(javascript, "VENV", tmp_path)
    monkeypatch.setenv("PATH", stub("v18.0.0"))

    def install(*arguments):
        assert arguments[-1] == javascript.NODE_PACKAGE
        for script in (tmp_path / "v18.0.0").iterdir():
            (tmp_path / "bin" / script.name).write_text("#!/bin/sh\necho v24.19.0\n")
            (tmp_path / "bin" / script.name).chmod(0o755)
        return 0

    monkeypatch.setattr(javascript, "pip", install)
    assert javascript.node() == tmp_path / "bin" / "node"


def test_packages_are_installed_when_the_lock_file_changed_and_only_then(tmp_path, monkeypatch):
    lock = tmp_path / "package-lock.json"
    (tmp_path / "npm").write_text("#!/bin/sh\n")
    (tmp_path / "npm").chmod(0o755)
    monkeypatch.setattr(javascript, "node", lambda: tmp_path / "node")
    monkeypatch.setattr(javascript, "PINNED", (lock,))
    monkeypatch.setattr(javascript, "STAMP", tmp_path / "stamp")
    asked = []
    monkeypatch.setattr(
        javascript.subprocess, "call", lambda command, cwd: asked.append(command[1]) or 0
    )
    for content in ("one", "one", "two", "two"):
        lock.write_text(content)
        javascript.prepare()
    assert asked == ["ci", "ci"]


def test_the_fingerprint_keeps_files_apart():
    assert fingerprint([b"ab", b"c"]) != fingerprint([b"a", b"bc"])


def test_the_lock_file_names_no_registry():
    assert '"resolved"' not in javascript.PINNED[1].read_text()
