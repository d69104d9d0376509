"""What departments' systems send, and what their officers see of pushes."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.moments import Moment
from svc_approvals.api.shown import Shown


class PushResultRequest(BaseModel):
    """What a department's own system has to say of a node it was sent."""

    model_config = ConfigDict(extra="forbid")

    outcome: Literal["approved", "refused", "progress"]
    opinion: str = Field(default="", max_length=2000, description="审批意见，仅内部可见")
    feedback: str = Field(
        default="", max_length=500, description="显示在办件跟踪中", examples=["已核准，正在制证。"]
    )
    product_no: str = Field(
        default="",
        max_length=100,
        description="部门系统中的证照编号",
        examples=["JY14312020001234"],
    )


class PushResultView(BaseModel):
    """What we took; the same answer again gets the same reply."""

    push_id: UUID
    node_key: str
    state: str = Field(examples=["answered"])
    outcome: str = Field(examples=["approved"])
    answered_at: Moment | None


class PushView(Shown):
    """A push as the officers of its organ see it; ``failed`` wants somebody to take over."""

    push_id: UUID
    node_id: UUID
    node_name: str = Field(examples=["公章刻制备案"])
    case_no: str
    matter_name: str
    target: str = Field(examples=["police-seals"])
    state: str = Field(examples=["failed"])
    attempts: int
    queued_at: Moment
    next_at: Moment | None = Field(description="下次发送时间")
    acknowledged_at: Moment | None
    finished_at: Moment | None
    outcome: str
    product_no: str
    fault: str = Field(description="最近一次发送失败的原因", examples=["no answer in 10 s"])
    taken_over_by: str = Field(description="接管人员工号")


class TakeOverRequest(BaseModel):
    """Why a person goes on."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(min_length=1, max_length=500, examples=["业务系统停机检修"])
