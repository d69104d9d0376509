"""What is sent about letters."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from svc_feedback.api.texts import ReceiptCode, up_to
from svc_feedback.domain.letters.kinds import LetterCourse, LetterKind, RefusalKind
from svc_feedback.domain.letters.letters import (
    LONGEST_ANSWER,
    LONGEST_BODY,
    LONGEST_NOTE,
    LONGEST_TITLE,
)
from svc_feedback.storage.letters.letters import Private
from svc_feedback.use_cases.letters.writing import NewLetter

Note = Annotated[str, up_to(LONGEST_NOTE)]


class LetterRequest(BaseModel):
    """A letter to a leader's mailbox."""

    model_config = ConfigDict(extra="forbid")

    submission_id: UUID = Field(description="每封来信生成一个；重试时保持不变")
    mailbox: Annotated[str, StringConstraints(max_length=40)] = Field(examples=["mayor"])
    kind: LetterKind = Field(examples=["complain"])
    title: Annotated[str, up_to(LONGEST_TITLE, 4)] = Field(examples=["公园夜间噪音"])
    text: Annotated[str, up_to(LONGEST_BODY)] = Field(examples=["公园广场每晚十点后仍有音响。"])
    name: Annotated[str, up_to(40)] = Field(examples=["张三"])
    phone: Annotated[str, StringConstraints(pattern=r"^[0-9+][0-9 -]{5,19}$")] = Field(
        examples=["13800000000"]
    )
    public: bool = Field(description="是否同意公开来信和答复（姓名电话不公开）")

    def letter(self) -> NewLetter:
        """As the use case takes it."""
        return NewLetter(
            self.submission_id, self.mailbox, self.kind, self.public,
            Private(self.name, self.phone, self.title, self.text),
        )  # fmt: skip


class LetterLookUpRequest(BaseModel):
    """The query code, as it was written down."""

    model_config = ConfigDict(extra="forbid")

    query_code: ReceiptCode = Field(examples=["7K3M-0Q9T-XW2B-55HD"])


class LetterRatingRequest(BaseModel):
    """How content the writer is with the answer; no level is given beforehand."""

    model_config = ConfigDict(extra="forbid")

    query_code: ReceiptCode = Field(examples=["7K3M-0Q9T-XW2B-55HD"])
    satisfaction: Annotated[int, Field(strict=True, ge=1, le=5, examples=[5])] = Field(
        description="5 非常满意，4 满意，3 基本满意，2 不满意，1 非常不满意"
    )


class LetterAssignmentRequest(BaseModel):
    """Who is to answer, and on which course."""

    model_config = ConfigDict(extra="forbid")

    organ_id: UUID
    course: LetterCourse = LetterCourse.SIMPLE


class LetterNoteRequest(BaseModel):
    """Why it is sent back, or given more time."""

    model_config = ConfigDict(extra="forbid")

    note: Note = Field(examples=["噪音由城市管理和综合执法局负责。"])


class LetterAnswerRequest(BaseModel):
    """The answer."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, up_to(LONGEST_ANSWER)] = Field(examples=["已与活动队伍约定九点半结束。"])
    public: bool = Field(description="本单位是否同意公开")


class LetterRefusalRequest(BaseModel):
    """Why it is not taken up."""

    model_config = ConfigDict(extra="forbid")

    kind: RefusalKind = Field(examples=["repeat"])
    note: Annotated[str, up_to(LONGEST_NOTE, 0)] = Field(
        default="", examples=["同一事项已在 431202-20260105-00001 答复。"]
    )
