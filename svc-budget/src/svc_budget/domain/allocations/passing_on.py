"""Passing money on to the governments below in time (预算法 art. 52): 30 or 60 days, then 30.

Where the money begins, the days are counted from the approval of the budget: 30 of a general
transfer, 60 of a special one. Whoever received it from above passes it on within 30 days. Every
receipt is judged on its own; a region whose own use and what it passed on are more than what came
is not done, as nobody can say of which receipt it was.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from svc_budget.domain.allocations.balances import Balance
from svc_budget.domain.allocations.nodes import NodeKey, NodeKind
from svc_budget.domain.allocations.receipts import (
    Given,
    Receipt,
    Share,
    merged,
    shared_out,
)
from svc_budget.domain.clocks.duties import Duty, Light, Standing, standing
from svc_budget.domain.funds.funds import Category
from svc_budget.domain.money.money import Unit, shown

RECEIVED = "pass-on"
APPROVED = {
    Category.GENERAL_TRANSFER: "general-transfer", Category.SPECIAL_FUND: "special-transfer",
    Category.CENTRAL_SUBSIDY: "special-transfer",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Movements:
    """What came to a region in a fund's year, from above and as its own budget, and went on."""

    received: tuple[Receipt, ...] = ()
    budgeted: tuple[Given, ...] = ()
    given: tuple[Given, ...] = ()


@dataclass(frozen=True, slots=True)
class PassingOn:
    """How a region stands with passing one receipt on; `excess` is of the region, in fen."""

    node: NodeKey
    share: Share
    standing: Standing
    excess: int = 0

    @property
    def message(self) -> str:
        """What everybody reads of it."""
        one, receipt = self.share, self.share.receipt
        told = [
            _sentence(one.owed, one.due_on),
            f"按期下达{_yuan(one.in_time)}，逾期下达{_yuan(one.late)}，尚未下达{_yuan(one.left)}。",
        ]
        if not receipt.acknowledged:
            told.append("接收方还没有确认收到，期限从下达文件的日期算起。")
        if self.excess:
            told.append(
                f"该地区本级安排和下达合计超出收到的资金{_yuan(self.excess)}，"
                "不能算作已按期完成，请核对后更正或补充确认收到。"
            )
        return "".join(told)


def passing_on(
    category: Category,
    balances: Iterable[Balance],
    moved: Mapping[NodeKey, Movements],
    approved: Mapping[str, date],
    duties: Mapping[str, Duty],
    today: date,
) -> Iterator[PassingOn]:
    """Every receipt of regions that give money on, or have some not allocated; by their codes.

    What a region keeps for itself is not passed on. `approved` are days of approval by region.
    """
    for one in sorted(balances, key=lambda each: each.node):
        known = moved.get(one.node)
        if one.node.kind is not NodeKind.REGION or known is None:
            continue
        if not one.passed_on and not one.unallocated:
            continue
        first = duties[APPROVED[category]]
        shares = [Share(each, duties[RECEIVED]) for each in merged(known.received)]
        shares += _from_approval(known, approved.get(one.node.id), first)
        excess = max(0, -(one.unallocated or 0))
        for share in shared_out(shares, 0 if one.is_origin else one.own, known.given):
            yield PassingOn(one.node, share, _standing(share, excess, today), excess)


def _from_approval(known: Movements, approved: date | None, duty: Duty) -> Iterator[Share]:
    """What a region's budget gives to the fund; where none is known, what it passed on.

    What is added to the budget after the period counts from its own day. What was passed on after
    it, of a budget nobody told, is a share of its own: the rest stays in time.
    """
    due = None if approved is None else duty.due_on(approved)
    for on, amount in ((one.on, one.amount) for one in known.budgeted):
        added = due is not None and on > due
        yield Share(Receipt(on if added else approved, amount), duty)
    if known.received or known.budgeted:
        return
    for late in (False, True):
        amount = sum(
            one.amount for one in known.given if (due is not None and one.on > due) == late
        )
        if amount:
            yield Share(Receipt(approved, amount), duty)


def _standing(share: Share, excess: int, today: date) -> Standing:
    done_on = None if share.left else share.last_on
    found = standing(share.duty, share.receipt.on, done_on, today)
    if excess and found.light is Light.DONE:
        return Standing(Light.OVER, found.due_on)
    return found


def _sentence(owed: int, due_on: date | None) -> str:
    if due_on is None:
        return f"应下达{_yuan(owed)}，预算批准日期还没有登记；"
    return f"应在{due_on.year}年{due_on.month}月{due_on.day}日前下达{_yuan(owed)}："


def _yuan(amount: int) -> str:
    return f"{shown(amount, Unit.YUAN)}元"
