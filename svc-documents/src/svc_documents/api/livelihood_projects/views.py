"""What people see of livelihood projects, and what they send."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.moments import Moment
from svc_documents.domain.livelihood_projects.calls import IdeaState
from svc_documents.domain.livelihood_projects.projects import Project, ProjectState

Title = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=r"^[^\x00]+$")]
Year = Annotated[int, Field(ge=2000, le=2200)]


class MilestoneView(BaseModel):
    """Something a project promises to have reached by a day."""

    milestone_id: UUID
    title: str
    planned_on: date
    done_on: date | None
    late: bool = Field(description="到期未完成，或完成时已过期")


class LivelihoodProjectView(BaseModel):
    """One project of a year's list."""

    project_id: UUID
    year: int
    title: str = Field(examples=["新建公办幼儿园4所"])
    goal: str
    organ_name: str = Field(description="责任单位")
    state: ProjectState
    progress: int = Field(description="进度（%）")
    late: bool = Field(description="有节点到期未完成")
    done_on: date | None
    milestones: list[MilestoneView]


class ProgressReportView(BaseModel):
    """A report of progress."""

    report_id: UUID
    text: str
    progress: int
    reported_at: Moment
    photo: str | None = Field(description="现场照片的地址")
    photo_alt: str = Field(description="照片内容的文字说明")


class LivelihoodProjectWholeView(LivelihoodProjectView):
    """The same with its reports and what people think."""

    reports: list[ProgressReportView]
    review_count: int = Field(description="有效评价数")
    mean_level: float | None = Field(description="平均等级，5为非常满意，1为非常不满意")
    reviews: str = Field(description="公开评价列表的地址")
    improvements: str = Field(description="差评整改情况的地址")
    ask_to_review: str | None = Field(description="办结后，登录的群众在此取得评价机会（POST）")


class CallView(BaseModel):
    """A call for ideas."""

    model_config = ConfigDict(from_attributes=True)

    call_id: UUID
    year: int
    title: str
    opens_on: date
    closes_on: date
    organ_name: str


class CallsView(BaseModel):
    """The calls, the newest first."""

    items: list[CallView]


class IdeaView(BaseModel):
    """An idea, without who had it."""

    model_config = ConfigDict(from_attributes=True)

    idea_id: UUID
    text: str
    state: IdeaState
    answer: str


class MilestoneRequest(BaseModel):
    """A milestone with its day."""

    model_config = ConfigDict(extra="forbid")

    title: Title
    planned_on: date


class LivelihoodProjectRequest(BaseModel):
    """A project as it comes onto the list."""

    model_config = ConfigDict(extra="forbid")

    year: Year
    title: Title
    goal: Words
    milestones: list[MilestoneRequest] = Field(max_length=50)


class ProgressRequest(BaseModel):
    """How far it has come."""

    model_config = ConfigDict(extra="forbid")

    progress: int = Field(ge=0, le=99)
    text: Words


class CallRequest(BaseModel):
    """A call for ideas."""

    model_config = ConfigDict(extra="forbid")

    year: Year
    title: Title
    opens_on: date
    closes_on: date


class IdeaRequest(BaseModel):
    """What one would like to be done."""

    model_config = ConfigDict(extra="forbid")

    text: Words


class ModerationRequest(BaseModel):
    """Whether everybody may read it, and the answer to it."""

    model_config = ConfigDict(extra="forbid")

    show: bool
    answer: Words


def members_of(project: Project, today: date) -> dict[str, object]:
    """A project as it is shown on a day."""
    shown: dict[str, object] = {
        name: getattr(project, name) for name in LivelihoodProjectView.model_fields
        if name not in {"late", "milestones"}
    }  # fmt: skip
    milestones = [
        MilestoneView(
            milestone_id=one.milestone_id, title=one.title, planned_on=one.planned_on,
            done_on=one.done_on, late=one.is_late(today),
        )
        for one in project.milestones
    ]  # fmt: skip
    return shown | {"late": project.is_late(today), "milestones": milestones}


def project_view(project: Project, today: date) -> LivelihoodProjectView:
    """The same as a view."""
    return LivelihoodProjectView.model_validate(members_of(project, today))
