"""What a made-up case is made of: a matter for certain answers, and who works in its organs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.catalogue.guides import Guide
from svc_approvals.domain.histories.paces import Paces


@dataclass(frozen=True, slots=True)
class Recipe:
    """A published matter as one kind of applicant asks for it; ``weight``: how often."""

    version_id: UUID
    region_code: str
    guide: Guide
    form: Mapping[str, Any]
    weight: float


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who handles nodes; ``account`` is what the journal knows them by."""

    staff_no: str
    account: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Organs by their code, and the people in each; an organ nobody works in has a stand-in."""

    organs: Mapping[str, UUID]
    workers: Mapping[UUID, Sequence[Worker]]

    def of(self, organ_id: UUID) -> Sequence[Worker]:
        """The people of an organ."""
        return self.workers.get(organ_id) or (Worker("HC-000", "system:histories"),)


@dataclass(frozen=True, slots=True)
class World:
    """What all cases share."""

    clock: Clock
    cast: Cast
    paces: Paces
    now: datetime
