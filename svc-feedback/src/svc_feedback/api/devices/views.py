"""What desks and evaluators send, and what they see."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.moments import Moment
from svc_feedback.api.reading import CODE, Words
from svc_feedback.api.reviews import LONGEST_DWELL_MS, LevelNumber, Tags
from svc_feedback.api.tags import LevelView
from svc_feedback.api.texts import up_to
from svc_feedback.domain.levels import Level
from svc_feedback.domain.reviews import Answer
from svc_feedback.use_cases.devices.answering import AboutVisit

Place = Annotated[str, StringConstraints(pattern=CODE)]
MatterName = Annotated[str, up_to(120)]


class BindingRequest(BaseModel):
    """Where an evaluator stands."""

    model_config = ConfigDict(extra="forbid")

    window_id: Place = Field(examples=["hc-hall-w03"])
    organ_id: UUID


class ReviewDeviceView(BaseModel):
    """An evaluator and its window."""

    model_config = ConfigDict(from_attributes=True)

    device_id: str
    window_id: str
    organ_id: UUID
    region_code: str
    bound_at: Moment


class VisitRequest(BaseModel):
    """Somebody has been served at a window just now."""

    model_config = ConfigDict(extra="forbid")

    visit_id: UUID = Field(description="每次办事生成一个；重新邀请时保持不变")
    window_id: Place = Field(examples=["hc-hall-w03"])
    matter_code: Place = Field(examples=["HC-YJS-0001"])
    matter_name: MatterName = Field(examples=["我要开理发店"])
    case_id: UUID | None = None
    case_no: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{0,40}$")] = ""


class VisitView(BaseModel):
    """What asks about it; only in an organ without evaluators the desk shows code and QR itself.

    Else the desk is given neither, for nobody reviews for others.
    """

    opportunity_id: UUID
    visit_id: UUID
    device_ids: list[str]
    expires_at: Moment
    token: str | None = Field(
        default=None, description="供二维码使用；本单位各窗口都没有评价器时才有"
    )
    code: str | None = Field(
        default=None, description="评价码，办事人可在任意终端输入；本单位各窗口都没有评价器时才有"
    )


class PromptView(BaseModel):
    """What an evaluator shows; no level is chosen beforehand."""

    number: int = Field(description="序号；长轮询时作为 after 送回")
    state: Literal["idle", "asking"]
    visit_id: UUID | None = None
    matter_code: str | None = None
    matter_name: str | None = None
    shown_until: Moment | None = None
    token: str | None = Field(default=None, description="供二维码使用，手机扫码评价")
    code: str | None = Field(default=None, description="没有扫码条件时，在任意终端输入的评价码")
    tag_version: int | None = None
    levels: list[LevelView] = []


class DeviceAnswerRequest(BaseModel):
    """A person's own choice on an evaluator, sent at once or later."""

    model_config = ConfigDict(extra="forbid")

    submission_id: UUID = Field(description="每次评价生成一个；断网补传和重试时保持不变")
    visit_id: UUID
    level: LevelNumber
    tags: Tags = []
    text: Words = ""
    answered_at: Moment = Field(description="办事人作答的时间；断网补传时不变")
    dwell_ms: int = Field(ge=0, le=LONGEST_DWELL_MS, strict=True, description="作答用时（毫秒）")
    matter_code: Place | None = Field(default=None, description="断网期间办理的事项")
    matter_name: MatterName | None = None
    staff_no: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{0,40}$")] = ""

    def answer(self) -> Answer:
        """As the domain takes it; at a window nobody is asked for a name."""
        return Answer(
            self.submission_id, Level(self.level), tuple(self.tags), self.text or None,
            anonymous=True, channel="evaluator",
        )  # fmt: skip

    def about(self) -> AboutVisit:
        """Which visit it is about."""
        return AboutVisit(
            self.visit_id, self.answered_at, self.matter_code, self.matter_name, self.staff_no,
            self.dwell_ms,
        )  # fmt: skip


class TakenView(BaseModel):
    """The device may forget the answer now."""

    review_id: UUID
    submission_id: UUID
    level: int
    submitted_at: Moment
