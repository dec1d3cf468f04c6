"""Which pages may connect; where no option is set, as Streamlit has it for its own socket."""

from typing import Any

import pytest
import streamlit as st

from cnnviz.server.origin import is_origin_allowed

HOST = "school.example:8501"


@pytest.fixture
def options(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    options = {
        "server.allowedHosts": [],
        "server.corsAllowedOrigins": [],
        "server.enableCORS": True,
    }
    monkeypatch.setattr(st, "get_option", options.__getitem__)
    return options


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "http://school.example:8501",
        "https://School.example:8501",
        "http://localhost:3000",
        "http://127.0.0.1",
        "http://[::1]:3000",
    ],
)
def test_programs_its_own_pages_and_those_of_the_same_machine_may_connect(options, origin):
    assert is_origin_allowed(origin, HOST)


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://school.example",
        "http://school.example:8502",
        "http://school.example.evil.example:8501",
        "http://school.example:8501@evil.example",
        "http://localhost.evil.example",
        "null",
        "",
        "http://[",
    ],
)
def test_other_pages_may_not(options, origin: str):
    assert not is_origin_allowed(origin, HOST)
    assert not is_origin_allowed(origin, None)


def test_an_operator_may_name_others_or_all(options):
    options["server.corsAllowedOrigins"] = ["https://course.example"]
    assert is_origin_allowed("https://course.example", HOST)
    assert not is_origin_allowed("https://evil.example", HOST)
    options["server.enableCORS"] = False
    assert is_origin_allowed("https://evil.example", HOST)


@pytest.mark.parametrize(
    ("pattern", "answers"),
    [
        ("school.example", True),
        ("SCHOOL.example ", True),
        ("*.example", True),
        ("*", True),
        ("example", False),
        ("*.school.example", False),
    ],
)
def test_an_operator_may_say_whom_the_server_answers_as(options, pattern: str, answers: bool):
    options["server.allowedHosts"] = [pattern]
    assert is_origin_allowed(None, HOST) is answers
    assert not is_origin_allowed(None, None)
    assert not is_origin_allowed(None, "[")
