"""Who waits for whom among those whose work takes long."""

import asyncio
import threading
from collections.abc import Coroutine
from functools import partial
from typing import Any

import pytest

from cnnviz.live.heatmaps.messages import Heat
from cnnviz.live.workers import Workers


class Held:
    """A session whose slow heatmaps wait until they are let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()

    def answer(self, method: str) -> bytes:
        if method not in ("grad_cam", "input_gradient"):
            self.let_go.wait()
        return method.encode()


def heat(workers: Workers, session: Held, method: str) -> Coroutine[Any, Any, bytes]:
    return workers.do(Heat(id=1, method=method, label=0), partial(session.answer, method))


@pytest.mark.parametrize("slow", ["occlusion", "integrated_gradients"])
def test_a_slow_heatmap_does_not_keep_quick_ones_waiting(slow: str):
    async def ask() -> list[bytes]:
        workers, session = Workers(2, 8), Held()
        slow_ones = [asyncio.create_task(heat(workers, session, slow)) for _ in range(3)]
        quick = [await heat(workers, session, one) for one in ("grad_cam", "input_gradient")]
        assert not any(task.done() for task in slow_ones)
        session.let_go.set()
        await asyncio.gather(*slow_ones)
        return quick

    assert asyncio.run(ask()) == [b"grad_cam", b"input_gradient"]
