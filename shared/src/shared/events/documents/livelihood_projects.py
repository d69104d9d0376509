"""What svc-documents tells of livelihood projects (民生实事); never who had an idea."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.events.event import Event


class IdeasCalledFor(Event):
    """People are asked what should be done in a year."""

    subject: ClassVar[str] = "documents.idea_call.opened.v1"

    call_id: UUID
    year: int
    opens_on: date
    closes_on: date


class IdeaSubmitted(Event):
    """Somebody had an idea; an editor reads it first."""

    subject: ClassVar[str] = "documents.idea_call.idea_submitted.v1"

    call_id: UUID
    idea_id: UUID


class IdeaModerated(Event):
    """An idea is shown to everybody, or was declined."""

    subject: ClassVar[str] = "documents.idea_call.idea_moderated.v1"

    call_id: UUID
    idea_id: UUID
    shown: bool


class LivelihoodProjectListed(Event):
    """A project stands on a year's list."""

    subject: ClassVar[str] = "documents.livelihood_project.listed.v1"

    project_id: UUID
    year: int
    title: str
    organ_id: UUID | None


class LivelihoodMilestoneReached(Event):
    """A milestone of a project is reached, in time or late."""

    subject: ClassVar[str] = "documents.livelihood_project.milestone_reached.v1"

    project_id: UUID
    milestone_id: UUID
    late: bool


class LivelihoodProgressReported(Event):
    """How far a project has come, in per cent."""

    subject: ClassVar[str] = "documents.livelihood_project.progress_reported.v1"

    project_id: UUID
    report_id: UUID
    progress: int


class LivelihoodProjectDone(Event):
    """A project is done; svc-feedback lets people review it now."""

    subject: ClassVar[str] = "documents.livelihood_project.done.v1"

    project_id: UUID
    title: str
    done_on: date
    organ_id: UUID | None = None
    region_code: str = ""


class LivelihoodProjectJudged(Event):
    """What people think of a project that is done is counted anew; levels are 5 to 1."""

    subject: ClassVar[str] = "documents.livelihood_project.judged.v1"

    project_id: UUID
    review_count: int
    mean_level: float | None
