"""One visitor's connection: receive, answer the newest, never let anything pile up."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from starlette.websockets import WebSocket, WebSocketDisconnect

from cnnviz.live.limits import Limits, TokenBucket
from cnnviz.live.meter import Meter
from cnnviz.live.session import Session, read_request
from cnnviz.live.wire.errors import Error, MessageError, error_answer
from cnnviz.live.wire.frames import write_frame
from cnnviz.live.wire.messages import Message
from cnnviz.live.wire.requests import Request
from cnnviz.live.workers import Workers

_log = logging.getLogger(__name__)

GOING_AWAY: Final = 1001  # the close code after which a browser may simply come back


class _Closing(Exception):  # noqa: N818 - a way out of the task group, no error
    """The server ends this connection, for the reason given."""


class Connection:
    """Carries messages between one WebSocket and one `Session`.

    Three kinds of task: one receives and merges; one answers states, such as drawings, always the
    newest; and one for each other request, of which there are only so many at once. A network that
    is opened is waited for, as the messages after it may speak of it.
    """

    def __init__(
        self,
        websocket: WebSocket,
        session: Session,
        limits: Limits,
        workers: Workers,
        meter: Meter,
    ) -> None:
        self._websocket = websocket
        self._session = session
        self._limits = limits
        self._workers = workers
        self._meter = meter
        self._messages = TokenBucket(limits.messages_per_second, limits.message_burst)
        self._requests = TokenBucket(limits.requests_per_second, limits.request_burst)
        self._under_way = 0
        self._newest: dict[type, Request[Message]] = {}  # of each kind of state the one that waits
        self._newest_came = asyncio.Event()
        self._sending = asyncio.Lock()

    async def run(self) -> None:
        """Serve until the visitor leaves, falls silent or no longer reads."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._answer_newest())
                await self._receive_all(tasks)
        except* WebSocketDisconnect:
            pass
        except* _Closing as reasons:
            await self._close(str(reasons.exceptions[0]))

    async def _receive_all(self, tasks: asyncio.TaskGroup) -> None:
        while True:
            data = await self._receive()
            if not self._messages.take():
                wait = self._messages.wait_seconds()
                await self._refuse(
                    f"messages must come at most {self._limits.messages_per_second:g} times "
                    "a second, this one was left out",
                    _id_of(data),
                    wait,
                )
                await asyncio.sleep(wait)
                continue
            try:
                await self._take(read_request(self._short(data)), tasks)
            except MessageError as error:
                await self._send(write_frame(error_answer(error, error.id)))

    def _short(self, data: bytes | str) -> bytes:
        limit = self._limits.message_bytes
        if len(data) > limit:
            sentence = f"a message must be at most {limit} bytes, got {len(data)}"
            raise MessageError("", sentence, subject="")
        return _binary(data)

    async def _receive(self) -> bytes | str:
        try:
            async with asyncio.timeout(self._limits.idle_seconds):
                message = await self._websocket.receive()
        except TimeoutError:
            raise _Closing("nothing was heard from you for a while") from None
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1005))
        data: bytes | None = message.get("bytes")
        return str(message.get("text")) if data is None else data

    async def _take(self, request: Request[Message], tasks: asyncio.TaskGroup) -> None:
        if request.message.is_state:
            self._session.merge(request)
            self._newest[type(request.message)] = request
            self._newest_came.set()
        elif self._session.is_quick(request):
            await self._answer(request)
        elif (reason := self._reason_to_wait(request)) is not None:
            await self._refuse(reason, request.message.id, self._requests.wait_seconds() or 0.5)
        elif request.message.is_waited_for:
            await self._answer(request)
        else:
            self._under_way += 1
            tasks.create_task(self._answer_beside(request))

    def _reason_to_wait(self, request: Request[Message]) -> str | None:
        limits = self._limits
        if self._under_way >= limits.requests_at_once:
            return f"at most {limits.requests_at_once} requests may wait at once, wait a moment"
        if not self._workers.takes(request.message):
            return "the server has too many files to look at, wait a moment"
        if not request.message.is_often and not self._requests.take():
            often = f"{limits.requests_per_second:g} times a second"
            return f"requests must come at most {often}, wait a moment"
        return None

    async def _answer_newest(self) -> None:
        while True:
            await self._newest_came.wait()
            self._newest_came.clear()
            while self._newest:
                kind = next(iter(self._newest))
                await self._answer(self._newest.pop(kind))

    async def _answer_beside(self, request: Request[Message]) -> None:
        try:
            await self._answer(request)
        finally:
            self._under_way -= 1

    async def _answer(self, request: Request[Message]) -> None:
        # A reading is computed right here, on the event loop. It takes 0.5 ms of many short steps
        # that hold Python's lock, so threads only take it from each other: 50 visitors at 30
        # drawings a second waited for an answer 34 ms (p95 41 ms) this way; with other work on
        # both cores 55 ms (p95 80 ms), where readings in threads took 405 ms (p95 1083 ms).
        # The loop takes visitors in turn, each with one reading waiting at most: nobody starves.
        try:
            if self._session.is_quick(request):
                frame = answer_frame(self._session, request)
            else:
                work = partial(answer_frame, self._session, request)
                frame = await self._workers.do(request.message, work)
        except ValueError as error:
            await self._send(write_frame(error_answer(error, request.message.id)))
        except Exception:
            _log.exception("a message of type %s was not answered", type(request.message).__name__)
            await self._refuse("the server could not answer this message", request.message.id)
        else:
            await self._send(frame)
            self._meter.answered(time.perf_counter() - request.came)

    async def _refuse(self, sentence: str, id_: int | None, wait: float | None = None) -> None:
        retry = None if wait is None else int(wait * 1000) + 1
        await self._send(write_frame(Error(id_, sentence, retry)))

    async def _send(self, data: bytes) -> None:
        await self._within_send_time(lambda: self._websocket.send_bytes(data))

    async def _close(self, reason: str) -> None:
        """Say goodbye, to a visitor who may no longer listen."""
        try:
            await self._within_send_time(lambda: self._websocket.close(GOING_AWAY, reason))
        except (_Closing, WebSocketDisconnect):
            _log.info("a connection was dropped: %s", reason)

    async def _within_send_time(self, send: Callable[[], Awaitable[None]]) -> None:
        try:
            async with asyncio.timeout(self._limits.send_seconds), self._sending:
                await send()
        except TimeoutError:
            raise _Closing("the answers were not read in time") from None
        except RuntimeError as error:  # the server below has closed it already
            raise WebSocketDisconnect(1006) from error


def answer_frame(session: Session, request: Request[Message]) -> bytes:
    """Let a session answer, and lay its answer out as a frame; raises what `answer` raises."""
    answer, tensors = session.answer(request)
    answer.id = request.message.id
    return write_frame(answer, tensors)


def _binary(data: bytes | str) -> bytes:
    if isinstance(data, str):
        raise MessageError("", "a message must be binary, got text", subject="")
    return data


def _id_of(data: bytes | str) -> int | None:
    """Find out whom to tell about a message that is not looked at further."""
    try:
        return read_request(_binary(data)).message.id
    except MessageError as error:
        return error.id
