"""The visitors beside whom the bench measures others do what they are said to do."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest
from websockets.sync.client import connect

from bench import abuse, faults
from bench.scenarios import SCENARIOS
from bench.slow_network import slow_network_file
from bench.steps import Steps, Target, at_once
from cnnviz.live.networks.user_networks import MAX_PRODUCTS, UserNetworks, products_of
from cnnviz.networks.layers import output_shapes
from tests.live.visitor import ping
from tools.raw_socket import BINARY, CONTINUATION, frame, raw

pytestmark = pytest.mark.slow

BACKOFF = Path(__file__).parents[2] / "cnnviz/frontend/live/backoff.js"
ONES_OWN = [steps for steps in SCENARIOS.values() if steps.__module__ == abuse.__name__]


async def times(count: int) -> AsyncIterator[None]:
    for _ in range(count):
        await asyncio.sleep(0)
        yield


async def fails() -> AsyncIterator[None]:
    yield
    raise OSError("the server is gone")


def count_of(steps: Steps, most: int = 1000) -> int:
    """Do them, and count."""

    async def do() -> int:
        count = 0
        async for _ in steps:
            count += 1
            if count == most:
                break
        return count

    return asyncio.run(do())


def test_all_that_is_done_at_once_is_counted_to_its_end():
    assert count_of(at_once(times(3), times(0), times(4))) == 7


def test_who_fails_ends_what_is_done_at_once():
    with pytest.raises(ExceptionGroup) as caught:
        count_of(at_once(times(1_000_000), fails()))
    assert "the server is gone" in str(caught.value.exceptions)


@pytest.mark.parametrize("steps", ONES_OWN, ids=lambda steps: steps.__name__)
def test_each_is_done_again_and_again_and_leaves_a_server_that_answers(
    serve: Callable[..., str], steps: Callable[[Target], Steps]
):
    url = serve().removesuffix("/live").replace("ws", "http", 1)
    target = Target(url, 0, [])
    assert count_of(steps(target), most=15) == 15
    with connect(target.live) as other:
        assert ping(other, 1).message["id"] == 1


def tell_before_listening(listener: socket.socket, size: int) -> None:
    """Serve one visitor who has to read this much before anything is read of theirs."""
    connected, _ = listener.accept()
    with connected, suppress(OSError):  # it ends with a cut
        connected.settimeout(2)
        connected.recv(size)  # the handshake
        connected.sendall(b"HTTP/1.1 101 Switching Protocols\r\n\r\n" + bytes(size))
        while connected.recv(size):
            pass


def test_all_is_sent_while_answers_come_that_nobody_wants():
    size = 16 << 20  # more than the sockets hold
    with socket.create_server(("127.0.0.1", 0)) as listener:
        Thread(target=tell_before_listening, args=(listener, size), daemon=True).start()
        with raw(f"ws://127.0.0.1:{listener.getsockname()[1]}/live") as visitor:
            assert visitor.send_unread(bytes(size))


def test_who_was_thrown_out_is_told_so(serve: Callable[..., str]):
    url = serve()
    with raw(url) as endless:
        endless.send(frame(BINARY, is_last=False))
        parts = frame(CONTINUATION, is_last=False) * 500
        assert not all(endless.send_unread(parts) for _ in range(1000))


def test_the_slow_network_is_one_that_a_visitor_may_open():
    network = UserNetworks().open(slow_network_file()).network
    shapes = [network.input_shape, *output_shapes(network.layers, network.input_shape).values()]
    products = sum(map(products_of, network.layers, shapes))
    assert 0.9 * MAX_PRODUCTS < products <= MAX_PRODUCTS


def test_a_visitor_comes_back_as_a_browser_does():
    said = dict(re.findall(r"(\w+)_MS = (\d+)", BACKOFF.read_text()))
    assert said == {
        "FIRST_DELAY": f"{1000 * faults.FIRST_DELAY:.0f}",
        "LAST_DELAY": f"{1000 * faults.LAST_DELAY:.0f}",
    }
