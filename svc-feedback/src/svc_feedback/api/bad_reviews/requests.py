"""What is sent about bad reviews."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from svc_feedback.api.texts import up_to
from svc_feedback.domain.bad_reviews.kinds import (
    AppealKind,
    AttemptChannel,
    ChangeKind,
    Explanation,
    Grade,
    Verdict,
)

LONGEST_NOTE, LONGEST_REPLY = 500, 2000
Note = Annotated[str, up_to(LONGEST_NOTE)]
PerhapsNote = Annotated[str, up_to(LONGEST_NOTE, 0)]


class TriageRequest(BaseModel):
    """How hard it is to put right."""

    model_config = ConfigDict(extra="forbid")

    grade: Grade = Grade.SIMPLE


class HandlerRequest(BaseModel):
    """Who is to handle it."""

    model_config = ConfigDict(extra="forbid")

    staff_no: Annotated[str, up_to(40)] = Field(
        description="承办单位在职人员的工号；大小写、全角半角和空格不影响核对",
        examples=["HC-SCJG-001"],
    )


class TransferRequest(BaseModel):
    """Whose it is, and why."""

    model_config = ConfigDict(extra="forbid")

    organ_id: UUID
    note: Note = Field(examples=["该事项由卫生健康局承办。"])


class AttemptRequest(BaseModel):
    """Somebody tried to reach the writer."""

    model_config = ConfigDict(extra="forbid")

    channel: AttemptChannel = Field(examples=["phone"])
    reached: bool
    note: PerhapsNote = Field(default="", examples=["无人接听。"])


class VerdictRequest(BaseModel):
    """What looking into it has shown."""

    model_config = ConfigDict(extra="forbid")

    verdict: Verdict = Field(examples=["true"])
    note: Note = Field(examples=["受理后第七个工作日才办结，超过承诺时限。"])


class NoteRequest(BaseModel):
    """What is done, and why."""

    model_config = ConfigDict(extra="forbid")

    note: Note = Field(examples=["与卫生健康局商定并联办理，压缩时限。"])


class ExplanationRequest(BaseModel):
    """Why nothing is put right, and what the writer is to be told of it."""

    model_config = ConfigDict(extra="forbid")

    why: Explanation | None = Field(
        default=None,
        description="无法律依据，或者不属实；不填时按核实结论：不属实的为不属实，其他为无法律依据",
        examples=["no_legal_basis"],
    )
    note: Note = Field(examples=["法律没有规定可以免交该费用。"])


class ReplyRequest(BaseModel):
    """The answer to the writer, and what changed."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, up_to(LONGEST_REPLY)] = Field(examples=["您反映的超时情况属实，已改正。"])
    change: ChangeKind = Field(description="改进了什么", examples=["guide"])
    improvement: Note = Field(
        description="公开在办事指南的改进记录中", examples=["承诺时限由五个工作日改为三个工作日。"]
    )


class RevisitRequest(BaseModel):
    """What the writer says when asked again."""

    model_config = ConfigDict(extra="forbid")

    satisfied: bool
    note: PerhapsNote = ""


class RulingRequest(BaseModel):
    """What the supervisor decides."""

    model_config = ConfigDict(extra="forbid")

    again: bool = Field(description="是否要求再次整改")
    note: Note = Field(examples=["整改到位，予以办结。"])


class AppealRequest(BaseModel):
    """Why it should leave the figures."""

    model_config = ConfigDict(extra="forbid")

    kind: AppealKind = Field(examples=["mistaken"])
    evidence: Annotated[str, up_to(LONGEST_REPLY)] = Field(examples=["评价人来电说明点错了等级。"])


class AppealDecisionRequest(BaseModel):
    """How it is judged."""

    model_config = ConfigDict(extra="forbid")

    upheld: bool
    reason: Note = Field(examples=["录音可以证明评价人选错等级。"])
