"""The services behind the gateway: the least loaded ready instance takes the next request."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import ClassVar

from gateway.routing.instances import Instance, Name, name_of
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


class Upstream:
    """A service as the gateway sees it: its instances, by the addresses the settings name."""

    def __init__(
        self,
        key: str,
        addresses: Sequence[str],
        *,
        at_once: int = REQUESTS_AT_ONCE,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.key = key
        self.requests = Seats(key, at_once)
        self.streams = Seats(key, STREAMS_AT_ONCE)
        self.names: list[Name] = []
        self.instances: list[Instance] = []
        self._behind: dict[Name | str, list[Instance]] = {}
        self._clock = clock
        self._turns = 0
        for address in addresses:
            name = name_of(address)
            if name is None:
                self._behind[address] = [Instance(address, clock)]
            else:
                self._behind[name] = []
                self.names.append(name)
        self._gather()

    def found(self, name: Name, addresses: Iterable[str]) -> tuple[list[str], list[str]]:
        """Send requests to what was found behind a name now; who came, who left.

        Who stays keeps its circuit; who left answers what it was given before.
        """
        before = {one.address: one for one in self._behind[name]}
        now = [name.address(each) for each in addresses]
        self._behind[name] = [
            before.get(address) or Instance(address, self._clock, name) for address in now
        ]
        self._gather()
        return [one for one in now if one not in before], [one for one in before if one not in now]

    def choose(self, tried: Collection[Instance] = ()) -> Instance:
        """The least loaded of those that are ready; the one that waited longest among equals.

        Rather one not tried yet; rather any than none, while its circuit lets through. Refused
        with ServiceAway when every circuit is open.
        """
        chosen, least = None, None
        for one in self.instances:
            circuit = one.circuit
            if circuit.lets_through():
                load = (one in tried, not one.ready, circuit.is_in_doubt(), one.running, one.turn)
                if least is None or load < least:
                    chosen, least = one, load
        if chosen is None:
            raise ServiceAway(self.key)
        self._turns += 1
        chosen.turn = self._turns
        return chosen

    def _gather(self) -> None:
        self.instances = [one for each in self._behind.values() for one in each]


Upstreams = Mapping[str, Upstream]
