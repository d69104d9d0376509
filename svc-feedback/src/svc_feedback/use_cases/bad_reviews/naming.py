"""Whom nobody outside is told of: whom a bad review is about, and who dealt with it."""

from shared.database import UnitOfWork
from svc_feedback.domain.bad_reviews.bad_reviews import BadReview
from svc_feedback.domain.bad_reviews.improvements import Person
from svc_feedback.domain.staff_numbers import spelled
from svc_feedback.storage import directory
from svc_feedback.storage.bad_reviews import steps


async def people_of(work: UnitOfWork, bad: BadReview) -> list[Person]:
    """All of them, with their names as the directory tells them."""
    took_part = await steps.staff_of(work, bad.bad_review_id)
    numbers = sorted({*bad.reviewed, *took_part, *filter(None, [bad.handler])})
    names = await directory.names(work, numbers)
    return [Person(one, names.get(spelled(one), "")) for one in numbers]
