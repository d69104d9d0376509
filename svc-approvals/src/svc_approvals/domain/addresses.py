"""Which addresses outside the house we may call, so that nobody sends us to our own doors (SSRF).

Only https; plain http only to this very machine, where a setting allows it for a
demo. Private, link-local and reserved addresses only inside networks that were
allowed by name, because departments' systems stand in the government's intranet.
"""

from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Self
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address
NAT64 = ip_network("64:ff9b::/96")
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Reach:
    """How far we may call."""

    networks: tuple[IPv4Network | IPv6Network, ...] = ()
    loopback: bool = False

    @classmethod
    def of(cls, networks: str, *, loopback: bool = False) -> Self:
        """Read ``10.20.0.0/16, 2001:db8::/32``; ValueError names what is no network."""
        named = (one.strip() for one in networks.split(","))
        return cls(tuple(ip_network(one) for one in named if one), loopback=loopback)

    def allows(self, text: str) -> bool:
        """Whether this address, as a name resolved to it, may be connected to."""
        address = _inner(ip_address(text.partition("%")[0]))
        if any(address in network for network in self.networks):
            return True
        if address.is_loopback:
            return self.loopback
        return address.is_global and not address.is_multicast

    def complaint(self, url: str) -> str | None:
        """What is wrong with a URL; None when it may be called, if its address may."""
        try:
            parts = urlsplit(url)
            host, _ = parts.hostname or "", parts.port
        except ValueError:
            return "not a URL"
        if not host or parts.username is not None or parts.password is not None or parts.fragment:
            return "needs a host, and neither a user nor a fragment"
        if parts.scheme != "https" and not self._plain(parts.scheme, host):
            return "must be https"
        if _is_literal(host) and not self.allows(host):
            return f"address {host} is not allowed"
        return None

    def _plain(self, scheme: str, host: str) -> bool:
        return scheme == "http" and self.loopback and host in LOCAL_NAMES


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 one only wraps."""
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _is_literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
