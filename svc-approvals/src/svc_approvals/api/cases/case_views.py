"""What clients send and see of cases."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.moments import Moment
from svc_approvals.api.cases.attachment_views import AttachmentView
from svc_approvals.api.pre_reviews.views import PreReviewView
from svc_approvals.api.shown import Shown
from svc_approvals.domain.cases.states import CaseState

Channel = Literal["web", "mini_program", "kiosk"]
Delivery = Literal["electronic", "pickup", "courier"]
Forbidding = ConfigDict(extra="forbid")


class CaseRequest(BaseModel):
    """Begin an application."""

    model_config = Forbidding

    matter_code: str = Field(max_length=64, examples=["HC-YJS-0001"])
    answers: dict[str, Any] = Field(default_factory=dict, examples=[{"applied_by": "self"}])
    form: dict[str, Any] = Field(default_factory=dict, examples=[{"operator_name": "张三"}])
    channel: Channel = "web"
    delivery: Delivery = "electronic"
    policy_id: UUID | None = Field(
        default=None, description="为享受哪项惠企政策而申请：政策的 policy_id"
    )


class CasePatch(BaseModel):
    """Change a draft; members are merged, null removes an answer or a field (RFC 7396)."""

    model_config = Forbidding

    answers: dict[str, Any] = Field(default_factory=dict)
    form: dict[str, Any] = Field(default_factory=dict)
    delivery: Delivery = Field(default_factory=lambda: "electronic")  # no default in the document


class CaseSummary(Shown):
    """A case in its owner's list."""

    case_id: UUID
    case_no: str = Field(examples=["431202-20261123-7K3M9QXR"])
    matter_code: str
    matter_name: str
    state: str
    result: str | None
    created_at: Moment
    submitted_at: Moment | None
    promised_due: Moment | None
    closed_at: Moment | None


class OfferedCertificate(Shown):
    """A certificate of the applicant's that could stand in for a material."""

    certificate_id: UUID
    name: str = Field(examples=["居民身份证"])
    valid_until: date | None


class CaseMaterialView(Shown):
    """A material of a case and where it stands."""

    code: str
    name: str
    required: bool
    deferrable: bool
    commitment_allowed: bool
    state: Literal["missing", "supplied", "committed", "deferred"]
    deferred_until: Moment | None
    file_name: str = ""
    certificate_id: UUID | None = Field(default=None, description="代替它的电子证照")
    certificate_ended: bool = Field(default=False, description="受理前证照已失效，需重新提交")
    offered: list[OfferedCertificate] = Field(default=[], description="本人持有、可代替它的证照")


class SupplementView(Shown):
    """What the window or a department asked for in one round, with a reason for each item."""

    key: str = Field(description="要求补正的环节；空为窗口")
    name: str = Field(description="要求补正的环节名称", examples=["公共场所卫生许可"])
    round: int
    items: dict[str, str] = Field(examples=[{"materials/M07": "未加盖公章"}])
    waits: bool = Field(description="正在等待申请人补正")
    wanted: list[str] = Field(description="还没有补充的内容", examples=[["materials/M07"]])
    requested_at: Moment


class CaseView(Shown):
    """A case as its owner sees it."""

    case_id: UUID
    case_no: str
    query_code: str = Field(description="查询码，与办件编号一起免登录查询")
    matter_code: str
    matter_name: str
    state: str
    state_name: str
    result: str | None
    version: int
    channel: str
    delivery: str
    policy_id: UUID | None = Field(description="为享受哪项惠企政策而申请")
    answers: dict[str, Any]
    form: dict[str, Any]
    materials: list[CaseMaterialView]
    supplements: list[SupplementView]
    pre_reviews: list[PreReviewView]
    attachments: list[AttachmentView] = Field(description="部门随决定附给申请人的文件")
    submitted_at: Moment | None
    acceptance_due: Moment | None
    accepted_at: Moment | None
    promised_due: Moment | None
    statutory_due: Moment | None
    closed_at: Moment | None


class CaseStateView(Shown):
    """What a command left behind."""

    case_id: UUID
    case_no: str
    state: CaseState
    result: str | None
    version: int = Field(description="操作后的版本号")
    acceptance_due: Moment | None
    promised_due: Moment | None
    statutory_due: Moment | None
    deferrals_open: int


class SubmittedView(CaseStateView):
    """A submitted case with the code that opens its tracking."""

    query_code: str


class DeferralRequest(BaseModel):
    """One material that may come later (容缺受理)."""

    model_config = Forbidding

    material: str = Field(max_length=64, examples=["M06"])
    due_days: int = Field(ge=1, le=30, description="补交期限（工作日）")


class AcceptRequest(BaseModel):
    """Accept a case, perhaps with deferrals."""

    model_config = Forbidding

    deferrals: list[DeferralRequest] = Field(default_factory=list, max_length=50)


class SupplementItem(BaseModel):
    """One thing that is missing or wrong, and why."""

    model_config = Forbidding

    pointer: str = Field(max_length=200, examples=["materials/M07"])
    reason: str = Field(min_length=1, max_length=500, examples=["经营场所证明未加盖街道办事处公章"])


class SupplementRequest(BaseModel):
    """Everything to be completed, told at once (一次性告知)."""

    model_config = Forbidding

    items: list[SupplementItem] = Field(max_length=100)
    supervisor_reason: str = Field(default="", max_length=500)


class RefusalRequest(BaseModel):
    """Why a case is not accepted."""

    model_config = Forbidding

    reason: str = Field(min_length=1, max_length=1000)


class DeliverRequest(BaseModel):
    """How the results reached the applicant."""

    model_config = Forbidding

    how: Literal["pickup", "courier"] = "pickup"
