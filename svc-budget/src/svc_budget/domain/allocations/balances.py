"""The balance of every node: received = own + passed on + not yet allocated, to the fen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from svc_budget.domain.allocations.edges import Bundle, Edge
from svc_budget.domain.allocations.nodes import NodeKey


@dataclass(slots=True)
class Balance:
    """A node's money of one fund and year, in fen.

    `own` is what the node says is for its own use; a region or unit that does not say has as
    much as it gave to projects and recipients. Everything a project or recipient got is its own.
    """

    node: NodeKey
    allocated: int = 0  # what others allocated to it
    arrived: int = 0  # of that, what it acknowledged
    is_origin: bool = True  # nothing comes in: the money begins here
    stated_own: int | None = None
    granted: int = 0  # to projects and recipients
    paid: int = 0  # of that
    passed_on: int = 0  # to regions and units below
    in_transit: int = 0  # of that, what has not arrived

    @property
    def received(self) -> int | None:
        """What it has; None where the money begins."""
        return None if self.is_origin else self.arrived

    @property
    def own(self) -> int:
        """For its own use."""
        if not self.node.is_holder:
            return self.arrived
        return self.granted if self.stated_own is None else self.stated_own

    @property
    def unallocated(self) -> int | None:
        """What is neither for its own use nor passed on; below zero more was given than came."""
        if self.is_origin:
            return None
        return self.arrived - self.own - self.passed_on

    @property
    def own_rest(self) -> int:
        """Of its own, what is for no project yet; below zero projects have more than that."""
        return self.own - self.granted


def balances(edges: Iterable[Edge], bundles: Iterable[Bundle] = ()) -> Mapping[NodeKey, Balance]:
    """The balance of every node of one fund and year; edges are read once."""
    found: dict[NodeKey, Balance] = {}

    def of(node: NodeKey) -> Balance:
        return found.setdefault(node, Balance(node))

    for edge in edges:
        if edge.is_own:
            own = of(edge.target)
            own.stated_own = (own.stated_own or 0) + edge.amount
            continue
        target = of(edge.target)
        target.is_origin = False
        target.allocated += edge.amount
        target.arrived += edge.arrived
        if edge.source is not None:
            _give(of(edge.source), edge)
    for bundle in bundles:
        if bundle.source is not None:
            giver = of(bundle.source)
            giver.granted += bundle.amount
            giver.paid += bundle.paid
    return found


def _give(giver: Balance, edge: Edge) -> None:
    if edge.target.is_holder:
        giver.passed_on += edge.amount
        giver.in_transit += max(0, edge.amount - edge.arrived)
    else:
        giver.granted += edge.amount
        giver.paid += edge.paid
