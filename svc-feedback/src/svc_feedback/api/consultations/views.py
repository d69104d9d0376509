"""Consultations as they are shown."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.database import Row
from shared.moments import Moment
from svc_feedback.domain.consultations.consultations import Consultation
from svc_feedback.domain.consultations.kinds import (
    ConsultationKind,
    ConsultationState,
    Disposition,
    OpinionGroup,
    Stance,
)


class PassageView(BaseModel):
    """One passage of the draft."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    heading: str
    text: str


class InvitationView(BaseModel):
    """A group that is asked by name."""

    model_config = ConfigDict(from_attributes=True)

    group: OpinionGroup
    name: str


class ConsultationResultView(BaseModel):
    """What came of it."""

    model_config = ConfigDict(from_attributes=True)

    summary: str
    published_on: date
    opinions: int
    by_disposition: dict[str, int] = Field(examples=[{"adopted": 12, "not_adopted": 8}])
    by_group: dict[str, int] = Field(description="只计受邀的和经认证的；自报的计入公众")
    by_claimed_group: dict[str, int] = Field(
        description="发言人自报、未经认证的群体", examples=[{"lawyer": 3}]
    )


class ConsultationFileView(BaseModel):
    """A file of it."""

    model_config = ConfigDict(extra="ignore")

    file_id: UUID
    file_name: str
    media_type: str
    size: int
    uploaded_at: Moment


class ConsultationRowView(BaseModel):
    """A consultation in a list."""

    consultation_id: UUID
    title: str
    kind: ConsultationKind
    kind_label: str = Field(examples=["重大行政决策"])
    organ_id: UUID | None
    region_code: str
    opens_on: date
    closes_on: date
    state: ConsultationState
    state_label: str = Field(examples=["征集中"])
    policy_id: UUID | None


class ConsultationView(ConsultationRowView):
    """All that is asked, how long, and what came of it."""

    explanation: str
    passages: list[PassageView]
    invitations: list[InvitationView]
    short_reason: str = Field(description="不足三十日的理由")
    extension_reason: str
    files: list[ConsultationFileView]
    result: ConsultationResultView | None


class OpinionView(BaseModel):
    """An opinion without its writer, personal data masked, and what became of it."""

    model_config = ConfigDict(extra="ignore")

    opinion_id: UUID
    consultation_id: UUID
    passage: int | None
    stance: Stance
    group: OpinionGroup
    invited: bool
    claimed: bool = Field(description="true：群体为发言人自报，未经认证")
    text: str
    submitted_at: Moment
    disposition: Disposition | None
    disposition_label: str | None = Field(examples=["部分采纳"])
    reason: str
    disposed_on: date | None


class DispositionView(BaseModel):
    """How many opinions are left."""

    remaining: int


def row_view(one: Consultation) -> ConsultationRowView:
    """One line of a list."""
    said = one.said
    return ConsultationRowView(
        consultation_id=one.consultation_id,
        title=said.title,
        kind=said.kind,
        kind_label=said.kind.label,
        organ_id=one.organ_id,
        region_code=one.region_code,
        opens_on=said.opens_on,
        closes_on=said.closes_on,
        state=one.state,
        state_label=one.state.label,
        policy_id=one.policy_id,
    )


def consultation_view(one: Consultation, files: Sequence[Row]) -> ConsultationView:
    """The whole of it."""
    said = one.said
    return ConsultationView(
        **row_view(one).model_dump(),
        explanation=said.explanation,
        passages=[PassageView.model_validate(each) for each in said.passages],
        invitations=[InvitationView.model_validate(each) for each in said.invitations],
        short_reason=said.short_reason,
        extension_reason=one.extension_reason,
        files=[ConsultationFileView(**row) for row in files],
        result=ConsultationResultView.model_validate(one.result) if one.result else None,
    )


def opinion_view(row: Row) -> OpinionView:
    """An opinion as its writer, the organ and, with the result, everybody sees it."""
    disposition = row["disposition"]
    label = Disposition(disposition).label if disposition else None
    return OpinionView(**row, disposition_label=label)
