"""The instances of a service: the least loaded healthy one takes the next request."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import ClassVar

from gateway.routing.circuits import Circuit
from shared.refusals import Unavailable

REQUESTS_AT_ONCE = 256
STREAMS_AT_ONCE = 2_000


@dataclass(eq=False)
class ServiceAway(Unavailable):
    """服务暂时连接不上。"""

    advice: ClassVar[str] = "系统正在自动恢复，请稍后重试；已受理的业务不受影响。"
    service: str


@dataclass(eq=False)
class ServiceBusy(Unavailable):
    """服务正忙。"""

    advice: ClassVar[str] = "现在办理的人较多，请稍后重试。"
    service: str


class Seats:
    """How many requests of one kind a service is given at once.

    Refusing at once what is too much keeps the answers of those let in quick.
    """

    __slots__ = ("_service", "limit", "taken")

    def __init__(self, service: str, limit: int) -> None:
        self._service = service
        self.limit = limit
        self.taken = 0

    def take(self) -> "Seats":
        """Take one; refused with ServiceBusy when all are taken."""
        if self.taken >= self.limit:
            raise ServiceBusy(self._service)
        self.taken += 1
        return self

    def leave(self) -> None:
        """Give one back."""
        self.taken -= 1


class Instance:
    """One address of a service, with what it is doing and how it has been doing."""

    __slots__ = ("address", "circuit", "running")

    def __init__(self, address: str, clock: Callable[[], float] = monotonic) -> None:
        self.address = address.rstrip("/")
        self.circuit = Circuit(clock)
        self.running = 0


class Upstream:
    """A service as the gateway sees it."""

    def __init__(
        self,
        key: str,
        addresses: Sequence[str],
        *,
        at_once: int = REQUESTS_AT_ONCE,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.key = key
        self.instances = [Instance(address, clock) for address in addresses]
        self.requests = Seats(key, at_once)
        self.streams = Seats(key, STREAMS_AT_ONCE)

    def choose(self, tried: Collection[Instance] = ()) -> Instance:
        """The least loaded of those that answered last, rather one not tried yet.

        Refused with ServiceAway when every circuit is open.
        """
        open_to_us = [one for one in self.instances if one.circuit.lets_through()]
        if not open_to_us:
            raise ServiceAway(self.key)
        fresh = [one for one in open_to_us if one not in tried]
        return min(fresh or open_to_us, key=lambda one: (one.circuit.is_in_doubt(), one.running))


Upstreams = Mapping[str, Upstream]
