"""The command ``cnnviz``."""

import pytest

import cnnviz
from cnnviz.__main__ import COMMANDS, main


def said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    shown = capsys.readouterr()
    assert ended.value.code == (0 if shown.out else 2)
    return shown.out + shown.err


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]):
    assert said(["--version"], capsys) == f"cnnviz {cnnviz.__version__}\n"


def test_its_help_names_every_command(capsys: pytest.CaptureFixture[str]):
    text = said(["--help"], capsys)
    assert all(f"  {name} " in text and does in text for name, (_, does) in COMMANDS.items())


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_of_its_own(command: str, capsys: pytest.CaptureFixture[str]):
    assert said([command, "--help"], capsys).startswith(f"usage: cnnviz {command} ")


def test_a_command_that_there_is_not_is_refused_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
):
    assert "choose from" in said(["paint"], capsys)
