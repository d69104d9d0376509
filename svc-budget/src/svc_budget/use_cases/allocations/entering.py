"""Enter allocations, all or none; correct one, say what arrived, say what was paid."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.budget import (
    FundAllocated,
    FundAllocationCorrected,
    FundAllocationPaid,
    FundAllocationReceived,
)
from shared.identity import Caller
from shared.office_hours import china_time
from shared.refusals import Forbidden
from svc_budget.domain.allocations.allocations import (
    Allocation,
    AllocationNotFound,
    refuse_unsound,
)
from svc_budget.domain.allocations.nodes import Node, NodeKey
from svc_budget.domain.funds.funds import Fund, FundNotFound
from svc_budget.storage.allocations import allocations, nodes
from svc_budget.storage.funds import funds
from svc_budget.use_cases.funds.whose import acts_for, manages
from svc_budget.use_cases.units.whose import Reach, reach_of

Check = Callable[[int], None]


class NotTheGiver(Forbidden):
    """只有分配方或资金主管单位可以登记这笔分配。"""

    advice = "请使用分配方、其所在地区财政部门或资金主管单位的账号办理。"


async def allocate(
    work: UnitOfWork,
    caller: Caller,
    fund_id: UUID,
    made: Sequence[Allocation],
    named: Iterable[Node],
) -> Sequence[Allocation]:
    """Enter what was allocated in a fund; `named` are nodes said with their names.

    Refused with FundNotFound, NotTheGiver or AllocationsUnsound; nothing of it is kept then.
    """
    kept = await funds.locked(work, fund_id)
    if kept is None:
        raise FundNotFound
    fresh = {one.key: one for one in named}
    ends = {key for one in made for key in (one.source, one.target) if key is not None}
    known = {**fresh, **await nodes.with_keys(work, ends)}
    pairs = await allocations.pairs(work, fund_id, (one.year for one in made))
    refuse_unsound(kept.fund, made, known, pairs, china_time(work.now).date())
    await _refuse_strangers(work, await reach_of(work, caller), kept.fund, made)
    await nodes.put(work, [one for key, one in known.items() if key in fresh and key in ends])
    await allocations.add(work, made)
    for one in made:
        await work.announce(one.fund_id, _allocated(one))
    return made


async def _refuse_strangers(
    work: UnitOfWork, reach: Reach, fund: Fund, made: Sequence[Allocation]
) -> None:
    if await manages(work, reach, fund):
        return
    for giver in {one.source for one in made}:
        if giver is None or not await acts_for(work, reach, giver):
            raise NotTheGiver


async def correct(
    work: UnitOfWork,
    caller: Caller,
    allocation_id: UUID,
    amount: int,
    document: str,
    allocated_on: date,
    reason: str,
    check_version: Check,
) -> Allocation:
    """Another amount (0 takes it back), document or day, with the reason that is published.

    Refused with AllocationNotFound, AllocationReasonMissing, or as `check_version` refuses.
    """
    before = await _own(work, caller, allocation_id, by_giver=True, check_version=check_version)
    after = before.corrected(amount, document, allocated_on, reason)
    await allocations.change(work, after, "corrected", reason)
    fact = FundAllocationCorrected(
        **_ends(after), amount=amount, document=document, allocated_on=allocated_on, reason=reason
    )
    await work.announce(after.fund_id, fact)
    return after


async def acknowledge(
    work: UnitOfWork,
    caller: Caller,
    allocation_id: UUID,
    received: int,
    on: date,
    reason: str,
    check_version: Check,
) -> Allocation:
    """The region or unit below says how much has arrived by now.

    Refused with AllocationNotFound, AllocationNotAcknowledged, AllocationReasonMissing, or as
    `check_version` refuses.
    """
    before = await _own(work, caller, allocation_id, by_giver=False, check_version=check_version)
    return await note_received(work, before, received, on, reason)


async def note_received(
    work: UnitOfWork, before: Allocation, received: int, on: date, reason: str = ""
) -> Allocation:
    """Keep how much has arrived; refused as the allocation refuses."""
    after = before.acknowledged(received, on, reason)
    await allocations.change(work, after, "received", reason)
    fact = FundAllocationReceived(**_ends(after), received=received, received_on=on, reason=reason)
    await work.announce(after.fund_id, fact)
    return after


async def pay(
    work: UnitOfWork,
    caller: Caller,
    allocation_id: UUID,
    paid: int,
    on: date,
    reason: str,
    check_version: Check,
) -> Allocation:
    """The giver says how much has been paid by now.

    Refused with AllocationNotFound, AllocationNotPaid, AllocationReasonMissing, or as
    `check_version` refuses.
    """
    before = await _own(work, caller, allocation_id, by_giver=True, check_version=check_version)
    return await note_paid(work, before, paid, on, reason)


async def note_paid(
    work: UnitOfWork, before: Allocation, paid: int, on: date, reason: str = ""
) -> Allocation:
    """Keep how much has been paid; refused as the allocation refuses."""
    after = before.paid_until_now(paid, on, reason)
    await allocations.change(work, after, "paid", reason)
    fact = FundAllocationPaid(**_ends(after), paid=paid, paid_on=on, reason=reason)
    await work.announce(after.fund_id, fact)
    return after


async def _own(
    work: UnitOfWork,
    caller: Caller,
    allocation_id: UUID,
    *,
    by_giver: bool,
    check_version: Check,
) -> Allocation:
    """An allocation the caller may say something of, locked."""
    one = await allocations.locked(work, allocation_id)
    if one is None:
        raise AllocationNotFound
    reach = await reach_of(work, caller)
    end: NodeKey | None = one.source if by_giver else one.target
    if end is None or not await acts_for(work, reach, end):
        kept = await funds.with_id(work, one.fund_id)
        if not by_giver or kept is None or not await manages(work, reach, kept.fund):
            raise AllocationNotFound
    check_version(one.version)
    return one


def _ends(one: Allocation) -> dict[str, Any]:
    source = one.source
    return {
        "fund_id": one.fund_id, "allocation_id": one.allocation_id, "year": one.year,
        "source_kind": source.kind.value if source else None,
        "source_id": source.id if source else None, "target_kind": one.target.kind.value,
        "target_id": one.target.id, "version": one.version,
    }  # fmt: skip


def _allocated(one: Allocation) -> FundAllocated:
    return FundAllocated(
        **_ends(one), amount=one.amount, document=one.document, allocated_on=one.allocated_on,
        policy_id=one.policy_id, case_id=one.case_id,
    )  # fmt: skip
