"""What officers send and see of nodes."""

from typing import Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.moments import Moment
from svc_approvals.api.cases.attachment_views import AttachmentView
from svc_approvals.api.cases.case_views import CaseMaterialView, SupplementItem, SupplementView
from svc_approvals.api.shown import Shown
from svc_approvals.domain.cases.states import NodeState
from svc_approvals.use_cases.cases.nodes import Decision

Outcome = Literal["approve", "refuse", "skip"]
OUTCOMES: dict[str, NodeState] = {
    "approve": NodeState.APPROVED,
    "refuse": NodeState.REFUSED,
    "skip": NodeState.SKIPPED,
}
FORBIDDING = ConfigDict(extra="forbid")
StaffNo = Field(min_length=1, max_length=32, examples=["HC-WJJ-002"])
Reason = Field(min_length=1, max_length=500)


class TaskView(Shown):
    """A node waiting for the officer's organ."""

    node_id: UUID
    key: str
    name: str = Field(examples=["公共场所卫生许可"])
    kind: str
    state: str
    case_id: UUID
    case_no: str
    matter_code: str
    matter_name: str
    applicant_masked: str
    handler_no: str
    delegated_by: str
    signing: str
    held_by: list[str]
    urged: int = Field(description="催办次数")
    extension_asked: int = Field(description="申请延长的工作日，等待批准；0 为没有")
    arrived_at: Moment | None
    claimed_at: Moment | None
    paused_at: Moment | None
    promised_due: Moment | None
    statutory_due: Moment | None


class SignerView(Shown):
    """One who signs the node; the outcome is empty until then."""

    staff_no: str
    weight: int
    outcome: str
    signed_at: Moment | None


class NodeView(Shown):
    """A node after a command."""

    node_id: UUID
    key: str
    name: str
    state: str
    handler_no: str
    delegated_by: str
    signing: str
    signers: list[SignerView]
    held_by: list[str]
    paused_at: Moment | None
    promised_left: int | None = Field(description="暂停时剩余的工作分钟（承诺时限）")
    statutory_left: int | None = Field(description="暂停时剩余的工作分钟（法定时限）")
    extended_days: int
    extension_asked: int
    urged: int
    arrived_at: Moment | None
    claimed_at: Moment | None
    finished_at: Moment | None
    promised_due: Moment | None
    statutory_due: Moment | None

    @classmethod
    def of(cls, node: Any) -> Self:
        """The view of a node with its signers in a list."""
        signers = [SignerView.model_validate(one) for one in node.signers.values()]
        copied = {name: getattr(node, name) for name in cls.model_fields if name != "signers"}
        return cls(**copied, signers=signers)


class RemarkView(Shown):
    """Something said beside an action; for officers only."""

    key: str
    action: str
    staff_no: str
    text: str
    at: Moment


class ProcedureView(Shown):
    """A special procedure of the case."""

    key: str
    kind: str
    basis: str
    expected_days: int
    started_at: Moment
    ended_at: Moment | None


class ProducedView(Shown):
    """What another node of the same case gives to this one."""

    code: str = Field(examples=["business_licence"])
    name: str = Field(examples=["营业执照"])
    certificate_type: str
    node_key: str
    node_name: str
    organ_id: UUID
    state: str = Field(description="产生它的环节的状态", examples=["approved"])
    finished_at: Moment | None
    feedback: str


class DossierView(TaskView):
    """A task with what the department needs to decide it."""

    form: dict[str, Any]
    materials: list[CaseMaterialView]
    produced: list[ProducedView] = Field(
        description="本办件其他环节产生的材料和结果，无需申请人提交"
    )
    signers: list[SignerView]
    supplements: list[SupplementView]
    special_procedures: list[ProcedureView]
    attachments: list[AttachmentView]
    remarks: list[RemarkView]


class DecisionRequest(BaseModel):
    """An officer's decision; ``opinion`` stays inside, ``feedback`` is shown on tracking."""

    model_config = FORBIDDING

    outcome: Outcome
    opinion: str = Field(default="", max_length=2000)
    feedback: str = Field(default="", max_length=500, examples=["材料齐全，符合条件。"])
    attachments: list[UUID] = Field(
        default_factory=list, max_length=20, description="已上传到本环节、随决定归档的附件"
    )
    certificates: dict[str, dict[str, Any]] = Field(
        default_factory=dict,
        max_length=20,
        description="本环节产生的证照上由审批人员填写的数据项，按结果代码；其余取自申请表",
        examples=[{"hygiene_licence": {"area": 36.5}}],
    )

    def decision(self) -> Decision:
        """The decision as the use case takes it."""
        return Decision(
            OUTCOMES[self.outcome], self.opinion, self.feedback, tuple(self.attachments),
            self.certificates,
        )  # fmt: skip


class ManyDecisionsItem(DecisionRequest):
    """One of many decisions."""

    node_id: UUID


class ManyDecisionsRequest(BaseModel):
    """Up to a hundred decisions, each for itself."""

    model_config = FORBIDDING

    decisions: list[ManyDecisionsItem] = Field(min_length=1, max_length=100)


class AnsweredView(BaseModel):
    """What became of one decision: the node, or the problem document of its refusal."""

    node_id: UUID
    outcome: Literal["done", "refused"]
    node: NodeView | None = None
    problem: dict[str, Any] | None = None


class ManyAnswersView(BaseModel):
    """One answer for each decision, in the order they were sent."""

    items: list[AnsweredView]


class HandOverRequest(BaseModel):
    """To whom of the same organ, and why."""

    model_config = FORBIDDING

    to: str = StaffNo
    reason: str = Reason


class HandBackRequest(BaseModel):
    """The opinion that was asked for."""

    model_config = FORBIDDING

    opinion: str = Field(default="", max_length=2000)


class SignerRequest(BaseModel):
    """Who else is to sign; the weight counts in a vote."""

    model_config = FORBIDDING

    staff_no: str = StaffNo
    weight: int = Field(default=1, ge=1, le=100)


class SignerRemovalRequest(BaseModel):
    """Who need not sign any more."""

    model_config = FORBIDDING

    staff_no: str = StaffNo


class ReturnRequest(BaseModel):
    """Where to, and why: the key of an earlier node, or ``window``."""

    model_config = FORBIDDING

    to: str = Field(min_length=1, max_length=64, examples=["market", "window"])
    reason: str = Reason


class ProcedureRequest(BaseModel):
    """A special procedure (行政许可法 art. 45)."""

    model_config = FORBIDDING

    kind: Literal[
        "hearing", "bidding", "auction", "inspection", "testing", "quarantine", "appraisal",
        "expert_review",
    ]  # fmt: skip
    basis: str = Field(min_length=1, max_length=500, examples=["行政许可法第四十五条"])
    expected_days: int = Field(ge=1, le=365, description="预计工作日")


class FindingRequest(BaseModel):
    """What the procedure found; stays inside."""

    model_config = FORBIDDING

    finding: str = Field(default="", max_length=2000)


class NodeSupplementRequest(BaseModel):
    """Everything this node misses, told at once (一次性告知)."""

    model_config = FORBIDDING

    items: list[SupplementItem] = Field(max_length=100)
    supervisor_reason: str = Field(default="", max_length=500)


class ExtensionRequest(BaseModel):
    """How many working days more, and why."""

    model_config = FORBIDDING

    days: int = Field(ge=1, le=15)
    reason: str = Reason


class ExtensionAnswer(BaseModel):
    """Whether the longer limit is agreed to."""

    model_config = FORBIDDING

    agreed: bool
