"""What is sent about consultations."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from svc_feedback.api.texts import up_to
from svc_feedback.domain.consultations.drafts import Invitation, Passage, Said
from svc_feedback.domain.consultations.kinds import (
    ConsultationKind,
    Disposition,
    OpinionGroup,
    Stance,
)
from svc_feedback.domain.consultations.opinions import LONGEST_OPINION, Verdict
from svc_feedback.use_cases.consultations.speaking import NewOpinion

Reason = Annotated[str, up_to(500, 0)]
Ids = Annotated[list[UUID], Field(min_length=1, max_length=100)]


class PassageRequest(BaseModel):
    """One passage of the draft; passages are numbered in the order they are sent."""

    model_config = ConfigDict(extra="forbid")

    heading: Annotated[str, up_to(60)] = Field(examples=["第八条"])
    text: Annotated[str, up_to(4000)] = Field(examples=["携犬出户应当使用犬绳。"])


class InvitationRequest(BaseModel):
    """A group that is asked by name."""

    model_config = ConfigDict(extra="forbid")

    group: OpinionGroup = Field(examples=["association"])
    name: Annotated[str, up_to(60)] = Field(examples=["鹤城区工商联"])
    account_id: UUID | None = None


class ConsultationRequest(BaseModel):
    """What is asked, and how long."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, up_to(120, 4)] = Field(examples=["鹤城区养犬管理办法（征求意见稿）"])
    kind: ConsultationKind = Field(examples=["major_decision"])
    explanation: Annotated[str, up_to(8000)] = Field(examples=["为规范养犬行为，起草本办法。"])
    passages: Annotated[list[PassageRequest], Field(max_length=200)]
    invitations: Annotated[list[InvitationRequest], Field(max_length=100)] = []
    opens_on: date
    closes_on: date
    short_reason: Reason = Field(default="", description="不足三十日的理由，会一并公布")

    def said(self) -> Said:
        """As the domain takes it."""
        passages = tuple(
            Passage(number, one.heading, one.text)
            for number, one in enumerate(self.passages, start=1)
        )
        invitations = tuple(
            Invitation(one.group, one.name, str(one.account_id) if one.account_id else None)
            for one in self.invitations
        )
        return Said(
            self.title, self.kind, self.explanation, passages, invitations, self.opens_on,
            self.closes_on, self.short_reason,
        )  # fmt: skip


class ConsultationExtensionRequest(BaseModel):
    """More time, and why."""

    model_config = ConfigDict(extra="forbid")

    closes_on: date
    reason: Annotated[str, up_to(500)] = Field(examples=["应多家企业要求延长。"])


class OpinionRequest(BaseModel):
    """An opinion on a passage, or on the whole draft."""

    model_config = ConfigDict(extra="forbid")

    submission_id: UUID = Field(description="每条意见生成一个；重试时保持不变")
    passage: int | None = Field(default=None, ge=1, le=200, description="条款序号；不填为对全文")
    stance: Stance = Field(examples=["amend"])
    group: OpinionGroup = OpinionGroup.PUBLIC
    text: Annotated[str, up_to(LONGEST_OPINION)] = Field(examples=["建议限定犬绳长度为一米五。"])

    def opinion(self) -> NewOpinion:
        """As the use case takes it."""
        return NewOpinion(self.submission_id, self.passage, self.stance, self.group, self.text)


class DispositionRequest(BaseModel):
    """What becomes of these opinions; the reason is published."""

    model_config = ConfigDict(extra="forbid")

    opinion_ids: Ids
    disposition: Disposition = Field(examples=["partly"])
    reason: Reason = Field(default="", examples=["改为“一点五米以内”。"])

    def verdict(self) -> Verdict:
        """As the domain takes it."""
        return Verdict(self.disposition, self.reason)


class ConsultationResultRequest(BaseModel):
    """What came of it, in words."""

    model_config = ConfigDict(extra="forbid")

    summary: Annotated[str, up_to(8000)] = Field(examples=["共收到意见二十条，采纳十二条。"])
    policy_id: UUID | None = Field(default=None, description="由此形成并已发布的政策")
