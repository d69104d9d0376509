"""Save a case at the end of a command, and ask that its applicant be told what matters."""

from collections.abc import Sequence

from shared.database import UnitOfWork
from shared.ids import new_id
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.facts import CaseIssued
from svc_approvals.domain.walk_ins.walk_ins import WINDOW
from svc_approvals.storage.cases import cases, pauses, signers
from svc_approvals.storage.cases.timers import Timer
from svc_approvals.use_cases.cases import messages
from svc_approvals.use_cases.cases.closing import name_lead
from svc_approvals.use_cases.certificates.issuing import issue_certificates
from svc_approvals.use_cases.deliveries.opening import open_delivery
from svc_approvals.use_cases.office import Office
from svc_approvals.use_cases.pushes.queueing import follow_pushes


async def keep_progress(
    work: UnitOfWork, office: Office, case: Case, timers: Sequence[Timer] = ()
) -> None:
    """Keep a case that may have been handed out by the command: its certificates with it."""
    if any(type(fact) is CaseIssued for fact in case.facts):
        await issue_certificates(work, office, case)
    await _keep(work, case, timers)


async def keep_case(work: UnitOfWork, case: Case, timers: Sequence[Timer] = ()) -> None:
    """Write the case with the next statement that ends the work, and the messages it causes.

    A command after which the process may have gone on to its end says `keep_progress`.
    """
    if any(type(fact) is CaseIssued for fact in case.facts):
        raise RuntimeError("a case is handed out with its certificates: keep_progress")
    await _keep(work, case, timers)


async def _keep(work: UnitOfWork, case: Case, timers: Sequence[Timer]) -> None:
    """Whoever came to the window has no account to be told at; they have number and code."""
    if case.channel != WINDOW:
        for request in messages.requests(case):
            await work.announce(new_id(), request)
    await name_lead(work, case)
    await follow_pushes(work, case)
    await open_delivery(work, case)
    await signers.keep(work, case, [case.nodes[key] for key in case.changed])
    await pauses.keep(work, case)
    cases.save(work, case, timers)
