"""Who speaks for the finances of a region: its finance department (财政局, 财政厅)."""

from typing import TypeGuard

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_budget.domain.execution.reports import NotTheFinanceDepartment
from svc_budget.storage import directory
from svc_budget.storage.directory import Organ

NAMES = ("财政局", "财政厅", "财政部")


async def region_of_finance(work: UnitOfWork, caller: Caller) -> str:
    """The region the caller's finance department answers for.

    Refused with NotTheFinanceDepartment when the caller's organ is another.
    """
    organ = await directory.organ(work, caller.organ)
    if not is_finance_department(organ):
        raise NotTheFinanceDepartment
    return organ.region_code


def is_finance_department(organ: Organ | None) -> TypeGuard[Organ]:
    """Whether an organ is known and the finance department of its region."""
    return organ is not None and organ.name.endswith(NAMES)
