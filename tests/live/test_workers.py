"""Who waits for whom among those whose work takes long."""

import asyncio
import threading

import pytest

from cnnviz.live.messages import Request
from cnnviz.live.photos.messages import Heat
from cnnviz.live.workers import Workers


class Held:
    """A session whose slow heatmaps wait until they are let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()

    def answer(self, request: Request) -> bytes:
        method = request.message.method
        if method not in ("grad_cam", "input_gradient"):
            self.let_go.wait()
        return method.encode()


def heat(method: str) -> Request:
    return Request(Heat(id=1, method=method, label=0), None)


@pytest.mark.parametrize("slow", ["occlusion", "integrated_gradients"])
def test_a_slow_heatmap_does_not_keep_quick_ones_waiting(slow: str):
    async def ask() -> list[bytes]:
        workers, session = Workers(2, 8), Held()
        slow_ones = [asyncio.create_task(workers.answer(session, heat(slow))) for _ in range(3)]
        quick = [await workers.answer(session, heat(one)) for one in ("grad_cam", "input_gradient")]
        assert not any(task.done() for task in slow_ones)
        session.let_go.set()
        await asyncio.gather(*slow_ones)
        return quick

    assert asyncio.run(ask()) == [b"grad_cam", b"input_gradient"]
