"""List projects, report on them, finish them; what people think of them is heard."""

from collections.abc import AsyncIterator
from datetime import date
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.events.documents import (
    LivelihoodMilestoneReached,
    LivelihoodProgressReported,
    LivelihoodProjectDone,
    LivelihoodProjectJudged,
    LivelihoodProjectListed,
)
from shared.file_types import JPEG, PNG
from shared.identity import Caller
from shared.ids import new_id
from shared.photos import without_metadata
from shared.refusals import FieldError
from shared.uploads import received
from svc_documents.domain.livelihood_projects.projects import (
    LivelihoodProjectNotFound,
    ProgressReportNotFound,
    Project,
    ProjectUnsound,
)
from svc_documents.storage.days import today_of
from svc_documents.storage.livelihood_projects import projects
from svc_documents.use_cases.office import Office


async def public_project(work: UnitOfWork, project_id: UUID) -> Project:
    """A project; refused with LivelihoodProjectNotFound."""
    project = await projects.with_id(work, project_id)
    if project is None:
        raise LivelihoodProjectNotFound
    return project


async def own_project(work: UnitOfWork, caller: Caller, project_id: UUID) -> Project:
    """A project of the caller's organ, locked; refused with LivelihoodProjectNotFound."""
    project = await projects.with_id(work, project_id, locked=True)
    if project is None or project.organ_id != caller.organ:
        raise LivelihoodProjectNotFound
    return project


async def list_project(work: UnitOfWork, project: Project) -> Project:
    """Put a project on its year's list; refused with ProjectUnsound without a milestone."""
    if not project.milestones:
        message = "请至少写明一个节点和计划完成日期。"
        raise ProjectUnsound(errors=[FieldError("#/milestones", "missing", message)])
    await projects.add(work, project)
    event = LivelihoodProjectListed(
        project_id=project.project_id, year=project.year, title=project.title,
        organ_id=project.organ_id,
    )  # fmt: skip
    await work.announce(project.project_id, event)
    return project


async def reach_milestone(
    work: UnitOfWork, caller: Caller, project_id: UUID, milestone_id: UUID
) -> Project:
    """Note that a milestone is reached today.

    Refused with LivelihoodProjectNotFound, MilestoneNotFound, MilestoneReached or ProjectDone.
    """
    project, today = await own_project(work, caller, project_id), today_of(work)
    milestone = project.reach(milestone_id, today)
    await projects.save(work, project)
    event = LivelihoodMilestoneReached(
        project_id=project_id, milestone_id=milestone_id, late=milestone.is_late(today)
    )
    await work.announce(project_id, event)
    return project


async def report_progress(
    work: UnitOfWork, caller: Caller, project_id: UUID, progress: int, text: str
) -> tuple[Project, UUID]:
    """Tell how far a project has come; refused with LivelihoodProjectNotFound or ProjectDone."""
    project = await own_project(work, caller, project_id)
    project.report(progress)
    report_id = new_id()
    await projects.save(work, project)
    await projects.add_report(work, project, report_id, text, work.now)
    event = LivelihoodProgressReported(
        project_id=project_id, report_id=report_id, progress=progress
    )
    await work.announce(project_id, event)
    return project, report_id


async def finish_project(work: UnitOfWork, caller: Caller, project_id: UUID) -> Project:
    """It is done; refused with LivelihoodProjectNotFound, MilestonesOpen or ProjectDone."""
    project, today = await own_project(work, caller, project_id), today_of(work)
    project.finish(today)
    await projects.save(work, project)
    await work.announce(project_id, done_event(project, today))
    return project


def done_event(project: Project, today: date) -> LivelihoodProjectDone:
    """What is told when a project is done."""
    return LivelihoodProjectDone(
        project_id=project.project_id, title=project.title, done_on=today,
        organ_id=project.organ_id, region_code=project.region_code,
    )  # fmt: skip


async def give_photo(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    project_id: UUID,
    report_id: UUID,
    chunks: AsyncIterator[bytes],
    name: str,
    alt: str,
) -> None:
    """Give a report its one photo (PNG or JPEG), with what it shows in words.

    Refused with LivelihoodProjectNotFound, ProgressReportNotFound, or as uploads are.
    """
    await own_project(work, caller, project_id)
    if not await projects.waits_for_photo(work, project_id, report_id):
        raise ProgressReportNotFound
    async with received(
        chunks, name, quarantine=office.files.quarantine, accepted=(PNG, JPEG),
        scanner=office.scanner,
    ) as upload:  # fmt: skip
        kept = await office.files.keep(await without_metadata(upload), project_id)
        photo = (kept, upload.name, upload.type.media_type, alt)
        await projects.give_photo(work, report_id, *photo)


async def public_photo(work: UnitOfWork, project_id: UUID, report_id: UUID) -> Row:
    """The row of a report that has a photo; refused with ProgressReportNotFound."""
    for row in await projects.reports(work, project_id):
        if row["report_id"] == report_id and row["photo"]:
            return row
    raise ProgressReportNotFound


async def hear_review(work: UnitOfWork, project_id: UUID, review_id: UUID, level: int) -> None:
    """Count a review that svc-feedback took of a project of ours."""
    if await projects.with_id(work, project_id, locked=True) is None:
        return
    if await projects.count_review(work, project_id, review_id, level):
        await _tell_reviews(work, project_id)


async def hear_invalidation(work: UnitOfWork, project_id: UUID, review_id: UUID) -> None:
    """A review that was judged invalid leaves the figures."""
    await projects.with_id(work, project_id, locked=True)
    if await projects.uncount_review(work, review_id):
        await _tell_reviews(work, project_id)


async def _tell_reviews(work: UnitOfWork, project_id: UUID) -> None:
    number, mean = await projects.judged(work, project_id)
    event = LivelihoodProjectJudged(project_id=project_id, review_count=number, mean_level=mean)
    await work.announce(project_id, event)
