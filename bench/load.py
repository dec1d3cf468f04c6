"""Many visitors drawing at once against one server, each as a browser does it.

A visitor's pen moves 30 times a second. One drawing is under way at a time; meanwhile only the
newest waits, and its answer counts for all that it overtook.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from websockets.asyncio.client import ClientConnection, connect

from bench.apart import run_apart
from bench.memory import resident
from bench.pen import eight
from cnnviz.live.frames import read_frame, write_frame
from cnnviz.network import load_network
from cnnviz.samples import load_sample
from tools.server import Server

EVENTS_PER_SECOND = 30
SECONDS = 20.0
VISITORS = (1, 10, 50, 100)
PAD_SIDE = 112
PEN_WIDTH = 9
OCCLUDED = "cat"
CONNECTS_AT_ONCE = 10
TICKS_PER_SECOND = 100  # in which Linux counts a process's time


@dataclass(frozen=True, eq=False)
class Load:
    """How a server bears so many visitors who draw.

    Attributes
    ----------
    latencies : list of (N,) float64
        For each visitor, the milliseconds from each event of the pen to its answer.
    answers_per_second : float
        All visitors together.
    cores : float
        Processor time that the server took, in cores.
    memory_before, memory_after : float
        Resident memory of the server in MB (10⁶ bytes).
    """

    latencies: Sequence[np.ndarray]
    answers_per_second: float
    cores: float
    memory_before: float
    memory_after: float

    def percentile(self, percent: float) -> float:
        """Give the milliseconds that so many of 100 events stay within, all visitors together."""
        return float(np.percentile(np.concatenate(self.latencies), percent))

    @property
    def fairness(self) -> float:
        """The slowest visitor's p95 over the median visitor's."""
        each = [np.percentile(latencies, 95) for latencies in self.latencies]
        return float(max(each) / np.median(each))


def measure_load(
    server: Server, visitors: int, seconds: float = SECONDS, *, with_occlusion: bool = False
) -> Load:
    """Let so many visitors draw on a server for a while.

    Parameters
    ----------
    server : Server
    visitors : int
    seconds : float
    with_occlusion : bool
        Whether one more visitor has a photo occluded meanwhile, over and over.

    Raises
    ------
    RuntimeError
        When an answer is an error, or a visitor got none.
    """
    return run_apart(_measure(server, visitors, seconds, with_occlusion))


def strokes() -> list[np.ndarray]:
    """Give drawings (112, 112) uint8 of a pen on its way around a figure eight."""
    rows, columns = np.indices((PAD_SIDE, PAD_SIDE))
    drawing = np.zeros((PAD_SIDE, PAD_SIDE), np.uint8)
    steps = []
    for x, y in eight(1):
        distance = np.hypot(rows - y * PAD_SIDE, columns - x * PAD_SIDE)
        ink = (np.clip(PEN_WIDTH / 2 + 0.5 - distance, 0, 1) * 255).astype(np.uint8)
        drawing = np.maximum(drawing, ink)
        steps.append(drawing)
    return steps


async def _measure(server: Server, visitors: int, seconds: float, with_occlusion: bool) -> Load:
    address = f"{server.url.replace('http', 'ws', 1)}/live"
    drawings, layers = strokes(), [layer.name for layer in load_network("digits").layers]
    gate = asyncio.Semaphore(CONNECTS_AT_ONCE)
    everybody = asyncio.Barrier(visitors + 1)
    tasks = [
        asyncio.create_task(
            _Visitor(drawings, layers, index).draw(address, seconds, gate, everybody)
        )
        for index in range(visitors)
    ]
    occlusion = asyncio.create_task(_occlude(address)) if with_occlusion else None
    await everybody.wait()
    memory, busy, start = resident(server.pid), _seconds_of(server.pid), time.perf_counter()
    latencies = await asyncio.gather(*tasks)
    took = time.perf_counter() - start
    if occlusion and not occlusion.cancel():
        occlusion.result()  # which says why it ended
    return Load(
        latencies=[np.array(times) for times, _ in latencies],
        answers_per_second=sum(answers for _, answers in latencies) / took,
        cores=(_seconds_of(server.pid) - busy) / took,
        memory_before=memory,
        memory_after=resident(server.pid),
    )


class _Visitor:
    """Somebody whose browser sends the newest drawing whenever the one before is answered."""

    def __init__(self, drawings: Sequence[np.ndarray], layers: Sequence[str], index: int) -> None:
        turned = index % len(drawings)
        self._drawings = cycle([*drawings[turned:], *drawings[:turned]])
        self._layers = layers
        self._phase = index / EVENTS_PER_SECOND * 0.618 % (1 / EVENTS_PER_SECOND)
        self._moved = asyncio.Event()
        self._waiting: list[float] = []  # times of the events that no sent drawing has yet
        self._latencies: list[float] = []
        self._answers = 0

    async def draw(
        self, address: str, seconds: float, gate: asyncio.Semaphore, everybody: asyncio.Barrier
    ) -> tuple[list[float], int]:
        """Come, wait for the others, draw; give milliseconds by event, and the answers."""
        async with gate:
            socket = await connect(address, max_size=None, compression=None)
        async with socket:
            await self._ask(socket, 1, network="digits", layers=self._layers)
            await everybody.wait()
            hand = asyncio.create_task(self._move(seconds))
            for id_ in range(2, 1 << 30):
                await self._moved.wait()
                if not self._waiting:
                    break
                events, self._waiting = self._waiting, []
                self._moved.clear()
                await self._ask(socket, id_)
                now = time.perf_counter()
                self._latencies += [(now - at) * 1000 for at in events]
                self._answers += 1
                if self._waiting or hand.done():
                    self._moved.set()
            await hand
        if not self._answers:
            raise RuntimeError("a visitor got no answer")
        return self._latencies, self._answers

    async def _move(self, seconds: float) -> None:
        """Move the pen at an even pace, whatever the server does."""
        start = time.perf_counter() + self._phase
        for event in range(int(seconds * EVENTS_PER_SECOND)):
            at = start + event / EVENTS_PER_SECOND
            await asyncio.sleep(at - time.perf_counter())
            self._waiting.append(at)
            self._moved.set()
        self._moved.set()

    async def _ask(self, socket: ClientConnection, id_: int, **state: object) -> None:
        message = {"type": "read", "id": id_, **state}
        await socket.send(write_frame(message, {"drawing": next(self._drawings)}))
        await answer(socket, "reading")


async def _occlude(address: str) -> None:
    """Have a photo occluded again and again, a little covered each time so that it is another."""
    photo = load_sample(OCCLUDED, color=True)
    async with connect(address, max_size=None, compression=None) as socket:
        await socket.send(write_frame({"type": "look", "id": 1}, {"picture": photo}))
        await answer(socket, "seen")
        for id_ in count(2):
            cover = {"x": id_ % PAD_SIDE, "y": 0, "size": 8}
            await socket.send(write_frame({"type": "look", "id": id_, "view": {"cover": cover}}))
            await answer(socket, "seen")
            done, total = 0, 1
            while done < total:
                question = {"type": "heat", "id": id_, "method": "occlusion", "label": 281}
                await socket.send(
                    write_frame(
                        question | {"random": False, "size": 32, "stride": 32, "done": done}
                    )
                )
                heat = await answer(socket, "heat")
                done, total = heat["done"], heat["total"]


async def answer(socket: ClientConnection, kind: str) -> dict[str, Any]:
    """Receive an answer of a kind, or raise RuntimeError."""
    data = await socket.recv()
    if isinstance(data, str):
        raise TypeError("an answer must be binary, got text")
    message: dict[str, Any] = msgspec.json.decode(read_frame(data).message)
    if message["type"] != kind:
        raise RuntimeError(f"the answer must be of type {kind}, got {message}")
    return message


def _seconds_of(pid: int) -> float:
    """Give the processor time that a process has taken, its children not counted."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND
