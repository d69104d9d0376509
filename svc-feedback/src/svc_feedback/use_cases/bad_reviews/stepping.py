"""Take a step with a bad review: find it, let the domain decide, keep, note and tell it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.feedback import BadReviewClosed, BadReviewMoved
from shared.identity import Caller
from svc_feedback.domain.bad_reviews.bad_reviews import Actor, BadReview, Turn
from svc_feedback.domain.bad_reviews.kinds import BadReviewState, StepKind
from svc_feedback.domain.bad_reviews.reasons import BadReviewNotFound
from svc_feedback.storage.bad_reviews import bad_reviews, steps
from svc_feedback.storage.bad_reviews.bad_reviews import Reader
from svc_feedback.use_cases.office import Office

OVERSEER = "supervisor"
Act = Callable[[BadReview, Turn], object]
Check = Callable[[int], None]


def any_version(_: int) -> None:
    """No version is asked for: the step can be taken only once."""


def reader_of(caller: Caller) -> Reader:
    """A supervisor reads a region's bad reviews, everybody else those of their organ."""
    if OVERSEER in caller.roles:
        return Reader(None, caller.region_code)
    return Reader(caller.organ, None)


def actor_of(caller: Caller) -> Actor:
    """A member of staff as the rules know them."""
    return Actor(caller.staff_no or caller.subject, caller.organ, OVERSEER in caller.roles)


async def handled(
    work: UnitOfWork, caller: Caller, bad_review_id: UUID, *, locked: bool = False
) -> BadReview:
    """One the caller may see; others are refused with BadReviewNotFound."""
    bad = await bad_reviews.seen_by(work, bad_review_id, reader_of(caller), locked=locked)
    if bad is None:
        raise BadReviewNotFound
    return bad


async def turn_of(work: UnitOfWork, office: Office, actor: Actor, region_code: str) -> Turn:
    """A step's circumstances; refused with CalendarMissing."""
    limits = office.bad_reviews.limits_of(region_code)
    return Turn(actor, work.now, await office.calendar(work), limits)


async def take_step(
    work: UnitOfWork, office: Office, caller: Caller, bad_review_id: UUID, check: Check,
    kind: StepKind, act: Act, note: str = "",
) -> BadReview:  # fmt: skip
    """Do something with one; refused with BadReviewNotFound, Stale or as the domain refuses."""
    bad = await handled(work, caller, bad_review_id, locked=True)
    check(bad.version)
    actor, before = actor_of(caller), bad.state
    act(bad, await turn_of(work, office, actor, bad.region_code))
    return await step_taken(work, bad, kind, before, actor, note)


async def step_taken(
    work: UnitOfWork, bad: BadReview, kind: StepKind, before: BadReviewState, actor: Actor,
    note: str, submission_id: UUID | None = None,
) -> BadReview:  # fmt: skip
    """Keep what a step has changed of one that is locked, note the step and tell it."""
    await bad_reviews.keep(work, bad)
    await steps.add(work, bad, kind, before, actor, note, submission_id)
    await work.announce(bad.bad_review_id, _moved(work, bad, kind))
    if bad.state is BadReviewState.CLOSED:
        await work.announce(bad.bad_review_id, _closed(work, bad))
    return bad


def facts(bad: BadReview) -> dict[str, Any]:
    """What most events of one say."""
    return {
        "bad_review_id": bad.bad_review_id, "matter_code": bad.matter_code,
        "organ_id": bad.organ_id, "region_code": bad.region_code,
    }  # fmt: skip


def _moved(work: UnitOfWork, bad: BadReview, kind: StepKind) -> BadReviewMoved:
    return BadReviewMoved(**facts(bad), step=kind, state=bad.state, moved_at=work.now)


def _closed(work: UnitOfWork, bad: BadReview) -> BadReviewClosed:
    if bad.change is None:
        raise RuntimeError(f"bad review {bad.bad_review_id} is closed and states no change")
    return BadReviewClosed(
        bad_review_id=bad.bad_review_id, matter_code=bad.matter_code,
        organ_ids=() if bad.organ_id is None else (bad.organ_id,),
        improvement=bad.improvement, closed_at=work.now, change=bad.change.value,
    )  # fmt: skip
