"""A bad review comes in: its clocks begin when we received it, however old its words are."""

from datetime import datetime
from uuid import UUID

from shared.database import UnitOfWork
from shared.work_calendar import CalendarMissing, OutsideCalendar
from svc_feedback.domain.bad_reviews import handling
from svc_feedback.domain.bad_reviews.bad_reviews import Actor, BadReview, Turn
from svc_feedback.storage import directory
from svc_feedback.storage.bad_reviews import bad_reviews, sources
from svc_feedback.storage.judging import judgements
from svc_feedback.use_cases.bad_reviews.invalidating import end_invalid
from svc_feedback.use_cases.office import Office

NOBODY = UUID(int=0)


async def receive_bad_review(
    work: UnitOfWork, office: Office, bad_review_id: UUID, review_id: UUID, received_at: datetime
) -> None:
    """Open it, once however often it is told; one judged invalid meanwhile ends at once.

    Refused with CalendarMissing as long as no calendar holds its day: the fact waits for one.
    """
    source = await sources.of_review(work, review_id)
    if source is None:
        raise RuntimeError(f"review {review_id} is told of and not kept")
    organ_id = next(iter(source["organ_ids"]), None)
    organ = None if organ_id is None else await directory.organ(work, organ_id)
    region = source["region_code"] or (organ.region_code if organ else "")
    bad = BadReview(
        bad_review_id, review_id, source["matter_code"], region, organ_id, source["level"],
        named=not source["anonymous"], received_at=received_at,
        reviewed=frozenset(source["reviewed"]),
    )  # fmt: skip
    turn = Turn(
        Actor("", NOBODY), bad.received_at, await office.calendar(work),
        office.bad_reviews.limits_of(region),
    )  # fmt: skip
    try:
        handling.receive(bad, turn)
    except OutsideCalendar as outside:
        raise CalendarMissing from outside
    await bad_reviews.add(work, bad)
    reason = await judgements.invalid_because(work, review_id)
    if reason is not None:
        await end_invalid(work, bad_review_id, turn.actor, reason)
