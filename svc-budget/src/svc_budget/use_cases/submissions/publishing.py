"""Publish an approved version: it gets the next number, what it replaces stays readable."""

from uuid import UUID

from shared.database import UnitOfWork
from shared.events.budget import (
    SubmissionCorrected,
    SubmissionPublished,
    SubmissionSuperseded,
)
from shared.events.event import Event
from shared.identity import Caller
from svc_budget.domain.submissions.states import State
from svc_budget.domain.submissions.submissions import Submission
from svc_budget.storage.facts import totals
from svc_budget.storage.submissions import publications, submissions
from svc_budget.use_cases.submissions.telling import facts, named
from svc_budget.use_cases.submissions.whose import acted_for


async def publish_submission(work: UnitOfWork, caller: Caller, submission_id: UUID) -> Submission:
    """The unit's own finance staff, or the finance department, publish what was approved.

    Refused with SubmissionNotFound or SubmissionStepNotAllowed.
    """
    own = await acted_for(work, caller, submission_id)
    return await publish(work, own.submission, named(caller))


async def publish(work: UnitOfWork, one: Submission, by: str) -> Submission:
    """Publish a version whose book is locked; refused with SubmissionStepNotAllowed.

    The number is taken before anything is summed, so publications wait for one another and sums
    are changed in the order of the numbers.
    """
    one.refuse_unapproved()
    former = await submissions.current(work, one.unit_code, one.year, one.book)
    number = await publications.next_number(work)
    one.publish(number, by, work.now)
    if former is not None:
        former.give_way_to(one)
        await submissions.save(work, former)
    await submissions.save(work, one)
    await publications.record(work, one, former)
    await totals.publish(work, one, former)
    replaces = former.submission_id if former else None
    told = SubmissionPublished(**facts(one), published_as=number, replaces=replaces)
    await work.announce(one.submission_id, told)
    if former is not None:
        await work.announce(former.submission_id, _gone(former, one, number))
    return one


def _gone(former: Submission, one: Submission, number: int) -> Event:
    if former.state is State.SUPERSEDED:
        return SubmissionSuperseded(
            **facts(former), withdrawn_as=number, replaced_by=one.submission_id
        )
    return SubmissionCorrected(
        **facts(former), withdrawn_as=number, replaced_by=one.submission_id,
        reason=one.correction_reason,
    )  # fmt: skip
