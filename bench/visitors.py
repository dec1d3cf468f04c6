"""Visitors who draw on the Digits page, each as a browser does it, without a browser.

A visitor's pen moves 30 times a second. One drawing is under way at a time; meanwhile only the
newest waits, and its answer counts for all that it overtook.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import cycle
from typing import Any, Self

import msgspec
import numpy as np
from websockets.asyncio.client import ClientConnection, connect

from bench.pen import eight
from cnnviz.live.wire.frames import read_frame, write_frame
from cnnviz.networks.network import load_network

EVENTS_PER_SECOND = 30
PAD_SIDE = 112
PEN_WIDTH = 9
CONNECTS_AT_ONCE = 10


@dataclass(frozen=True, eq=False)
class Drawn:
    """How one visitor was answered.

    Attributes
    ----------
    latencies : (N,) float64
        Milliseconds from each event of the pen to its answer.
    answers : int
    """

    latencies: np.ndarray
    answers: int


class Visitor:
    """Somebody whose browser sends the newest drawing whenever the one before is answered.

    Parameters
    ----------
    url : str
        Of the server.
    drawings : sequence of (112, 112) uint8
        One after another, over and over.
    index : int
        Each begins with another drawing, and moves the pen in moments of their own.
    """

    def __init__(self, url: str, drawings: Sequence[np.ndarray], index: int) -> None:
        turned = index % len(drawings)
        self._address = live_address(url)
        self._drawings = cycle([*drawings[turned:], *drawings[:turned]])
        self._phase = index / EVENTS_PER_SECOND * 0.618 % (1 / EVENTS_PER_SECOND)
        self._ids = 0
        self._moved = asyncio.Event()
        self._waiting: list[float] = []  # times of the events that no sent drawing has yet
        self._socket: ClientConnection

    async def __aenter__(self) -> Self:
        await self.come()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def come(self) -> None:
        """Connect, also again, and have a first drawing answered."""
        self._socket = await connect(self._address, max_size=None, compression=None)
        await self._ask(**whole_wish())

    async def draw(self, seconds: float) -> Drawn:
        """Move the pen for a while, and have each of its events answered.

        Raises
        ------
        RuntimeError
            When an answer is an error, or there was none.
        ConnectionClosed
            When the server is gone.
        """
        self._moved.clear()
        self._waiting = []
        hand = asyncio.create_task(self._move(seconds))
        try:
            return await self._follow(hand)
        finally:
            hand.cancel()

    async def _follow(self, hand: asyncio.Task[None]) -> Drawn:
        latencies: list[float] = []
        answers = 0
        while True:
            await self._moved.wait()
            self._moved.clear()
            if not self._waiting:
                break
            events, self._waiting = self._waiting, []
            await self._ask()
            now = time.perf_counter()
            latencies += [(now - at) * 1000 for at in events]
            answers += 1
            if self._waiting or hand.done():
                self._moved.set()
        if not answers:
            raise RuntimeError("a visitor got no answer")
        return Drawn(np.array(latencies), answers)

    async def _move(self, seconds: float) -> None:
        """Move the pen at an even pace, whatever the server does."""
        start = time.perf_counter() + self._phase
        for event in range(int(seconds * EVENTS_PER_SECOND)):
            at = start + event / EVENTS_PER_SECOND
            await asyncio.sleep(at - time.perf_counter())
            self._waiting.append(at)
            self._moved.set()
        self._moved.set()

    async def _ask(self, **state: object) -> None:
        self._ids += 1
        message = {"type": "read", "id": self._ids, **state}
        await self._socket.send(write_frame(message, {"drawing": next(self._drawings)}))
        await answer(self._socket, "reading")


def live_address(url: str) -> str:
    """Return where a server's live engine is.

    Examples
    --------
    >>> live_address("http://127.0.0.1:8501")
    'ws://127.0.0.1:8501/live'
    """
    return f"{url.replace('http', 'ws', 1)}/live"


def strokes() -> list[np.ndarray]:
    """Return drawings (112, 112) uint8 of a pen on its way around a figure eight."""
    rows, columns = np.indices((PAD_SIDE, PAD_SIDE))
    drawing = np.zeros((PAD_SIDE, PAD_SIDE), np.uint8)
    steps = []
    for x, y in eight(1):
        distance = np.hypot(rows - y * PAD_SIDE, columns - x * PAD_SIDE)
        ink = (np.clip(PEN_WIDTH / 2 + 0.5 - distance, 0, 1) * 255).astype(np.uint8)
        drawing = np.maximum(drawing, ink)
        steps.append(drawing)
    return steps


def whole_wish() -> dict[str, Any]:
    """Return what a page that shows all layers wants to have read, as a first message does."""
    return {"network": "digits", "layers": [layer.name for layer in load_network("digits").layers]}


def readings() -> list[bytes]:
    """Lay out first messages of pages, each with another of `strokes`."""
    wish = {"type": "read", **whole_wish()}
    return [
        write_frame(wish | {"id": id_}, {"drawing": drawing})
        for id_, drawing in enumerate(strokes(), start=1)
    ]


@asynccontextmanager
async def present(url: str, visitors: int) -> AsyncIterator[list[Visitor]]:
    """Let so many visitors come, a few at once, and stay for a while."""
    drawings = strokes()
    gate = asyncio.Semaphore(CONNECTS_AT_ONCE)
    async with AsyncExitStack() as staying:

        async def come(index: int) -> Visitor:
            async with gate:
                return await staying.enter_async_context(Visitor(url, drawings, index))

        yield await asyncio.gather(*(come(index) for index in range(visitors)))


async def draw_together(visitors: Sequence[Visitor], seconds: float) -> list[Drawn]:
    """Let visitors draw at the same time."""
    return await asyncio.gather(*(visitor.draw(seconds) for visitor in visitors))


def percentile(drawn: Sequence[Drawn], percent: float) -> float:
    """Return the milliseconds that so many of 100 events stay within, all visitors together."""
    return float(np.percentile(np.concatenate([one.latencies for one in drawn]), percent))


async def answer(socket: ClientConnection, kind: str) -> dict[str, Any]:
    """Receive an answer of a kind, or raise RuntimeError."""
    data = await socket.recv()
    if isinstance(data, str):
        raise TypeError("an answer must be binary, got text")
    message: dict[str, Any] = msgspec.json.decode(read_frame(data).message)
    if message["type"] != kind:
        raise RuntimeError(f"the answer must be of type {kind}, got {message}")
    return message
