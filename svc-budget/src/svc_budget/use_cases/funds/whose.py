"""Who acts for a fund, and for a node money goes through.

A fund is managed by the finance department of its region and by the budget unit named as its
manager; a region is spoken for by its finance department, a unit and its projects by themselves.
"""

from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_budget.domain.allocations.nodes import NodeKey, NodeKind
from svc_budget.domain.funds.funds import Fund, FundNotFound
from svc_budget.storage.allocations import nodes
from svc_budget.storage.funds import funds
from svc_budget.storage.funds.funds import Kept
from svc_budget.storage.units import units
from svc_budget.use_cases.units.whose import Reach, reach_of


async def known(work: UnitOfWork, fund_id: UUID) -> Kept:
    """A fund. Refused with FundNotFound."""
    kept = await funds.with_id(work, fund_id)
    if kept is None:
        raise FundNotFound
    return kept


async def managed(work: UnitOfWork, caller: Caller, fund_id: UUID) -> Kept:
    """A fund the caller manages, locked. Refused with FundNotFound."""
    kept = await funds.locked(work, fund_id)
    if kept is None or not await manages(work, await reach_of(work, caller), kept.fund):
        raise FundNotFound
    return kept


async def manages(work: UnitOfWork, reach: Reach, fund: Fund) -> bool:
    """Whether a reach includes managing a fund."""
    if not reach.acts:
        return False
    if reach.is_finance_department and reach.region_code == fund.region_code:
        return True
    return fund.unit_code is not None and await _covers(work, reach, fund.unit_code)


async def acts_for(work: UnitOfWork, reach: Reach, node: NodeKey) -> bool:
    """Whether a reach includes acting for a node."""
    if not reach.acts:
        return False
    if node.kind is NodeKind.REGION:
        return reach.is_finance_department and reach.region_code == node.id
    if node.kind is NodeKind.UNIT:
        return await _covers(work, reach, node.id)
    project = (await nodes.with_keys(work, [node])).get(node)
    code = project.unit_code if project else None
    return code is not None and await _covers(work, reach, code)


async def _covers(work: UnitOfWork, reach: Reach, code: str) -> bool:
    unit = await units.with_code(work, code)
    return unit is not None and reach.covers(unit)
