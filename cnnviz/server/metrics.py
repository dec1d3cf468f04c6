"""What an operator may watch, in Prometheus' text format; off unless it is asked for."""

import asyncio
from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cnnviz.live.meter import Meter
from cnnviz.server.metrics_off import METRICS_PATH

Trainings = Callable[[], tuple[int, int]]
"""Returns how many trainings run, and how many wait."""


class _Live(Collector):
    """Reads the numbers at the moment they are asked for."""

    def __init__(self, meter: Meter, trainings: Trainings) -> None:
        self._meter, self._trainings = meter, trainings

    def collect(self) -> Iterator[Metric]:
        """Return each number with its name and what it means."""
        pace = self._meter.pace()
        running, waiting = self._trainings()
        for name, meaning, count in (
            ("answers", "Answers given by the live engine.", self._meter.answers),
            (
                "turned_away",
                "Live connections refused, as there were too many.",
                self._meter.turned_away,
            ),
        ):
            yield CounterMetricFamily(f"cnnviz_{name}", meaning, value=count)
        for name, meaning, value in (
            ("connections", "Live connections that are open.", self._meter.connections),
            ("answers_per_second", "Answers a second, over the last minute.", pace.per_second),
            (
                "answer_p95_seconds",
                "Seconds that 95 of 100 answers of the last minute took at most.",
                pace.p95,
            ),
            ("tasks", "Tasks of the event loop.", len(asyncio.all_tasks())),
            ("trainings_running", "Trainings that run.", running),
            ("trainings_waiting", "Trainings that wait for their turn.", waiting),
        ):
            yield GaugeMetricFamily(f"cnnviz_{name}", meaning, value=value)


def metrics_route(meter: Meter, trainings: Trainings, path: str = METRICS_PATH) -> Route:
    """Make the route that answers with all numbers, the process's memory and time among them.

    Parameters
    ----------
    meter : Meter
        The live engine's.
    trainings : callable
    path : str
        The route's whole path, the server's base path included.
    """
    registry = CollectorRegistry()
    registry.register(_Live(meter, trainings))
    ProcessCollector(registry=registry)

    async def answer(_request: Request) -> Response:
        # On the event loop, which is the one that counts
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return Route(path, answer, name="metrics")
