"""The suggestion box on the wire."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from svc_feedback.api.texts import ReceiptCode, Region, up_to
from svc_feedback.domain.suggestions.suggestions import (
    LONGEST_REPLY,
    LONGEST_SUGGESTION,
    State,
    Suggestion,
)

SuggestionText = Annotated[str, up_to(LONGEST_SUGGESTION)]
ReplyText = Annotated[str, up_to(LONGEST_REPLY)]


class SuggestionRequest(BaseModel):
    """A slip of paper for the box. No file is taken: files tell too much about who made them."""

    model_config = ConfigDict(extra="forbid")

    submission_id: UUID = Field(description="每条建议随机生成一个，不会保存；重试时保持不变")
    region_code: Region = Field(examples=["431202"])
    organ_id: UUID | None = Field(default=None, description="希望由哪个部门答复；可以不填")
    text: SuggestionText = Field(examples=["大厅的等候区多放几把椅子。"])


class ReceiptView(BaseModel):
    """The one thing that leads back to the suggestion; whoever loses it cannot be helped."""

    receipt_code: str = Field(examples=["7K3M-0Q9T-XW2B-55HD"])
    day: date


class LookUpRequest(BaseModel):
    """The receipt code, as it was written down."""

    model_config = ConfigDict(extra="forbid")

    receipt_code: ReceiptCode = Field(examples=["7K3M-0Q9T-XW2B-55HD"])


class AnsweredSuggestionView(BaseModel):
    """What was put in, and what was replied."""

    day: date
    state: State
    text: str
    reply: str | None
    replied_on: date | None


class SuggestionView(AnsweredSuggestionView):
    """The same as those who answer see it; nobody can see more."""

    suggestion_id: UUID
    region_code: str
    organ_id: UUID | None


class SuggestionReplyRequest(BaseModel):
    """The reply, given once."""

    model_config = ConfigDict(extra="forbid")

    text: ReplyText = Field(examples=["等候区已增加二十把椅子，感谢您的建议。"])


class PassOnRequest(BaseModel):
    """Whom it concerns."""

    model_config = ConfigDict(extra="forbid")

    organ_id: UUID


def writers_view(suggestion: Suggestion) -> AnsweredSuggestionView:
    """As the bearer of the receipt sees it."""
    return AnsweredSuggestionView.model_validate(suggestion, from_attributes=True)


def staff_view(suggestion: Suggestion) -> SuggestionView:
    """As those who answer see it."""
    return SuggestionView.model_validate(suggestion, from_attributes=True)
