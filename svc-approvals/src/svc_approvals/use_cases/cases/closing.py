"""A case that ends says who leads its matter: there a bad review of it is looked into."""

from dataclasses import replace

from shared.database import UnitOfWork
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.facts import CaseClosed
from svc_approvals.storage.catalogue import matters


async def name_lead(work: UnitOfWork, case: Case) -> None:
    """Add the lead organ of its matter to the fact of its end, if this command has ended it."""
    if not any(type(fact) is CaseClosed for fact in case.facts):
        return
    lead = await matters.lead_organ_id(work, case.matter_code)
    case.facts = [
        replace(fact, lead_organ_id=lead) if isinstance(fact, CaseClosed) else fact
        for fact in case.facts
    ]
