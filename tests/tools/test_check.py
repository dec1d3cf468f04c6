"""The checks: every step runs, and one that failed is named."""

import pytest

from tools.check import Step, run

PASSES = ("python", "-c", "print('all is well')")
FAILS = ("python", "-c", "import sys; sys.exit('something is wrong')")


def test_steps_that_pass_leave_no_name_behind():
    assert run((Step("first", PASSES), Step("second", PASSES)), (Step("beside", PASSES),)) == []


def test_a_step_that_fails_is_named_and_the_next_one_runs(capfd: pytest.CaptureFixture[str]):
    assert run((Step("first", FAILS), Step("second", PASSES)), ()) == ["first"]
    written = capfd.readouterr().out
    assert written.index("something is wrong") < written.index("== first FAILED after")
    assert written.index("all is well") < written.index("== second passed after")


def test_what_runs_beside_the_steps_is_told_after_them(capfd: pytest.CaptureFixture[str]):
    assert run((Step("first", PASSES),), (Step("beside", FAILS),)) == ["beside"]
    written = capfd.readouterr().out
    assert written.index("== first passed after") < written.index("== beside: python -c")
    assert written.index("something is wrong") < written.index("== beside FAILED after")


def test_a_step_may_keep_what_python_compiles(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    asks = "import sys; sys.exit(sys.dont_write_bytecode)"
    assert run((Step("asks", ("python", "-c", asks)),), ()) == []
