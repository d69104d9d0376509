"""Our own reviews of the two lowest levels become bad reviews to be handled."""

from shared.consumer import Reactions
from shared.database import UnitOfWork
from shared.events.envelope import Envelope
from shared.events.feedback import BadReviewCreated
from svc_feedback.use_cases.bad_reviews.receiving import receive_bad_review
from svc_feedback.use_cases.office import Office

NOUN = "feedback.bad_review"


def reactions_to_bad_reviews(office: Office) -> Reactions:
    """Our reactions to the facts of ``feedback.bad_review``."""
    reactions = Reactions()

    @reactions.on(BadReviewCreated)
    async def receive(event: BadReviewCreated, work: UnitOfWork, _: Envelope) -> None:
        """A bad review is received, and its clocks begin."""
        await receive_bad_review(
            work, office, event.bad_review_id, event.review_id, event.created_at
        )

    return reactions
