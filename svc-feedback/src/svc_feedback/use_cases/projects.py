"""Let people review a livelihood project that is done, each account once."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import structlog

from shared.database import StaleAggregate, UnitOfWork
from shared.events.feedback import ProjectReviewOpened
from shared.ids import new_id
from svc_feedback.domain.levels import Level
from svc_feedback.domain.opportunities import AlreadyReviewed, Opportunity
from svc_feedback.domain.projects import DoneProject, DoneProjectNotFound
from svc_feedback.storage import directory, figures, opportunities, projects, reviews
from svc_feedback.use_cases.codes import code_digest, short_code
from svc_feedback.use_cases.office import Office
from svc_feedback.use_cases.tokens import token_of

log = structlog.get_logger("projects")


@dataclass(frozen=True, slots=True)
class HeardProject:
    """What is heard of a project when it is done."""

    project_id: UUID
    title: str
    organ_id: UUID | None
    region_code: str
    done_on: date


async def ask_to_review(
    work: UnitOfWork, office: Office, account_id: UUID, project_id: UUID
) -> Opportunity:
    """Entitle an account to its one review of a project; asking again finds, or renews, the same.

    Refused with DoneProjectNotFound, or with AlreadyReviewed once it is used.
    """
    project = await projects.done(work, project_id)
    if project is None:
        raise DoneProjectNotFound
    new = project.opportunity(new_id(), account_id, work.now, office.opportunity_lifetime)
    token = token_of(new.opportunity_id, office.secrets)
    code = code_digest(short_code(new.opportunity_id, office.secrets), office.secrets)
    if await opportunities.add_project(work, new, token, code):
        await figures.count_opportunity(work, new)
        await work.announce(new.opportunity_id, _opened(new, project_id))
        return new
    earlier = await opportunities.of_project(work, project_id, account_id)
    if earlier is None:
        raise StaleAggregate
    used = await reviews.of_opportunity(work, earlier.opportunity_id)
    if used is not None:
        raise AlreadyReviewed(used["review_id"], Level(used["level"]), used["submitted_at"])
    if not earlier.is_over(work.now):
        return earlier
    await opportunities.renew(work, earlier.opportunity_id, new.expires_at)
    return replace(earlier, expires_at=new.expires_at)


async def note_done(work: UnitOfWork, done: HeardProject) -> None:
    """Let people review it; without an organ nobody could deal with a bad review, and none may."""
    if done.organ_id is None:
        log.warning("nobody answers for the project", project_id=str(done.project_id))
        return
    region = done.region_code or await directory.region_of(work, (done.organ_id,))
    await projects.put(
        work, DoneProject(done.project_id, done.title, done.organ_id, region, done.done_on)
    )


def _opened(opportunity: Opportunity, project_id: UUID) -> ProjectReviewOpened:
    return ProjectReviewOpened(
        opportunity_id=opportunity.opportunity_id,
        project_id=project_id,
        organ_ids=opportunity.organ_ids,
        region_code=opportunity.region_code,
        expires_at=opportunity.expires_at,
    )
