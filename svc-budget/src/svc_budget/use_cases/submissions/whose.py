"""A version of a book, for those whose it is."""

from dataclasses import dataclass
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_budget.domain.submissions.states import SubmissionNotFound
from svc_budget.domain.submissions.submissions import Submission
from svc_budget.domain.units.units import Unit
from svc_budget.storage.submissions import submissions
from svc_budget.storage.units import units
from svc_budget.use_cases.units.whose import Reach, reach_of


@dataclass(frozen=True, slots=True)
class Own:
    """A version, its unit, and the caller's rights."""

    submission: Submission
    unit: Unit
    reach: Reach


async def readable(work: UnitOfWork, caller: Caller, submission_id: UUID) -> Own:
    """A version the caller may read. Refused with SubmissionNotFound."""
    found = await submissions.with_id(work, submission_id)
    if found is None:
        raise SubmissionNotFound
    unit, reach = await units.with_code(work, found.unit_code), await reach_of(work, caller)
    if unit is None or not reach.covers(unit):
        raise SubmissionNotFound
    return Own(found, unit, reach)


async def acted_for(work: UnitOfWork, caller: Caller, submission_id: UUID) -> Own:
    """A version the caller acts for, its book locked. Refused with SubmissionNotFound."""
    own = await readable(work, caller, submission_id)
    if not own.reach.acts:
        raise SubmissionNotFound
    one = own.submission
    await submissions.lock_book(work, one.unit_code, one.year, one.book)
    fresh = await submissions.with_id(work, submission_id)
    return Own(fresh or one, own.unit, own.reach)
