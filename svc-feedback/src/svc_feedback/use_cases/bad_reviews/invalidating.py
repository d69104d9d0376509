"""A review is judged invalid: what was to be done about it ends, and stays visible as such."""

from uuid import UUID

from shared.database import UnitOfWork
from shared.events.feedback import BadReviewMoved
from svc_feedback.domain.bad_reviews import ending
from svc_feedback.domain.bad_reviews.bad_reviews import Actor
from svc_feedback.domain.bad_reviews.kinds import StepKind
from svc_feedback.storage.bad_reviews import bad_reviews, steps
from svc_feedback.use_cases.bad_reviews.stepping import facts


async def end_invalid(work: UnitOfWork, bad_review_id: UUID, actor: Actor, reason: str) -> None:
    """End one that is not over yet; one that was closed stays closed.

    Refused with AppealUndecided.
    """
    bad = await bad_reviews.locked(work, bad_review_id)
    if bad is None or bad.state.is_closed:
        return
    before = bad.state
    ending.invalidate(bad, work.now)
    await bad_reviews.keep(work, bad)
    await steps.add(work, bad, StepKind.INVALIDATE, before, actor, reason)
    told = BadReviewMoved(
        **facts(bad), step=StepKind.INVALIDATE, state=bad.state, moved_at=work.now
    )
    await work.announce(bad_review_id, told)
