"""Where the money of a fund does not add up: an issue on its page, for everybody."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from svc_budget.domain.allocations.balances import Balance
from svc_budget.domain.allocations.edges import Edge
from svc_budget.domain.allocations.nodes import NodeKey
from svc_budget.domain.money.money import Unit, shown


class BreakKind(StrEnum):
    """What does not add up."""

    OVER_ALLOCATED = "over_allocated"  # own + passed on > received
    PROJECTS_EXCEED_OWN = "projects_exceed_own"  # Σ projects > own
    RECEIVED_MORE = "received_more"  # the child acknowledged more than was passed on
    PAID_MORE = "paid_more"  # paid > allocated


@dataclass(frozen=True, slots=True)
class Break:
    """One thing that does not add up: more than the limit, by how much (fen)."""

    kind: BreakKind
    node: NodeKey
    limit: int
    actual: int
    giver: NodeKey | None = None  # of the one allocation it is about
    edge_id: str = ""

    @property
    def difference(self) -> int:
        """By how much; above zero."""
        return self.actual - self.limit


def breaks(balances: Iterable[Balance], edges: Iterable[Edge]) -> list[Break]:
    """Everything that does not add up, the largest difference first."""
    found = [*_of_balances(balances), *_of_edges(edges)]
    return sorted(found, key=lambda one: (-one.difference, one.kind, one.node, one.edge_id))


def _of_balances(balances: Iterable[Balance]) -> Iterator[Break]:
    for one in balances:
        rest = one.unallocated
        if rest is not None and rest < 0:
            given = one.own + one.passed_on
            yield Break(BreakKind.OVER_ALLOCATED, one.node, one.arrived, given)
        if one.granted > one.own:
            yield Break(BreakKind.PROJECTS_EXCEED_OWN, one.node, one.own, one.granted)


def _of_edges(edges: Iterable[Edge]) -> Iterator[Break]:
    for one in edges:
        if one.is_acknowledged and one.arrived > one.amount:
            yield Break(
                BreakKind.RECEIVED_MORE, one.target, one.amount, one.arrived, one.source,
                one.edge_id,
            )  # fmt: skip
        if one.paid > one.amount:
            yield Break(
                BreakKind.PAID_MORE, one.target, one.amount, one.paid, one.source, one.edge_id
            )


SENTENCES: Mapping[BreakKind, str] = {
    BreakKind.OVER_ALLOCATED:
        "{node}{year}年度收到{limit}元，本级安排和下达下级合计{actual}元，超出{difference}元。",
    BreakKind.PROJECTS_EXCEED_OWN:
        "{node}{year}年度本级安排{limit}元，分配到项目和补助对象合计{actual}元，超出{difference}元。",
    BreakKind.RECEIVED_MORE:
        "{giver}{year}年度向{node}下达{limit}元，{node}确认收到{actual}元，多出{difference}元。",
    BreakKind.PAID_MORE:
        "{giver}{year}年度向{node}分配{limit}元，已支付{actual}元，超出{difference}元。",
}  # fmt: skip


def sentence(one: Break, year: int, name_of: Callable[[NodeKey], str]) -> str:
    """What everybody reads of it."""
    return SENTENCES[one.kind].format(
        node=name_of(one.node), giver=name_of(one.giver) if one.giver else "", year=year,
        limit=shown(one.limit, Unit.YUAN), actual=shown(one.actual, Unit.YUAN),
        difference=shown(one.difference, Unit.YUAN),
    )  # fmt: skip
