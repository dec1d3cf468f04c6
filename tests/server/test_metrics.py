"""What an operator may watch."""

import urllib.error
import urllib.request

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from websockets.sync.client import connect

from cnnviz.live.meter import Meter
from cnnviz.server.metrics import metrics_route
from cnnviz.server.metrics_off import METRICS_PATH
from tests.live.conftest import serving
from tests.live.visitor import goodbye, ping


def numbers(text: str) -> dict[str, float]:
    families = text_string_to_metric_families(text)
    return {sample.name: sample.value for family in families for sample in family.samples}


def test_all_numbers_are_told_in_prometheus_format():
    meter = Meter(clock=lambda: 0.0)
    meter.connections, meter.turned_away = 3, 4
    for milliseconds in range(1, 121):
        meter.answered(milliseconds / 1000)
    route = metrics_route(meter, lambda: (1, 2))
    with serving(Starlette(routes=[route])) as address:
        told = numbers(fetched(address.replace("ws://", "http://").replace("/live", METRICS_PATH)))
    assert told["process_resident_memory_bytes"] > 1e7
    assert told.pop("cnnviz_tasks") >= 2  # the server's and the one that answers
    assert {name: value for name, value in told.items() if name.startswith("cnnviz")} == {
        "cnnviz_answers_total": 120,
        "cnnviz_turned_away_total": 4,
        "cnnviz_connections": 3,
        "cnnviz_answers_per_second": 2,
        "cnnviz_answer_p95_seconds": 0.114,
        "cnnviz_trainings_running": 1,
        "cnnviz_trainings_waiting": 2,
    }


def fetched(url: str) -> str:
    with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - always http
        return answer.read().decode()


def test_a_server_tells_them_when_it_is_asked_to(start_server, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CNNVIZ_METRICS", "1")
    monkeypatch.setenv("CNNVIZ_LIVE_CONNECTIONS", "1")
    monkeypatch.setenv("CNNVIZ_LIVE_IDLE_SECOND", "1")
    server = start_server(base_path="lab")
    address = f"{server.url.replace('http', 'ws', 1)}/live"
    with connect(address) as socket:
        ping(socket, 1)
        with connect(address) as refused:
            goodbye(refused)
        told = numbers(fetched(server.url + METRICS_PATH))
    assert told["cnnviz_turned_away_total"] == 1
    assert told["cnnviz_connections"] == told["cnnviz_answers_total"] == 1
    assert told["cnnviz_answer_p95_seconds"] > 0
    assert server.log().count("did you mean CNNVIZ_LIVE_IDLE_SECONDS?") == 1


def test_a_server_keeps_them_to_itself_otherwise_and_says_how_to_have_them(server):
    with pytest.raises(urllib.error.HTTPError) as caught:
        fetched(server.url + METRICS_PATH)
    with caught.value as answer:
        assert answer.code == 404
        assert answer.headers["Content-Type"].startswith("text/plain")
        told = answer.read().decode()
    assert told == "Metrics are off: start the server with CNNVIZ_METRICS=1 to have them here.\n"
