"""Messages about a bad review: to its writer, its handler, and who supervises."""

from datetime import datetime
from typing import Final

from shared.database import Row, UnitOfWork
from shared.events.feedback import FeedbackNotificationRequested
from shared.ids import new_id
from shared.office_hours import china_time
from svc_feedback.domain.bad_reviews.bad_reviews import BadReview
from svc_feedback.domain.bad_reviews.limits import Target
from svc_feedback.storage import recipients
from svc_feedback.storage.bad_reviews import sources
from svc_feedback.storage.recipients import Recipient
from svc_feedback.use_cases.sending import overseers

REPLIED: Final = "bad_review_replied"
DUE_SOON: Final = "bad_review_due_soon"
OVERDUE: Final = "bad_review_overdue"
AGAIN: Final = "bad_review_again"
ESCALATED: Final = "bad_review_escalated"
TEMPLATES = (REPLIED, DUE_SOON, OVERDUE, AGAIN, ESCALATED)
DUTIES = {Target.CONTACT: "联系评价人", Target.RECTIFY: "整改并答复", Target.REVISIT: "回访评价人"}
NOT_CONTENT = "评价人再次表示不满意，需要裁定"


async def tell_writer(work: UnitOfWork, bad: BadReview) -> None:
    """The organ has replied; who has no account looks with the token."""
    writer = await sources.writer(work, bad.review_id)
    if writer is None or writer["account_id"] is None:
        return
    asked = FeedbackNotificationRequested(
        account_id=writer["account_id"], template=REPLIED,
        parameters={"matter_name": writer["matter_name"]},
        dedupe_key=f"{bad.bad_review_id}:{REPLIED}:{bad.round}",
    )  # fmt: skip
    await work.announce(new_id(), asked)


async def handlers(work: UnitOfWork, row: Row) -> list[Recipient]:
    """Who handles it; while nobody is named or reached, who supervises and must see to that."""
    if row["handler"] and row["organ_id"]:
        found = await recipients.of_number(work, row["handler"], row["organ_id"])
        if found:
            return found
    return await supervisors(work, row)


async def supervisors(work: UnitOfWork, row: Row) -> list[Recipient]:
    """Who supervises the region, but for those it speaks of."""
    return await overseers(work, row["region_code"], row["reviewed"])


def moment(at: datetime) -> str:
    """As people write it."""
    return china_time(at).strftime("%Y年%m月%d日%H时%M分")
