"""What is said where an operator's numbers would be, as long as nobody has asked for them."""

from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

METRICS_PATH: Final = "/cnnviz/metrics"
"""Where the numbers are, below the server's base path."""

_OFF: Final = "Metrics are off: start the server with CNNVIZ_METRICS=1 to have them here.\n"


def metrics_off_route(path: str = METRICS_PATH) -> Route:
    """Make the route that answers 404 and how to switch the numbers on.

    Parameters
    ----------
    path : str
        The route's whole path, the server's base path included.
    """

    async def answer(_request: Request) -> PlainTextResponse:
        return PlainTextResponse(_OFF, 404)

    return Route(path, answer, name="metrics")
