"""Ask for a look at a draft; look at it, and answer."""

from collections.abc import Sequence
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from shared.ids import new_id
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.pre_reviews import pre_reviews as rules
from svc_approvals.domain.pre_reviews.pre_reviews import (
    PreReviewNotFound,
    PreReviewOpen,
    RemarksUnknown,
)
from svc_approvals.storage.cases import cases
from svc_approvals.storage.pre_reviews import pre_reviews
from svc_approvals.use_cases.cases.applications import lapse_timers
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.cases.pointers import misplaced
from svc_approvals.use_cases.cases.saving import keep_case
from svc_approvals.use_cases.office import Office


async def request_pre_review(work: UnitOfWork, case: Case) -> UUID:
    """Ask a clerk to look at one's draft; it gets thirty days more.

    Refused with TransitionNotAllowed or PreReviewOpen.
    """
    review_id = new_id()
    rules.request(case, review_id)
    if not await pre_reviews.add(work, review_id, case.case_id):
        raise PreReviewOpen
    await keep_case(work, case, lapse_timers(work, case))
    return review_id


async def case_in_review(work: UnitOfWork, caller: Caller, review_id: UUID) -> Case:
    """The draft behind an open request of the clerk's region; refused with PreReviewNotFound."""
    row = await pre_reviews.open_one(work, review_id, caller.region_code)
    if row is None:
        raise PreReviewNotFound
    return await cases.load(work, row["case_id"])


async def answer_pre_review(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    review_id: UUID,
    remarks: Sequence[tuple[str, str]],
    *,
    ready: bool,
) -> Case:
    """Answer with a remark per pointer.

    Refused with PreReviewNotFound (also when a colleague was faster), RemarksUnknown or
    RemarksMissing.
    """
    case = await case_in_review(work, caller, review_id)
    guide, _ = await guide_of(work, office, case)
    if wrong := misplaced(guide, [pointer for pointer, _ in remarks]):
        raise RemarksUnknown(pointers="、".join(wrong))
    said = dict(remarks)
    rules.answer(case, review_id, said, ready=ready)
    if not await pre_reviews.answer(work, review_id, caller.staff_no, said, ready=ready):
        raise PreReviewNotFound
    await keep_case(work, case, lapse_timers(work, case))
    return case
