"""Which units a member of staff acts for, and which they may only read.

Finance staff act for the units of their own organ; those of a region's finance department for
every unit of the region. Supervisors read what is of their region.
"""

from dataclasses import dataclass
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_budget.domain.units.units import Unit, UnitNotFound
from svc_budget.storage import directory
from svc_budget.storage.units import units
from svc_budget.use_cases.finance_departments import is_finance_department


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a caller's rights go; `organ_id` None is the whole region."""

    region_code: str
    organ_id: UUID | None
    acts: bool  # not only reads
    is_finance_department: bool = False

    def covers(self, unit: Unit) -> bool:
        """Whether the unit lies within."""
        own = self.organ_id is None or unit.organ_id == self.organ_id
        return own and unit.region_code == self.region_code


async def reach_of(work: UnitOfWork, caller: Caller) -> Reach:
    """The rights of a member of staff (one row by key). Refused with RoleMissing."""
    organ = await directory.organ(work, caller.organ)
    if "finance" not in caller.roles:
        return Reach(caller.region_code, None, acts=False)
    if is_finance_department(organ):
        return Reach(organ.region_code, None, acts=True, is_finance_department=True)
    return Reach(caller.region_code, caller.organ, acts=True)


async def unit_acted_for(work: UnitOfWork, caller: Caller, code: str) -> Unit:
    """The unit, if the caller acts for it. Refused with UnitNotFound."""
    unit, reach = await units.with_code(work, code), await reach_of(work, caller)
    if unit is None or not (reach.acts and reach.covers(unit)):
        raise UnitNotFound
    return unit
