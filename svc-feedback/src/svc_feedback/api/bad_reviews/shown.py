"""One bad review as the caller sees it after a step or when asked for."""

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_feedback.api.bad_reviews.views import BadReviewView, bad_review_view
from svc_feedback.domain.bad_reviews.bad_reviews import BadReview
from svc_feedback.domain.bad_reviews.reasons import BadReviewNotFound
from svc_feedback.storage.bad_reviews import sources, steps
from svc_feedback.use_cases.bad_reviews.stepping import actor_of


async def shown(work: UnitOfWork, caller: Caller, bad: BadReview) -> BadReviewView:
    """With what it is about and every step; refused with BadReviewNotFound."""
    source = await sources.shown(work, bad.review_id)
    if source is None:
        raise BadReviewNotFound
    done = await steps.listed(work, bad.bad_review_id)
    return bad_review_view(bad, source, done, actor_of(caller), work.now)
