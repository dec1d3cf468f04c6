"""Memory used for a moment is given back, a while after the work that took it."""

import threading

import pytest

from cnnviz.live import workers
from cnnviz.live.networks.builtin import Networks
from tests.live.looked import cat, look_bytes
from tests.live.visitor import SECONDS, Connect, answer_of


def test_it_is_given_back_a_while_after_the_work(
    visit: Connect, networks: Networks, monkeypatch: pytest.MonkeyPatch
):
    given = threading.Event()
    monkeypatch.setattr(workers, "REST_SECONDS", 0.0)
    monkeypatch.setattr(workers, "return_free_memory", given.set)
    socket = visit()
    socket.send(look_bytes(1, cat()))
    assert answer_of(socket).message["type"] == "seen"
    assert given.wait(SECONDS)
    given.clear()
    socket.send(look_bytes(2))
    assert answer_of(socket).message["type"] == "seen"
    assert given.wait(SECONDS)
