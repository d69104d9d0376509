"""Who speaks for the finances of a region: its finance department (财政局, 财政厅)."""

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_budget.domain.execution.reports import NotTheFinanceDepartment
from svc_budget.storage import directory

NAMES = ("财政局", "财政厅", "财政部")


async def region_of_finance(work: UnitOfWork, caller: Caller) -> str:
    """The region the caller's finance department answers for.

    Refused with NotTheFinanceDepartment when the caller's organ is another.
    """
    organ = await directory.organ(work, caller.organ)
    if organ is None or not organ.name.endswith(NAMES):
        raise NotTheFinanceDepartment
    return organ.region_code
