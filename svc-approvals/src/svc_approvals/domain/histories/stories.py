"""One made-up case: what happened when, and how it stands now."""

import heapq
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from uuid import UUID

from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.facts import Fact
from svc_approvals.domain.cases.materials import CaseMaterial
from svc_approvals.domain.histories.dice import Dice

Act = Callable[[datetime], None]


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with its moment and who caused it."""

    event_id: UUID
    at: datetime
    actor: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for a supplement."""

    round: int
    items: Mapping[str, str]
    staff_no: str
    at: datetime


@dataclass(slots=True)
class Story:
    """A case with everything that is written of it; ``rung`` is each open node's last ring."""

    rng: Dice
    case: Case
    begun_at: datetime
    masked: str
    updated_at: datetime
    materials: list[CaseMaterial] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    rung: dict[str, int] = field(default_factory=dict)

    def take_facts(self, at: datetime, actor: str) -> None:
        """What the last command told; every command is one version, as when it is saved."""
        case = self.case
        if not case.facts:
            return
        self.told.extend(Told(id_at(self.rng, at), at, actor, fact) for fact in case.facts)
        case.facts.clear()
        case.changed.clear()
        case.version += 1
        self.updated_at = at


class Agenda:
    """What people are going to do, in the order of time; nothing happens after ``now``."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._acts: list[tuple[datetime, int, Act]] = []
        self._order = count()

    def add(self, at: datetime, act: Act) -> None:
        """Somebody will do something."""
        heapq.heappush(self._acts, (at, next(self._order), act))

    def run(self) -> None:
        """Let it all happen up to the present."""
        while self._acts and self._acts[0][0] <= self._now:
            at, _, act = heapq.heappop(self._acts)
            act(at)


def id_at(rng: Dice, at: datetime) -> UUID:
    """A UUIDv7 of this moment; the same for the same seed."""
    millis = int(at.timestamp() * 1000)
    head = (millis & (1 << 48) - 1) << 80 | 7 << 76 | rng.getrandbits(12) << 64
    return UUID(int=head | 2 << 62 | rng.getrandbits(62))
