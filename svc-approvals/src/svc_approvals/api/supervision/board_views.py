"""Nodes and cases as supervisors see them."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from shared.moments import Moment
from shared.pages import Page
from svc_approvals.api.cases.track import TrackView
from svc_approvals.api.shown import Shown


class SupervisedNode(Shown):
    """An open node with its light."""

    node_id: UUID
    key: str
    name: str = Field(examples=["公共场所卫生许可"])
    kind: str
    state: str
    organ_id: UUID
    organ: str | None
    handler: str | None = Field(description="经办人")
    handler_no: str
    handler_phone: str | None = Field(description="办公电话")
    case_id: UUID
    case_no: str
    matter_code: str
    matter_name: str
    applicant_masked: str
    arrived_at: Moment | None
    claimed_at: Moment | None
    promised_due: Moment | None
    statutory_due: Moment | None
    paused_at: Moment | None
    held_by: list[str] = Field(description="暂停计时的原因")
    light: str | None = Field(description="绿灯、黄灯（承诺时限已用八成）、红灯（已超时限）")
    used_percent: int | None = Field(description="承诺时限已用去的百分比", examples=[84])
    remaining_working_days: int | None = Field(description="剩余工作日；负数为已超")


class LightsView(BaseModel):
    """How many nodes at work have which light, under the same organ and matter."""

    green: int
    yellow: int
    red: int


class SupervisedNodes(Page[SupervisedNode]):
    """A page of the board."""

    lights: LightsView


class SupervisedCase(Shown):
    """A case with its light."""

    case_id: UUID
    case_no: str
    matter_code: str
    matter_name: str
    applicant_masked: str
    channel: str
    state: str
    result: str | None
    submitted_at: Moment | None
    accepted_at: Moment | None
    promised_due: Moment | None
    statutory_due: Moment | None
    decided_at: Moment | None
    closed_at: Moment | None
    paused_at: Moment | None
    suspended_at: Moment | None
    unforeseen: int = Field(description="首次补正没有提出、后来再次要求的次数")
    nodes: int
    nodes_done: int
    light: str | None
    used_percent: int | None
    remaining_working_days: int | None


class RecordEntry(Shown):
    """One fact of the record: what, when, by whom."""

    sequence: int
    at: Moment
    fact: str = Field(examples=["node_decided"])
    text: str | None = Field(examples=["公共场所卫生许可：审批通过。"])
    by: str = Field(description="applicant、staff 或 system")
    handler: str | None
    handler_no: str | None
    data: dict[str, Any]


class WholeCaseView(TrackView):
    """Everything that is public of a case, and its whole record."""

    case_id: UUID
    record: list[RecordEntry]
