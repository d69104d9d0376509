"""Where the money of a fund goes as a picture that stays small: the largest of each level.

What is not among them is one node for each kind of its level, 其他, with its exact sums. What a
region or unit has not allocated yet, what has not arrived below, and what is for its own use
without a project are nodes of their own, so that what comes into a node is what goes out of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest

from svc_budget.domain.allocations.balances import Balance, balances
from svc_budget.domain.allocations.edges import Bundle, Edge, levels
from svc_budget.domain.allocations.nodes import NodeKey, NodeKind

BUDGET = "budget"  # the fund's own budget of the year, where the first allocations come from
UNALLOCATED, IN_TRANSIT, OWN_REST = "unallocated", "in_transit", "own_rest"
SINKS = (UNALLOCATED, IN_TRANSIT, OWN_REST)


@dataclass(slots=True)
class FlowNode:
    """A node of the picture; `count` is how many it stands for."""

    key: str
    level: int
    node: NodeKey | None = None
    kind: NodeKind | None = None  # of what is not named one by one
    count: int = 1
    value: int = 0


@dataclass(slots=True)
class FlowLink:
    """What goes from one node of the picture to another, in fen; `value` is what is drawn."""

    source: str
    target: str
    value: int = 0
    allocated: int = 0
    paid: int = 0


@dataclass(slots=True)
class Flow:
    """The picture."""

    nodes: dict[str, FlowNode] = field(default_factory=dict)
    links: dict[tuple[str, str], FlowLink] = field(default_factory=dict)

    def link(self, source: str, target: str, value: int, allocated: int = 0, paid: int = 0) -> None:
        """Add to what goes from one to another; nothing is no link."""
        if not (value or allocated or paid):
            return
        one = self.links.setdefault((source, target), FlowLink(source, target))
        one.value += value
        one.allocated += allocated
        one.paid += paid


def below(edges: Iterable[Edge], bundles: Iterable[Bundle], root: NodeKey) -> tuple[
    list[Edge], list[Bundle],
]:  # fmt: skip
    """What starts from a node and from everything it reaches."""
    every = list(edges)
    given: dict[NodeKey | None, list[Edge]] = defaultdict(list)
    for one in every:
        given[one.source].append(one)
    reached, waiting = {root}, [root]
    while waiting:
        for one in given[waiting.pop()]:
            if one.target not in reached:
                reached.add(one.target)
                waiting.append(one.target)
    return (
        [one for one in every if one.source in reached],
        [one for one in bundles if one.source in reached],
    )


def flow(
    edges: Sequence[Edge], bundles: Sequence[Bundle], top: int, root: NodeKey | None = None
) -> Flow:
    """The picture with at most `top` named nodes of each level; of what is below `root`, if named.

    Balances are those of the whole fund: what else a node below the root got is in its rests.
    """
    known = balances(edges, bundles)
    drawn, hidden = (edges, bundles) if root is None else below(edges, bundles, root)
    weights = _weights(drawn, hidden)
    if root is not None:
        weights.setdefault(root, (0, 0))
    at, _ = levels([*((one.source, one.target) for one in drawn), *_givers_of(hidden)])
    shown = Flow()
    place = _places(shown, at, weights, top)
    for bundle in hidden:
        _add_bundle(shown, place, at, bundle)
    for edge in drawn:
        if not edge.is_own:
            _add_edge(shown, place, edge)
    for key in place.keys() & known.keys():
        if key is not None and key.is_holder:
            _add_rests(shown, place[key], known[key])
    _weigh(shown)
    return shown


def _givers_of(bundles: Iterable[Bundle]) -> list[tuple[NodeKey | None, NodeKey]]:
    """As pairs that lead nowhere: who gives to bundles alone has a level too."""
    return [(one.source, one.source) for one in bundles if one.source is not None]


def _weights(
    edges: Iterable[Edge], bundles: Iterable[Bundle]
) -> dict[NodeKey | None, tuple[int, int]]:
    """What comes in, then what goes out, for the choice of the largest."""
    comes: dict[NodeKey | None, int] = defaultdict(int)
    goes: dict[NodeKey | None, int] = defaultdict(int)
    for one in edges:
        if not one.is_own:
            comes[one.target] += one.amount
            goes[one.source] += one.amount
    for each in bundles:
        goes[each.source] += each.amount
    return {key: (max(comes[key], goes[key]), comes[key]) for key in {*comes, *goes}}


def _places(
    shown: Flow,
    at: Mapping[NodeKey | None, int],
    weights: Mapping[NodeKey | None, tuple[int, int]],
    top: int,
) -> dict[NodeKey | None, str]:
    """Which node of the picture stands for each node."""
    by_level: dict[int, list[NodeKey | None]] = defaultdict(list)
    for key in weights:
        by_level[at.get(key, 0)].append(key)
    place: dict[NodeKey | None, str] = {}
    for level, keys in sorted(by_level.items()):
        named = set(nlargest(top, keys, key=lambda key: (weights[key], key or ("", ""))))
        for key in keys:
            if key is None or key in named:
                place[key] = BUDGET if key is None else key.text
                shown.nodes[place[key]] = FlowNode(place[key], level, key)
            else:
                place[key] = _other(shown, level, key.kind).key
    return place


def _other(shown: Flow, level: int, kind: NodeKind, count: int = 1) -> FlowNode:
    key = f"other:{level}:{kind.value}"
    one = shown.nodes.setdefault(key, FlowNode(key, level, kind=kind, count=0))
    one.count += count
    return one


def _add_edge(shown: Flow, place: Mapping[NodeKey | None, str], edge: Edge) -> None:
    source, target = place[edge.source], place[edge.target]
    came = min(edge.arrived, edge.amount)
    shown.link(source, target, came, edge.amount, edge.paid)
    if came < edge.amount:
        shown.link(source, _sink(shown, IN_TRANSIT), edge.amount - came)


def _add_bundle(
    shown: Flow,
    place: Mapping[NodeKey | None, str],
    at: Mapping[NodeKey | None, int],
    bundle: Bundle,
) -> None:
    other = _other(shown, at.get(bundle.source, 0) + 1, NodeKind.RECIPIENT, bundle.count)
    shown.link(place[bundle.source], other.key, bundle.amount, bundle.amount, bundle.paid)


def _add_rests(shown: Flow, source: str, balance: Balance) -> None:
    if balance.own_rest > 0:
        shown.link(source, _sink(shown, OWN_REST), balance.own_rest)
    if (balance.unallocated or 0) > 0:
        shown.link(source, _sink(shown, UNALLOCATED), balance.unallocated or 0)


def _sink(shown: Flow, key: str) -> str:
    shown.nodes.setdefault(key, FlowNode(key, 0, count=0))
    return key


def _weigh(shown: Flow) -> None:
    """Give every node its value, and every sink the level after the last."""
    comes: dict[str, int] = defaultdict(int)
    goes: dict[str, int] = defaultdict(int)
    for link in shown.links.values():
        comes[link.target] += link.value
        goes[link.source] += link.value
    last = max((one.level for key, one in shown.nodes.items() if key not in SINKS), default=0)
    for key, one in shown.nodes.items():
        one.value = max(comes[key], goes[key])
        if key in SINKS:
            one.level = last + 1
