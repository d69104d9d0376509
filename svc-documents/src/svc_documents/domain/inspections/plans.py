"""An inspection from its plan to its results; nothing told of it is ever changed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from shared.refusals import Conflict, Invalid, NotFound
from svc_documents.domain.inspections.registers import Registers

InspectionState = Literal["announced", "drawn", "cancelled"]


@dataclass(eq=False)
class InspectionNotFound(NotFound):
    """没有找到这次随机抽查。"""

    advice: ClassVar[str] = "请在抽查列表（/api/v1/inspections）中选择。"


@dataclass(eq=False)
class InspectionPlanInvalid(Invalid):
    """抽查计划不能公平抽取。"""


@dataclass(eq=False)
class InspectionNotDrawable(Conflict):
    """这次抽查不能抽取（或取消）。"""

    advice: ClassVar[str] = "抽查处于“{state_title}”状态，每次抽查只抽取一次，抽取后不能更改。"
    state_title: str


@dataclass(eq=False)
class PublicNumberNotKnown(Conflict):
    """公开数字还没有产生。"""

    advice: ClassVar[str] = "“{beacon}”在 {beacon_on} 产生，请在当日或以后抽取。"
    beacon: str
    beacon_on: date


@dataclass(eq=False)
class NotDrawnForInspection(Conflict):
    """这个对象没有被抽中，或结果已公布。"""

    advice: ClassVar[str] = "只公布抽中对象的结果；更正已公布的结果时请写明理由（correction）。"


STATES = {"announced": "已公布待抽取", "drawn": "已抽取", "cancelled": "已取消"}


@dataclass(frozen=True, slots=True)
class Inspection:
    """One plan, as it was announced."""

    inspection_id: UUID
    organ_id: UUID
    region_code: str
    title: str
    matter: str
    basis: str
    inspect_from: date
    inspect_until: date
    beacon: str
    beacon_on: date
    commitment: str
    registers: Registers
    announced_at: datetime
    announced_by: str
    state: InspectionState = "announced"

    def require_announced(self) -> None:
        """Refused with InspectionNotDrawable once it was drawn or cancelled."""
        if self.state != "announced":
            raise InspectionNotDrawable(STATES[self.state])

    def require_public_number(self, today: date) -> None:
        """Refused with PublicNumberNotKnown before its day."""
        if today < self.beacon_on:
            raise PublicNumberNotKnown(self.beacon, self.beacon_on)
