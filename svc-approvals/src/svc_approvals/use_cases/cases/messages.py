"""What the applicant of a case is told by message: which facts, and what stands in each message."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from shared.events.approvals import ApprovalsNotificationRequested
from shared.office_hours import china_time
from svc_approvals.domain.cases import facts
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.facts import Fact
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.specials import KINDS
from svc_approvals.domain.cases.states import CaseState, Result

TEMPLATES: Mapping[type[Fact], str] = {
    facts.CaseAccepted: "case_accepted",
    facts.CaseNotAccepted: "case_not_accepted",
    facts.SupplementRequested: "supplement_asked",
    facts.DeferralOverdue: "deferral_overdue",
    facts.CaseIssued: "case_issued",
    facts.PreReviewAnswered: "pre_review_answered",
    facts.NodeSupplementRequested: "supplement_asked",
    facts.SupplementOverdue: "supplement_overdue",
    facts.SpecialProcedureStarted: "special_procedure",
    facts.CaseExtended: "case_extended",
    facts.CaseSuspended: "case_suspended",
    facts.CaseTerminated: "case_terminated",
    facts.CaseRecounted: "case_recounted",
}
REFUSED = "case_refused"
URGED = "task_urged"


def requests(case: Case) -> Iterator[ApprovalsNotificationRequested]:
    """One request for each fact of this command that the applicant should hear of."""
    for fact in case.facts:
        template = _template(case, fact)
        if template is not None:
            yield ApprovalsNotificationRequested(
                account_id=case.applicant_id,
                template=template,
                parameters=_parameters(case, fact),
                dedupe_key=f"{case.case_id}:{template}:{case.version}",
            )


def urged(case: Case, node: Node, account_id: UUID) -> ApprovalsNotificationRequested:
    """The handler of a node should hear that a supervisor presses for it."""
    return ApprovalsNotificationRequested(
        account_id=account_id,
        template=URGED,
        parameters={"case_no": case.case_no, "node_name": node.name},
        dedupe_key=f"{node.node_id}:{URGED}:{node.urged}",
    )


def _template(case: Case, fact: Fact) -> str | None:
    """What is approved is told with the hand-out; what is refused has none.

    A recount is told only when the promise itself moved and is still open.
    """
    if isinstance(fact, facts.CaseDecided):
        return REFUSED if fact.result == Result.REFUSED else None
    if isinstance(fact, facts.CaseRecounted):
        open_promise = case.state is CaseState.IN_PROGRESS
        if not open_promise or fact.promised_due in {None, fact.promised_before}:
            return None
    return TEMPLATES.get(type(fact))


def _parameters(case: Case, fact: Fact) -> dict[str, str]:
    said = {
        "case_no": case.case_no,
        "matter_name": case.matter_name,
        "promised_due": _day(case.promised_due),
    }
    if isinstance(fact, facts.SpecialProcedureStarted):
        said["node_name"] = case.nodes[fact.node_key].name
        said["procedure"] = KINDS.get(fact.kind, fact.kind)
        said["expected_days"] = str(fact.expected_days)
    elif isinstance(fact, facts.CaseExtended):
        said["extended_days"] = str(fact.days)
    return said


def _day(moment: datetime | None) -> str:
    return china_time(moment).strftime("%Y年%m月%d日") if moment else ""
