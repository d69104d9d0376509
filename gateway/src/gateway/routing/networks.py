"""Networks we know by address, and whose word we take about who is visiting."""

from collections.abc import Collection, Iterator
from ipaddress import ip_address, ip_network


class Networks:
    """Some networks; an address is in them or not, and a text that is no address is not."""

    def __init__(self, networks: Collection[str] = ()) -> None:
        self._networks = [ip_network(network) for network in networks]

    def __contains__(self, address: str) -> bool:
        if not self._networks:
            return False
        try:
            known = ip_address(address)
        except ValueError:
            return False
        return any(known in network for network in self._networks)


def visitor(peer: str, forwarded: bytes | None, proxies: Networks) -> str:
    """The nearest address of the chain that is not one of our own reverse proxies.

    Whatever others write into X-Forwarded-For is not believed.
    """
    if forwarded is None or peer not in proxies:
        return peer
    return next((hop for hop in _backwards(forwarded) if hop not in proxies), peer)


def scheme(own: str, peer: str, forwarded: bytes | None, proxies: Networks) -> str:
    """By what the visitor came: what our reverse proxies say of it, else what we see."""
    said = b"" if forwarded is None else forwarded.strip().lower()
    return said.decode() if said in {b"http", b"https"} and peer in proxies else own


def _backwards(forwarded: bytes) -> Iterator[str]:
    for part in reversed(forwarded.decode("latin-1").split(",")):
        try:
            yield str(ip_address(part.strip()))
        except ValueError:
            return
