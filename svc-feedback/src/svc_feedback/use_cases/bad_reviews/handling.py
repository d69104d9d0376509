"""Steps that do more than the domain decides: name its handler, hand it on, tell the writer."""

from functools import partial
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from shared.masking import mask_text
from svc_feedback.domain.bad_reviews import handling
from svc_feedback.domain.bad_reviews.bad_reviews import BadReview, Turn
from svc_feedback.domain.bad_reviews.improvements import naming_nobody
from svc_feedback.domain.bad_reviews.kinds import ChangeKind, StepKind
from svc_feedback.domain.bad_reviews.reasons import HandlerUnknown
from svc_feedback.storage import directory
from svc_feedback.use_cases.bad_reviews.messages import tell_writer
from svc_feedback.use_cases.bad_reviews.naming import people_of
from svc_feedback.use_cases.bad_reviews.stepping import Check, handled, take_step
from svc_feedback.use_cases.directory import known_organ
from svc_feedback.use_cases.office import Office


async def assign_bad_review(
    work: UnitOfWork, office: Office, caller: Caller, bad_review_id: UUID, check: Check,
    staff_no: str,
) -> BadReview:  # fmt: skip
    """Name who handles it; refused with HandlerUnknown unless in office at its organ."""
    bad = await handled(work, caller, bad_review_id)
    found = bad.organ_id and await directory.official(work, staff_no, bad.organ_id)
    if not found:
        raise HandlerUnknown.at()
    act = partial(handling.assign, handler=found.staff_no)
    return await take_step(
        work, office, caller, bad_review_id, check, StepKind.ASSIGN, act, found.staff_no
    )


async def transfer_bad_review(
    work: UnitOfWork, office: Office, caller: Caller, bad_review_id: UUID, check: Check,
    organ_id: UUID, note: str,
) -> BadReview:  # fmt: skip
    """Give it to the organ it concerns; refused with AddresseeUnknown as well."""
    await known_organ(work, organ_id)
    act = partial(handling.transfer, organ_id=organ_id)
    return await take_step(work, office, caller, bad_review_id, check, StepKind.TRANSFER, act, note)


async def reply_to_bad_review(
    work: UnitOfWork, office: Office, caller: Caller, bad_review_id: UUID, check: Check,
    text: str, change: ChangeKind, improvement: str,
) -> BadReview:  # fmt: skip
    """Answer, state what changed without naming anybody, and tell the writer of the answer."""
    people = await people_of(work, await handled(work, caller, bad_review_id))
    public = naming_nobody(mask_text(improvement), people)

    def act(bad: BadReview, turn: Turn) -> None:
        handling.reply(bad, turn, text, change, public)

    bad = await take_step(work, office, caller, bad_review_id, check, StepKind.REPLY, act, text)
    await tell_writer(work, bad)
    return bad
