"""What applicants and clerks send and see of pre-reviews."""

from uuid import UUID

from pydantic import BaseModel, Field

from shared.moments import Moment
from svc_approvals.api.shown import Shown


class PreReviewView(Shown):
    """A request of the applicant and what was answered."""

    review_id: UUID
    state: str = Field(examples=["answered"], description="open、answered 或 lapsed（随草稿结束）")
    requested_at: Moment
    answered_at: Moment | None
    answered_by: str = Field(description="答复的窗口人员工号")
    ready: bool | None = Field(description="窗口人员认为可以提交；不影响正式受理")
    remarks: dict[str, str] = Field(examples=[{"materials/M07": "请加盖公章后重新扫描"}])


class WaitingPreReview(Shown):
    """A draft that waits for a clerk's look."""

    review_id: UUID
    case_id: UUID
    case_no: str
    matter_code: str
    matter_name: str
    applicant_masked: str
    requested_at: Moment


class Remark(BaseModel):
    """What to mend, and where."""

    model_config = {"extra": "forbid"}

    pointer: str = Field(max_length=200, examples=["materials/M07"])
    text: str = Field(min_length=1, max_length=500, examples=["请加盖公章后重新扫描"])


class AnswerRequest(BaseModel):
    """The clerk's answer."""

    model_config = {"extra": "forbid"}

    remarks: list[Remark] = Field(default_factory=list, max_length=100)
    ready: bool
