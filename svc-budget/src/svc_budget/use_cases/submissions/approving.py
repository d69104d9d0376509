"""Approve a version: its facts are written, visible to nobody until it is published."""

from uuid import UUID

from shared.database import UnitOfWork
from shared.events.budget import SubmissionApproved
from shared.identity import Caller
from svc_budget.domain.facts.making import facts_of
from svc_budget.domain.submissions.states import ApprovalByFinanceOnly
from svc_budget.domain.submissions.submissions import Submission
from svc_budget.domain.templates.templates import TemplateSet
from svc_budget.domain.units.units import Unit
from svc_budget.storage.facts import facts as kept_facts
from svc_budget.storage.submissions import findings, submissions
from svc_budget.use_cases.office import Office
from svc_budget.use_cases.submissions.kept_books import tables_of
from svc_budget.use_cases.submissions.telling import facts, named
from svc_budget.use_cases.submissions.whose import acted_for


async def approve_submission(
    work: UnitOfWork, office: Office, caller: Caller, submission_id: UUID
) -> Submission:
    """Any member of the region's finance department with the role approves, its own unit's too.

    Refused with SubmissionNotFound, ApprovalByFinanceOnly, SubmissionStepNotAllowed,
    SubmissionHasErrors, WarningReasonsMissing, NothingChanged, CorrectionReasonNeeded or
    TemplatesChanged.
    """
    own = await acted_for(work, caller, submission_id)
    if not own.reach.is_finance_department:
        raise ApprovalByFinanceOnly
    return await approve(work, office.templates, own.submission, own.unit, named(caller))


async def approve(
    work: UnitOfWork, templates: TemplateSet, one: Submission, unit: Unit, by: str
) -> Submission:
    """Write the facts of a version whose book is locked; refused as approve_submission is."""
    published = await submissions.current(work, one.unit_code, one.year, one.book)
    unreasoned = await findings.unreasoned(work, one.submission_id)
    one.approve(unreasoned, published, by, work.now)
    tables = await tables_of(work, templates, one, unit)
    await kept_facts.write(work, one, facts_of(tables))
    if published is not None and not one.correction_reason:
        one.refuse_silent_changes(await kept_facts.changed(work, published, one))
    await submissions.save(work, one)
    await work.announce(one.submission_id, SubmissionApproved(**facts(one)))
    return one
