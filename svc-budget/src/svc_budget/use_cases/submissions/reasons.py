"""Say why a warning is no fault; the reason is published with the version."""

from collections.abc import Callable
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.budget import SubmissionReasoned
from shared.identity import Caller
from svc_budget.domain.reconciliation.rules import Severity
from svc_budget.domain.submissions.findings import IssueNotFound, ReasonNotWanted
from svc_budget.domain.submissions.submissions import Submission
from svc_budget.storage.submissions import findings, submissions
from svc_budget.use_cases.submissions.telling import facts, named
from svc_budget.use_cases.submissions.whose import acted_for


async def explain_issue(
    work: UnitOfWork,
    caller: Caller,
    place: tuple[UUID, int],
    reason: str,
    check: Callable[[int], None],
) -> Submission:
    """Give or change the reason of one warning.

    Refused with SubmissionNotFound, Stale, SubmissionStepNotAllowed, IssueNotFound or
    ReasonNotWanted.
    """
    submission_id, number = place
    one = (await acted_for(work, caller, submission_id)).submission
    check(one.revision)
    one.refuse_reason()
    issue = await findings.issue(work, submission_id, number)
    if issue is None:
        raise IssueNotFound
    if issue["severity"] != Severity.WARNING:
        raise ReasonNotWanted(issue["severity"])
    await findings.give_reason(work, submission_id, number, reason, named(caller))
    await submissions.save(work, one)
    await work.announce(submission_id, SubmissionReasoned(**facts(one), issue=number))
    return one
