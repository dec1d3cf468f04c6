"""Threads for what takes longer than a couple of milliseconds, for all visitors together."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from cnnviz.live.wire.messages import Message, Queue
from cnnviz.process.memory import return_free_memory

REST_SECONDS: Final = 2.0


class Workers:
    """A few threads, and a limit on the files that wait in memory for them.

    Parameters
    ----------
    threads
        How many requests are worked on at once; the others wait.
    pictures
        How many files of visitors may wait or be worked on; each may be 8 MiB.
    """

    def __init__(self, threads: int, pictures: int) -> None:
        self._executors: Final[dict[Queue, ThreadPoolExecutor]] = {
            "short": ThreadPoolExecutor(threads, "live"),
            "checks": ThreadPoolExecutor(1, "live-check"),
            "heatmaps": ThreadPoolExecutor(1, "live-heat"),
        }
        self._room_for_pictures = pictures
        self._giving_back: asyncio.TimerHandle | None = None

    def takes(self, message: Message) -> bool:
        """Tell whether there is room for what a message brings."""
        return not message.brings_file or self._room_for_pictures > 0

    async def do(self, message: Message, work: Callable[[], bytes]) -> bytes:
        """Do a message's work in a thread of its queue; raises what the work raises."""
        loop = asyncio.get_running_loop()
        size = 1 if message.brings_file else 0
        self._room_for_pictures -= size
        try:
            # When the visitor leaves, what still waits for its thread is never begun.
            return await loop.run_in_executor(self._executors[message.queue], work)
        finally:
            self._room_for_pictures += size
            self._give_back_soon(loop)

    def _give_back_soon(self, loop: asyncio.AbstractEventLoop) -> None:
        """Return the memory that the work took for a moment, but not each time."""
        if self._giving_back is None:
            self._giving_back = loop.call_later(REST_SECONDS, self._give_back, loop)

    def _give_back(self, loop: asyncio.AbstractEventLoop) -> None:
        self._giving_back = None
        loop.run_in_executor(self._executors["short"], return_free_memory)
