"""Threads for what takes longer than a couple of milliseconds, for all visitors together."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from cnnviz.live.messages import WITH_FILE, Request
from cnnviz.live.session import Session


class Workers:
    """A few threads, and a limit on the picture files that wait in memory for them.

    Parameters
    ----------
    threads
        How many requests are worked on at once; the others wait.
    pictures
        How many picture files may wait or be worked on; each may be 8 MiB.
    """

    def __init__(self, threads: int, pictures: int) -> None:
        self._executor = ThreadPoolExecutor(threads, "live")
        self._room_for_pictures = pictures

    def takes(self, request: Request) -> bool:
        """Tell whether there is room for a request."""
        return not isinstance(request.message, WITH_FILE) or self._room_for_pictures > 0

    async def answer(self, session: Session, request: Request) -> bytes:
        """Let a session answer in a thread; raises what `Session.answer` raises."""
        loop = asyncio.get_running_loop()
        size = 1 if isinstance(request.message, WITH_FILE) else 0
        self._room_for_pictures -= size
        try:
            # When the visitor leaves, what still waits for its thread is never begun.
            return await loop.run_in_executor(self._executor, session.answer, request)
        finally:
            self._room_for_pictures += size
