"""Many visitors drawing at once against one server; see `bench.visitors`."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import numpy as np
from websockets.asyncio.client import connect

from bench.apart import run_apart
from bench.memory import resident
from bench.visitors import (
    PAD_SIDE,
    Drawn,
    answer,
    draw_together,
    live_address,
    percentile,
    present,
)
from cnnviz.images.samples import load_sample
from cnnviz.live.wire.frames import write_frame
from tools.server import Server

SECONDS = 20.0
VISITORS = (1, 10, 50, 100)
OCCLUDED = "cat"
TICKS_PER_SECOND = 100  # in which Linux counts a process's time


@dataclass(frozen=True, eq=False)
class Load:
    """How a server bears so many visitors who draw.

    Attributes
    ----------
    drawn : sequence of Drawn
        How each of them was answered.
    answers_per_second : float
        All visitors together.
    cores : float
        Processor time that the server took, in cores.
    memory_before, memory_after : float
        Resident memory of the server in MB (10⁶ bytes).
    """

    drawn: Sequence[Drawn]
    answers_per_second: float
    cores: float
    memory_before: float
    memory_after: float

    def percentile(self, percent: float) -> float:
        """Return the milliseconds that so many of 100 events stay within, all visitors together."""
        return percentile(self.drawn, percent)

    @property
    def fairness(self) -> float:
        """The slowest visitor's p95 over the median visitor's."""
        each = [np.percentile(one.latencies, 95) for one in self.drawn]
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


async def _measure(server: Server, visitors: int, seconds: float, with_occlusion: bool) -> Load:
    async with present(server.url, visitors) as everybody:
        occlusion = asyncio.create_task(_occlude(server.url)) if with_occlusion else None
        memory, busy, start = resident(server.pid), _seconds_of(server.pid), time.perf_counter()
        drawn = await draw_together(everybody, seconds)
        took = time.perf_counter() - start
        if occlusion and not occlusion.cancel():
            occlusion.result()  # which says why it ended
        return Load(
            drawn=drawn,
            answers_per_second=sum(one.answers for one in drawn) / took,
            cores=(_seconds_of(server.pid) - busy) / took,
            memory_before=memory,
            memory_after=resident(server.pid),
        )


async def _occlude(url: str) -> None:
    """Have a photo occluded again and again, a patch of it each time so that it is another."""
    photo = load_sample(OCCLUDED, color=True)
    async with connect(live_address(url), max_size=None, compression=None) as socket:
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


def _seconds_of(pid: int) -> float:
    """Return the processor time that a process has taken, its children not counted."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND
