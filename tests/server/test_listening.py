import asyncio
import socket

import pytest

from cnnviz.server.listening import EVERYWHERE, announcement, listen


def test_connections_send_at_once():
    async def ask() -> int:
        accepted: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def connected(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            connection = writer.get_extra_info("socket")
            accepted.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        with listen("127.0.0.1", 0) as listener:
            async with await asyncio.start_server(connected, sock=listener):
                _, writer = await asyncio.open_connection(*listener.getsockname())
                writer.close()
                return await accepted

    assert asyncio.run(ask())


def test_a_port_in_use_cannot_be_had():
    with listen("127.0.0.1", 0) as listener, pytest.raises(OSError, match="in use"):
        listen("127.0.0.1", listener.getsockname()[1])


def test_the_network_address_is_told_only_when_others_can_reach_it():
    assert "http://10.0.0.7:8501" in announcement(EVERYWHERE, 8501, network="10.0.0.7")
    assert "10.0.0.7" not in announcement("127.0.0.1", 8501, network="10.0.0.7")
    assert "http://[::1]:8501/lab" in announcement("::1", 8501, "/lab")
