"""Judge what is doubted, take out what is invalid, hide what the public need not read."""

from typing import Literal
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.events.feedback import (
    ProjectReviewInvalidated,
    ReviewInvalidated,
    ReviewJudgedValid,
    ReviewModerated,
)
from shared.identity import Caller
from shared.pages import PageRequest
from svc_feedback.domain.judging.reasons import (
    JudgedAlready,
    JudgedReviewNotFound,
    JudgeIsReviewed,
    ReviewNotDoubted,
)
from svc_feedback.domain.reviews import bad_review_id, project_review_id
from svc_feedback.domain.staff_numbers import same_person
from svc_feedback.storage import figures
from svc_feedback.storage.bad_reviews import bad_reviews
from svc_feedback.storage.judging import judgements
from svc_feedback.storage.judging.judgements import Judged
from svc_feedback.use_cases.bad_reviews.invalidating import end_invalid
from svc_feedback.use_cases.bad_reviews.stepping import actor_of

Cause = Literal["flags", "appeal"]


async def list_flagged_reviews(
    work: UnitOfWork, caller: Caller, page: PageRequest, *, judged: bool
) -> tuple[list[Row], int | None]:
    """The doubted reviews of the caller's region, newest first, and their number if asked for."""
    (before,) = page.after_of(UUID)
    region = caller.region_code
    rows = await judgements.flagged(work, region, judged=judged, before=before, limit=page.fetch)
    if not page.count:
        return rows, None
    return rows, await judgements.count_flagged(work, region, judged=judged)


async def judge_review(
    work: UnitOfWork, caller: Caller, review_id: UUID, reason: str, *, valid: bool
) -> None:
    """Say, once, whether a doubted review is in order.

    What was to be done about an invalid bad one ends with it. Refused with
    JudgedReviewNotFound, JudgeIsReviewed, ReviewNotDoubted, JudgedAlready or AppealUndecided.
    """
    bad_id = bad_review_id(review_id)
    await bad_reviews.locked(work, bad_id)  # first, as who decides on an appeal does
    judged = await _of_region(work, caller, review_id)
    opportunity = judged.opportunity
    himself = any(same_person(caller.staff_no, one) for one in opportunity.reviewed)
    if himself or caller.organ in opportunity.organ_ids:
        raise JudgeIsReviewed
    if not judged.doubted:
        raise ReviewNotDoubted
    if not valid:
        await invalidate_review(work, review_id, "flags", reason)
        await end_invalid(work, bad_id, actor_of(caller), reason)
    elif await judgements.add(work, review_id, "flags", reason, valid=True):
        told = ReviewJudgedValid(review_id=review_id, matter_code=opportunity.matter_code)
        await work.announce(review_id, told)
    else:
        raise JudgedAlready


async def invalidate_review(work: UnitOfWork, review_id: UUID, cause: Cause, reason: str) -> None:
    """Let a review leave every rate; it stays, and is visible as invalid.

    Refused with JudgedReviewNotFound or JudgedAlready.
    """
    judged = await judgements.to_judge(work, review_id)
    if judged is None:
        raise JudgedReviewNotFound
    if not await judgements.add(work, review_id, cause, reason, valid=False):
        raise JudgedAlready
    if judged.invalid:
        return
    await figures.take_out(work, judged.opportunity.opportunity_id)
    told = ReviewInvalidated(
        review_id=review_id,
        matter_code=judged.opportunity.matter_code,
        organ_ids=judged.opportunity.organ_ids,
        level=judged.level,
        cause=cause,
        invalidated_at=work.now,
    )
    await work.announce(review_id, told)
    project_id = judged.opportunity.project_id
    if project_id is not None:
        of_project = ProjectReviewInvalidated(
            review_id=review_id, project_id=project_id, invalidated_at=work.now
        )
        await work.announce(project_review_id(review_id), of_project)


async def moderate_review(
    work: UnitOfWork, caller: Caller, review_id: UUID, reason: str, *, hidden: bool
) -> None:
    """Hide a review from the public, or show it again; figures and handlers keep it.

    Refused with JudgedReviewNotFound.
    """
    judged = await _of_region(work, caller, review_id)
    await judgements.moderate(work, review_id, reason, hidden=hidden)
    told = ReviewModerated(
        review_id=review_id, matter_code=judged.opportunity.matter_code, hidden=hidden
    )
    await work.announce(review_id, told)


async def _of_region(work: UnitOfWork, caller: Caller, review_id: UUID) -> Judged:
    judged = await judgements.to_judge(work, review_id)
    if judged is None or judged.opportunity.region_code != caller.region_code:
        raise JudgedReviewNotFound
    return judged
