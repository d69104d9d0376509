"""Messages to the staff, each asked for once for each account; the sentences are the gateway's."""

from collections.abc import Collection, Iterable, Mapping

from shared.database import UnitOfWork
from shared.events.feedback import FeedbackNotificationRequested
from shared.ids import new_id
from svc_feedback.domain.staff_numbers import same_person
from svc_feedback.storage import recipients
from svc_feedback.storage.recipients import Recipient

OVERSEERS = ("supervisor",)


async def send(
    work: UnitOfWork, to: Iterable[Recipient], template: str, parameters: Mapping[str, str],
    about: str,
) -> None:  # fmt: skip
    """Ask for a message to each; ``about`` tells this one from others of its template."""
    for account_id in dict.fromkeys(one.account_id for one in to):
        asked = FeedbackNotificationRequested(
            account_id=account_id, template=template, parameters=dict(parameters),
            dedupe_key=f"{about}:{template}:{account_id}",
        )  # fmt: skip
        await work.announce(new_id(), asked)


async def overseers(
    work: UnitOfWork, region_code: str, but: Collection[str] = ()
) -> list[Recipient]:
    """Who supervises a region, but for some of the staff."""
    found = await recipients.of_region(work, region_code, OVERSEERS)
    return [one for one in found if not any(same_person(one.staff_no, other) for other in but)]
