import socket

from shared.silence import UNANSWERED, a_socket, notice_silence

NOWHERE = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", 9))


def test_a_connection_over_the_network_notices_silence() -> None:
    with a_socket(NOWHERE) as one:
        assert one.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        assert one.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == UNANSWERED


def test_a_socket_of_this_machine_stays_as_it_is() -> None:
    one, other = socket.socketpair()
    with one, other:
        notice_silence(one)
        assert not one.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
