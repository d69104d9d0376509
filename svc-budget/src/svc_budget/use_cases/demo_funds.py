"""The demo's funds: published, disclosed and allocated as finance departments do."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from svc_budget.domain.allocations.allocations import Allocation
from svc_budget.domain.allocations.nodes import Node, NodeKey, NodeKind
from svc_budget.domain.funds.disclosures import Disclosure, DisclosureKind, Stated
from svc_budget.domain.funds.funds import Category, Fund
from svc_budget.domain.money.money import FEN
from svc_budget.storage.funds import funds
from svc_budget.use_cases.allocations import entering
from svc_budget.use_cases.demo import FUNDS, demo_id, finance_of, kept_in
from svc_budget.use_cases.funds.disclosing import Rules, disclose
from svc_budget.use_cases.funds.publishing import publish_fund

Begin = Callable[[], AbstractAsyncContextManager[UnitOfWork]]
BUDGET = "budget"
REGION = "431202"
UNDER_WAY = timedelta(days=7)  # until what was allocated has arrived
NONE, WHY_NONE = "none", "按因素法分配，没有这一环节。"
Nodes = Mapping[str, Node]


async def load_funds(begin: Begin, rules: Rules, folder: Path) -> int:
    """Enter the funds that are not there yet, each as a whole; answers how many."""
    kept = kept_in(folder, FUNDS)
    nodes = {key: _node(one) for key, one in kept["nodes"].items()}
    loaded = 0
    for one in kept["funds"]:
        async with begin() as work:
            if await funds.with_id(work, demo_id("fund", one["name"])) is None:
                await _enter(work, rules, one, nodes)
                loaded += 1
    return loaded


async def _enter(work: UnitOfWork, rules: Rules, kept: Mapping[str, Any], nodes: Nodes) -> None:
    caller = await finance_of(work)
    fund = await publish_fund(work, caller, _fund(kept, work))
    for said in _disclosures(fund.fund_id, kept):
        await disclose(work, caller, rules, said, _any_version)
    for year, steps in kept["steps"].items():
        made = [_allocation(fund.fund_id, year, kept, one, nodes) for one in steps]
        await entering.allocate(work, caller, fund.fund_id, made, nodes.values())
        for step, one in zip(steps, made, strict=True):
            await _follow(work, one, step)


async def _follow(work: UnitOfWork, one: Allocation, step: Sequence[Any]) -> None:
    """What arrived and what was paid, as the receiver and the giver said it."""
    arrived, paid, _, arrived_on = (*step, *[None] * 4)[3:7]
    if one.edge.is_acknowledged:
        received = one.amount if arrived is None else arrived * FEN
        on = arrived_on or one.allocated_on + UNDER_WAY
        one = await entering.note_received(work, one, received, on)
    if paid is not None:
        await entering.note_paid(work, one, paid * FEN, date(one.year, 7, 1))


def _fund(kept: Mapping[str, Any], work: UnitOfWork) -> Fund:
    return Fund(
        demo_id("fund", kept["name"]), kept["name"], Category(kept["category"]), kept["class"],
        REGION, kept["unit"], kept["organ"], kept["purpose"], kept["established"],
        kept["first_year"], None, work.now,
    )  # fmt: skip


def _disclosures(fund_id: UUID, kept: Mapping[str, Any]) -> Iterator[Disclosure]:
    nobody = UUID(int=0)
    if rules := kept.get("rules"):
        yield Disclosure(
            nobody, fund_id, DisclosureKind.RULES, None, Stated.PUBLISHED,
            reference=rules["reference"], published_on=rules["published"],
        )  # fmt: skip
    for year, each in kept.get("disclosed", {}).items():
        for one in each:
            kind, _, said = one.partition(" ")
            if said == NONE:
                yield Disclosure(
                    nobody, fund_id, DisclosureKind(kind), year, Stated.NONE, basis=WHY_NONE
                )
            else:
                title = f"{year}年{kept['name']}"
                yield Disclosure(
                    nobody, fund_id, DisclosureKind(kind), year, Stated.PUBLISHED, title=title,
                    reference=title, published_on=date.fromisoformat(said),
                )  # fmt: skip


def _allocation(
    fund_id: UUID, year: int, kept: Mapping[str, Any], step: Sequence[Any], nodes: Nodes
) -> Allocation:
    source, target, amount = step[:3]
    by_policy = "policy" in kept and nodes[target].key.kind is NodeKind.RECIPIENT
    on: date = (*step, *[None] * 4)[5] or date(year, 4, 10)
    words = ("allocation", str(fund_id), str(year), source, target, *map(str, step[5:6]))
    return Allocation(
        demo_id(*words), fund_id, year, None if source == BUDGET else nodes[source].key,
        nodes[target].key, amount * FEN, kept["document"], on,
        policy_id=UUID(kept["policy"]) if by_policy else None,
    )  # fmt: skip


def _node(kept: Mapping[str, Any]) -> Node:
    return Node(NodeKey(NodeKind(kept["kind"]), kept["id"]), kept["name"], "", kept.get("unit"))


def _any_version(_: int) -> None:
    """Nobody else writes while the demo is loaded."""
