"""Visitors who keep the rules and ask for much: what each asks for again and again.

All are endless, and yield after each step; only a class in `arrive` arrives once.
"""

import asyncio
import os
import re
import signal
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from PIL import Image
from websockets.asyncio.client import connect

from bench.growth import visit_and_leave
from bench.slow_network import MAPS, WIDEST, slow_network_file
from bench.steps import Steps, Target, at_once
from bench.streamlit_page import StreamlitPage
from bench.visitors import answer, strokes
from cnnviz.live.wire.frames import write_frame
from tools.bad_pictures import LESS, SIDE, even_png, slow_jpeg
from tools.picture_files import encoded

VISITS_AT_ONCE = 4
ARRIVING = 30
FILES_AT_ONCE = 6  # that a browser asks for
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
QUESTIONS: dict[str, dict[str, Any]] = {
    "checked": {"type": "check"},
    "ranked": {"type": "rank", "layer": WIDEST},
    "heat": {"type": "heat", "method": "integrated_gradients", "label": 7},
}
"""By the type of their answers."""
CHANGED = f"{WIDEST}.bias"
QUESTION_EACH = 0.25  # seconds, as often as is allowed
TRAINED_SECONDS = 2.0


async def bring_pictures(target: Target) -> Steps:
    """Have pictures read over the live engine."""
    files = [np.frombuffer(file, np.uint8) for file in _dear_pictures()]
    async with connect(target.live, max_size=None, compression=None) as socket:
        for id_, file in enumerate(cycle(files), start=1):
            kind = ("read_picture", "find_digit")[id_ // len(files) % 2]
            await socket.send(write_frame({"type": kind, "id": id_}, {"file": file}))
            await socket.recv()  # the picture, or a sentence
            yield


def _dear_pictures() -> list[bytes]:
    """Return files that take as much time and memory as they may, and one that is cut off."""
    photo = encoded(Image.effect_noise((4000, 3000), 50).convert("RGB"), "JPEG")
    return [even_png("RGBA", SIDE, SIDE), slow_jpeg(LESS, 90), photo, photo[: len(photo) // 2]]


async def visit_pages(target: Target) -> Steps:
    """Open the Digits page, draw a little and leave, some at once."""

    async def visit() -> Steps:
        while True:
            await visit_and_leave(target.url)
            yield

    async for _ in at_once(*(visit() for _ in range(VISITS_AT_ONCE))):
        yield


async def arrive(target: Target) -> Steps:
    """Open the Digits page, all of a class in one moment, with browsers that have no file yet."""

    async def come() -> Steps:
        paths = iter(target.files)
        async for _ in at_once(*(_fetch(target, paths) for _ in range(FILES_AT_ONCE))):
            yield
        await visit_and_leave(target.url)
        yield

    async for _ in at_once(*(come() for _ in range(ARRIVING))):
        yield


async def _fetch(target: Target, paths: Iterator[str]) -> Steps:
    """Ask for one file after another over one connection."""
    address = urlsplit(target.url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    for path in paths:
        lines = (f"GET {path} HTTP/1.1", f"Host: {address.netloc}", "Accept-Encoding: gzip")
        writer.write("\r\n".join((*lines, "", "")).encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = LENGTH.search(head)
        if length is None or b" 200 " not in head:
            raise RuntimeError(f"{path} must be answered with 200 and its length, got {head!r}")
        await reader.readexactly(int(length[1]))
        yield
    writer.close()
    await writer.wait_closed()


async def ask_for_the_heaviest(target: Target) -> Steps:
    """Have a slow network of one's own checked, ranked and explained, each on a connection."""
    async for _ in at_once(*(_ask(target, kind) for kind in QUESTIONS)):
        yield


async def _ask(target: Target, kind: str) -> Steps:
    """Change a network and ask about it, as often as is allowed."""
    file = np.frombuffer(slow_network_file(), np.uint8)
    drawings = cycle(strokes())
    async with connect(target.live, max_size=None, compression=None) as socket:
        await socket.send(write_frame({"type": "open_network", "id": 1}, {"file": file}))
        await answer(socket, "network")
        for id_ in count(2):
            biases = np.full(MAPS, 0.001 * id_, np.float32)
            state = {"type": "read", "id": id_, "network": "own", "changed": [CHANGED]}
            await socket.send(write_frame(state, {"drawing": next(drawings), CHANGED: biases}))
            await answer(socket, "reading")
            await socket.send(write_frame(QUESTIONS[kind] | {"id": id_}))
            await answer(socket, kind)
            yield
            await asyncio.sleep(QUESTION_EACH)


async def break_trainings(target: Target) -> Steps:
    """Train, and have the training's process die."""
    async with StreamlitPage(target.url, "training", "epochs=50&network=VGG-like") as page:
        while True:
            await page.press("Train")
            for pid in _trainings(target.pid):
                await asyncio.sleep(TRAINED_SECONDS)
                os.kill(pid, signal.SIGKILL)
                yield


def _trainings(server: int) -> list[int]:
    """Find the processes of a server that train."""
    lists = Path(f"/proc/{server}/task").glob("*/children")
    children = [int(pid) for listed in lists for pid in listed.read_text().split()]
    return [pid for pid in children if "training" in Path(f"/proc/{pid}/cmdline").read_text()]
