"""What one visitor does to a server again and again, and what they know of it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from bench.visitors import live_address

Steps = AsyncIterator[None]
"""Yields after each step."""


@dataclass(frozen=True)
class Target:
    """A server.

    Attributes
    ----------
    url : str
    pid : int
        Of its process.
    files : list of str
        Paths that a browser asks for when it opens a page.
    """

    url: str
    pid: int
    files: list[str]

    @property
    def live(self) -> str:
        """The address of its live engine."""
        return live_address(self.url)


async def at_once(*doers: Steps) -> Steps:
    """Let several do theirs at the same time."""
    done = asyncio.Queue[bool]()  # False for one who will do no more

    async def follow(steps: Steps) -> None:
        async for _ in steps:
            done.put_nowait(True)
        done.put_nowait(False)

    async with asyncio.TaskGroup() as tasks:
        for steps in doers:
            tasks.create_task(follow(steps))
        doing = len(doers)
        while doing:
            if await done.get():
                yield
            else:
                doing -= 1
