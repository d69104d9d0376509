"""TCP connections that notice within seconds when the machine at the other end vanishes.

A process that dies says so; a machine that loses its power or its cable says nothing, and a kernel
left to itself waits a quarter of an hour for what it sent, two hours for what it did not.
"""

import socket
from typing import Any

IDLE, BETWEEN, TIMES, UNANSWERED = 2, 1, 3, 4000  # seconds, seconds, probes, milliseconds

OPTIONS = {
    "TCP_KEEPIDLE": IDLE,
    "TCP_KEEPINTVL": BETWEEN,
    "TCP_KEEPCNT": TIMES,
    "TCP_USER_TIMEOUT": UNANSWERED,
}


def notice_silence(connection: Any) -> None:
    """Let the kernel end this connection soon; what is no TCP stays as it is."""
    if connection.family not in {socket.AF_INET, socket.AF_INET6}:
        return
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in OPTIONS.items():
        if hasattr(socket, name):  # not every system has all of them
            connection.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def a_socket(address: Any) -> socket.socket:
    """A socket for an address found by `getaddrinfo` that notices silence."""
    family, kind, protocol, *_ = address
    made = socket.socket(family, kind, protocol)
    notice_silence(made)
    return made
