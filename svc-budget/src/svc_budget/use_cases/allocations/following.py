"""Follow the money: balances and breaks of a fund's year, its picture, the way back to sources."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.office_hours import china_time
from shared.refusals import NotFound
from svc_budget.domain.allocations.allocations import Allocation
from svc_budget.domain.allocations.balances import Balance, balances
from svc_budget.domain.allocations.breaks import Break, breaks
from svc_budget.domain.allocations.flows import Flow, flow
from svc_budget.domain.allocations.nodes import Node, NodeKey, NodeKind
from svc_budget.domain.allocations.passing_on import PassingOn, passing_on
from svc_budget.domain.clocks.duties import Anchor, Duty
from svc_budget.domain.funds.funds import Fund
from svc_budget.storage.allocations import allocations, movements, nodes
from svc_budget.storage.openness import anchors
from svc_budget.use_cases.funds.whose import known

MOST_RECIPIENTS = 500  # told one by one; the others of a giver are one sum
MOST_BALANCES = 1_000


class FundNodeNotFound(NotFound):
    """没有找到这个地区、单位、项目或补助对象。"""

    advice = "请从资金的流向图或分配明细中选择；编号在几类中都有时，请用 kind 说明是哪一类。"


@dataclass(frozen=True, slots=True)
class YearOfFund:
    """A fund's money of a year: every balance, the largest first, and what does not add up."""

    year: int
    balances: Sequence[Balance]
    breaks: Sequence[Break]
    nodes: Mapping[NodeKey, Node]
    passing_on: Sequence[PassingOn]


async def show_year(
    work: UnitOfWork, duties: Mapping[str, Duty], fund_id: UUID, year: int
) -> YearOfFund:
    """The balances of a fund's year: those who pass money on, and projects.

    Refused with FundNotFound.
    """
    fund = (await known(work, fund_id)).fund
    edges, bundles = await allocations.edges(work, fund_id, year, MOST_RECIPIENTS)
    found = balances(edges, bundles)
    holders = [one for one in found.values() if one.node.kind is not NodeKind.RECIPIENT]
    holders.sort(key=lambda one: (-max(one.arrived, one.passed_on, one.own), one.node))
    broken = breaks(found.values(), edges)
    named = {key for one in broken for key in (one.node, one.giver) if key is not None}
    named |= {one.node for one in holders[:MOST_BALANCES]}
    stood = await _passing_on(work, duties, fund, year, found.values())
    names = await nodes.with_keys(work, named | {one.node for one in stood})
    return YearOfFund(year, holders[:MOST_BALANCES], broken, names, stood)


async def _passing_on(
    work: UnitOfWork,
    duties: Mapping[str, Duty],
    fund: Fund,
    year: int,
    found: Iterable[Balance],
) -> Sequence[PassingOn]:
    """How regions stand with passing the money on (预算法 art. 52)."""
    moved = await movements.of_year(work, fund.fund_id, year)
    began = await anchors.of_year(work, year, [one.id for one in moved])
    approved = {
        about: on
        for (anchor, about, stage), on in began.items()
        if (anchor, stage) == (Anchor.APPROVAL, "budget")
    }
    today = china_time(work.now).date()
    return list(passing_on(fund.category, found, moved, approved, duties, today))


@dataclass(frozen=True, slots=True)
class Picture:
    """Where a fund's money of a year goes, bounded, with the names of who is named in it."""

    year: int
    flow: Flow
    nodes: Mapping[NodeKey, Node]


async def show_flow(
    work: UnitOfWork, fund_id: UUID, year: int, top: int, root: NodeKey | None
) -> Picture:
    """The picture. Refused with FundNotFound; with FundNodeNotFound for a root not in it."""
    await known(work, fund_id)
    edges, bundles = await allocations.edges(work, fund_id, year, MOST_RECIPIENTS)
    if root is not None and not any(root in (one.source, one.target) for one in edges):
        raise FundNodeNotFound
    drawn = flow(edges, bundles, top, root)
    named = [one.node for one in drawn.nodes.values() if one.node is not None]
    return Picture(year, drawn, await nodes.with_keys(work, named))


@dataclass(frozen=True, slots=True)
class Sources:
    """What a node got of funds by year, and the ways it came."""

    node: Node
    rows: Sequence[Row]
    ways: Mapping[tuple[UUID, int], Sequence[Allocation]]
    nodes: Mapping[NodeKey, Node]


async def node_named(work: UnitOfWork, node_id: str, kind: NodeKind | None) -> Node:
    """The one node with an id. Refused with FundNodeNotFound, also where there are several."""
    found = await nodes.with_id(work, node_id, kind)
    if len(found) != 1:
        raise FundNodeNotFound
    return found[0]


async def trace_sources(
    work: UnitOfWork, node: Node, year: int | None, after: tuple[object, ...], limit: int
) -> Sources:
    """All sources of what a region, unit, project or recipient got (a page)."""
    rows = await allocations.granted(work, node.key, year, after, limit)
    asked = [(row["fund_id"], row["year"]) for row in rows]
    every = await allocations.above(work, node.key, asked)
    ways: dict[tuple[UUID, int], list[Allocation]] = {}
    for one in every:
        ways.setdefault((one.fund_id, one.year), []).append(one)
    return Sources(node, rows, ways, await nodes.with_keys(work, ends_of(every)))


def ends_of(some: Iterable[Allocation]) -> set[NodeKey]:
    """Everybody named in allocations."""
    return {key for one in some for key in (one.source, one.target) if key is not None}
