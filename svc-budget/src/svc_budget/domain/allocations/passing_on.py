"""Passing money on to the governments below in time (预算法 art. 52): 30 or 60 days, then 30.

Where the money begins, the days are counted from the approval of the budget: 30 of a general
transfer, 60 of a special one. Whoever received it from above passes it on within 30 days.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from svc_budget.domain.allocations.balances import Balance
from svc_budget.domain.allocations.nodes import NodeKey, NodeKind
from svc_budget.domain.clocks.duties import Duty, Standing, standing
from svc_budget.domain.funds.funds import Category

RECEIVED = "pass-on"
APPROVED = {
    Category.GENERAL_TRANSFER: "general-transfer", Category.SPECIAL_FUND: "special-transfer",
    Category.CENTRAL_SUBSIDY: "special-transfer",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Days:
    """When a region first got money of a fund and year from above, and last gave any."""

    first_in: date | None
    last_out: date | None


@dataclass(frozen=True, slots=True)
class PassingOn:
    """How a region stands with passing money on."""

    node: NodeKey
    duty: Duty
    standing: Standing


def passing_on(
    category: Category,
    balances: Iterable[Balance],
    days: Mapping[NodeKey, Days],
    approved: Mapping[str, date],
    duties: Mapping[str, Duty],
    today: date,
) -> Iterator[PassingOn]:
    """Of every region that gives money on, or has some it has not allocated; by its code.

    What a region keeps for itself is not passed on. `approved` are days of approval by region.
    """
    for one in sorted(balances, key=lambda each: each.node):
        known = days.get(one.node)
        if one.node.kind is not NodeKind.REGION or known is None:
            continue
        if not one.passed_on and not one.unallocated:
            continue
        received = known.first_in is not None
        duty = duties[RECEIVED if received else APPROVED[category]]
        began = known.first_in if received else approved.get(one.node.id)
        done = known.last_out if one.unallocated is None or one.unallocated <= 0 else None
        yield PassingOn(one.node, duty, standing(duty, began, done, today))
