"""What finance staff see of a version."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.moments import Moment
from svc_budget.api.units.unit_views import MissingTableView, missing_tables
from svc_budget.domain.submissions.states import STATE_NAMES, STEP_NAMES, State, Step
from svc_budget.domain.submissions.submissions import Submission
from svc_budget.domain.templates.templates import BOOK_NAMES, Book, TemplateSet
from svc_budget.domain.units.units import Unit

STEPS = tuple(Step)


class SubmissionFileView(BaseModel):
    """The workbook as it was uploaded."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    media_type: str
    size: int
    sha256: str


class ReadingFaultView(BaseModel):
    """Why a workbook could not be read, found out after its upload."""

    type: str
    title: str
    detail: str


class SubmissionProgressView(BaseModel):
    """How far the reading has come."""

    step: Step
    step_name: str = Field(examples=["勾稽校验"])
    done: int = Field(description="已完成的步骤数")
    total: int
    fault: ReadingFaultView | None


class SubmissionView(BaseModel):
    """A version."""

    submission_id: UUID
    unit_code: str
    year: int
    book: Book
    book_name: str
    version: int
    state: State
    state_name: str
    revision: int = Field(description="每次变化加一；用作 after、Last-Event-ID 与 ETag")
    progress: SubmissionProgressView
    file: SubmissionFileView
    outcomes: dict[str, int] = Field(
        description="各规则的结果数", examples=[{"pass": 30, "fail": 1, "not_applicable": 4}]
    )
    errors: int
    warnings: int
    uploaded_by: str = Field(description="工号")
    uploaded_at: Moment
    checked_at: Moment | None
    approved_by: str
    approved_at: Moment | None
    published_by: str
    published_at: Moment | None
    published_as: int | None = Field(description="公开序号")
    withdrawn_at: Moment | None
    withdrawn_as: int | None
    correction_reason: str


class SubmissionWholeView(SubmissionView):
    """A version with its unit and what it lacks."""

    unit_name: str
    missing_tables: list[MissingTableView]


def submission_view(one: Submission) -> SubmissionView:
    """A version as its people see it."""
    known = {
        name: getattr(one, name)
        for name in SubmissionView.model_fields
        if name not in {"book_name", "state_name", "progress", "file", "outcomes"}
    }
    return SubmissionView(
        **known, book_name=BOOK_NAMES[one.book], state_name=STATE_NAMES[one.state],
        progress=_progress(one), file=SubmissionFileView.model_validate(one.file),
        outcomes=one.outcomes or {},
    )  # fmt: skip


def whole_view(one: Submission, unit: Unit, templates: TemplateSet) -> SubmissionWholeView:
    """A version as its people see it, with its unit."""
    shown = submission_view(one).model_dump()
    return SubmissionWholeView(
        **shown,
        unit_name=unit.name,
        missing_tables=missing_tables(one, templates, unit.level),
    )


def _progress(one: Submission) -> SubmissionProgressView:
    done = len(STEPS) if one.step is Step.DONE else STEPS.index(one.step)
    return SubmissionProgressView(
        step=one.step, step_name=STEP_NAMES[one.step], done=done, total=len(STEPS),
        fault=ReadingFaultView(**one.fault) if one.fault else None,
    )  # fmt: skip
