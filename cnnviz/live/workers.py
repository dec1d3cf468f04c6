"""Threads for what takes longer than a couple of milliseconds, for all visitors together."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from cnnviz.live.digits.questions import Check
from cnnviz.live.messages import WITH_FILE, Request
from cnnviz.live.photos.messages import Heat
from cnnviz.live.session import Session
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
        self._executor = ThreadPoolExecutor(threads, "live")
        # Apart, as a visitor's own network may take seconds for all digits
        self._checks = ThreadPoolExecutor(1, "live-check")
        # Apart as well: it waits for a process of its own, for seconds
        self._heats = ThreadPoolExecutor(1, "live-heat")
        self._room_for_pictures = pictures
        self._giving_back: asyncio.TimerHandle | None = None

    def takes(self, request: Request) -> bool:
        """Tell whether there is room for a request."""
        return not isinstance(request.message, WITH_FILE) or self._room_for_pictures > 0

    async def answer(self, session: Session, request: Request) -> bytes:
        """Let a session answer in a thread; raises what `Session.answer` raises."""
        loop = asyncio.get_running_loop()
        size = 1 if isinstance(request.message, WITH_FILE) else 0
        self._room_for_pictures -= size
        executor = self._executor_for(request)
        try:
            # When the visitor leaves, what still waits for its thread is never begun.
            return await loop.run_in_executor(executor, session.answer, request)
        finally:
            self._room_for_pictures += size
            self._give_back_soon(loop)

    def _give_back_soon(self, loop: asyncio.AbstractEventLoop) -> None:
        """Return the memory that the work took for a moment, but not each time."""
        if self._giving_back is None:
            self._giving_back = loop.call_later(REST_SECONDS, self._give_back, loop)

    def _give_back(self, loop: asyncio.AbstractEventLoop) -> None:
        self._giving_back = None
        loop.run_in_executor(self._executor, return_free_memory)

    def _executor_for(self, request: Request) -> ThreadPoolExecutor:
        match request.message:
            case Check():
                return self._checks
            case Heat(is_slow=True):
                return self._heats
        return self._executor
