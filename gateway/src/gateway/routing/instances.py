"""The instances of a service: each an address, what it is doing, and how it has been doing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from gateway.routing.circuits import Circuit

NAMED = "+dns"
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Name:
    """A name whose every address is an instance: in the settings `http+dns://approvals:8001`."""

    scheme: str
    host: str
    port: int
    said: str

    def address(self, found: str) -> str:
        """The instance at an address that was found behind the name."""
        return f"{self.scheme}://{f'[{found}]' if ':' in found else found}:{self.port}"


def name_of(address: str) -> Name | None:
    """The name an address of the settings is; None when it is one instance. ValueError: neither."""
    parts = urlsplit(address)
    scheme = parts.scheme.removesuffix(NAMED)
    if scheme not in PORTS or not parts.hostname:
        raise ValueError(f"{address!r} is no http://host:port, nor http{NAMED}://name:port")
    port = parts.port or PORTS[scheme]
    if not parts.scheme.endswith(NAMED):
        return None
    if parts.path.strip("/") or parts.query:
        raise ValueError(f"{address!r} has more than a name and a port")
    return Name(scheme, parts.hostname, port, parts.netloc)


class Instance:
    """One address of a service.

    It is called by the name of its service (Host, and what its certificate is for), however
    it was found.
    """

    __slots__ = ("address", "circuit", "headers", "ready", "running", "tls_name", "turn")

    def __init__(
        self, address: str, clock: Callable[[], float] = monotonic, name: Name | None = None
    ) -> None:
        self.address = address.rstrip("/")
        self.circuit = Circuit(clock)
        self.headers: Mapping[str, str] = {"Host": name.said} if name else {}
        self.tls_name = name.host if name and name.scheme == "https" else None
        self.ready = True  # until it was asked
        self.running = 0
        self.turn = 0

    def get(self, session: aiohttp.ClientSession, path: str, **how: Any) -> Any:
        """Ask it something of our own."""
        return session.get(
            self.address + path,
            headers=self.headers,
            server_hostname=self.tls_name,
            allow_redirects=False,
            **how,
        )
