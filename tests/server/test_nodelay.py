import socket

from cnnviz.server.nodelay import send_at_once


def test_connections_of_a_listening_socket_send_at_once():
    with socket.socket() as listener:  # as Streamlit makes it, its protocol left out
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        assert send_at_once() >= 1
        with socket.create_connection(listener.getsockname()):
            accepted, _ = listener.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_socket_that_does_not_listen_is_left_alone():
    with socket.socket() as quiet:
        send_at_once()
        assert not quiet.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
