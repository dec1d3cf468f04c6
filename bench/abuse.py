"""Visitors who break the rules: each does to a server's live engine something again and again.

All are endless, and yield after each step.
"""

import asyncio
from contextlib import ExitStack
from itertools import count, cycle

from bench.steps import Steps, Target
from bench.visitors import EVENTS_PER_SECOND, readings
from cnnviz.live.wire.frames import MAX_MESSAGE_BYTES, write_frame
from tools.raw_socket import BINARY, CONTINUATION, PING, RawSocket, frame, raw

KILOBYTE = 1024
CONNECTIONS = 10  # of one visitor, where more of them do more harm
HALVES = 50
WITHOUT_CONTENT = 500  # frames that are sent as one step
PART = 1 << 20


async def cut_off(target: Target) -> Steps:
    """Vanish in the middle of a message, and come again."""
    data = frame(BINARY, readings()[-1])
    for end in cycle((1, 3, 7, 40, len(data) // 2, len(data) - 1)):
        with raw(target.live) as visitor:
            visitor.send(data[:end])
        yield


async def send_halves(target: Target) -> Steps:
    """Send the first half of a message over each of many connections, never the other half."""
    data = frame(BINARY, readings()[-1])
    with ExitStack() as connected:
        for _ in range(HALVES):
            visitor = connected.enter_context(raw(target.live))
            visitor.send(data[: len(data) // 2])
            yield
        await asyncio.Event().wait()


async def read_slowly(target: Target) -> Steps:
    """Draw over each of some connections, and read a kilobyte a second of the answers."""
    a_second = b"".join(_frames()[:EVENTS_PER_SECOND])
    with ExitStack() as connected:
        visitors = _who_read_little(target, connected)
        while True:
            for visitor in visitors:
                visitor.send_while_open(a_second)
                visitor.read_some(KILOBYTE)
                yield
            await asyncio.sleep(1)


async def never_read(target: Target) -> Steps:
    """Ask for large answers as often as is allowed, and read none."""
    drawing = frame(BINARY, readings()[-1])
    with ExitStack() as connected:
        visitors = _who_read_little(target, connected)
        for id_ in count(1):
            question = {"type": "describe", "id": id_, "network": "digits"}
            for visitor in visitors:
                visitor.send_while_open(drawing + frame(BINARY, write_frame(question)))
                yield
            await asyncio.sleep(0.25)


def _who_read_little(target: Target, connected: ExitStack) -> list[RawSocket]:
    """Connect so that a server finds soon that its answers aren't read."""
    return [
        connected.enter_context(raw(target.live, receive_bytes=2 * KILOBYTE))
        for _ in range(CONNECTIONS)
    ]


async def flood_with_readings(target: Target) -> Steps:
    """Send drawings as fast as the server takes them."""
    async for _ in _flood(target, _frames()):
        yield


async def flood_with_pings(target: Target) -> Steps:
    """Send pings."""
    async for _ in _flood(target, [frame(PING) * WITHOUT_CONTENT]):
        yield


async def flood_with_parts(target: Target) -> Steps:
    """Send a message that never ends, in parts without content."""
    first = frame(BINARY, is_last=False)
    part = frame(CONTINUATION, is_last=False)
    async for _ in _flood(target, [first, *[part * WITHOUT_CONTENT] * 1000]):
        yield


async def send_too_much(target: Target) -> Steps:
    """Send messages that are larger than any may be."""
    first = frame(BINARY, is_last=False)
    part = frame(CONTINUATION, bytes(PART), is_last=False)
    async for _ in _flood(target, [first, *[part] * (MAX_MESSAGE_BYTES // PART + 2)]):
        yield


def _frames() -> list[bytes]:
    return [frame(BINARY, message) for message in readings()]


async def _flood(target: Target, frames: list[bytes]) -> Steps:
    """Send frames as fast as the server takes them, and come again when thrown out."""
    while True:
        with raw(target.live) as visitor:
            for data in cycle(frames):
                if not visitor.send_unread(data):
                    break
                yield
