"""What a balance is counted from: who gave whom how much, what arrived, what was paid."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from svc_budget.domain.allocations.nodes import NodeKey

Pair = tuple[NodeKey | None, NodeKey]


@dataclass(frozen=True, slots=True)
class Edge:
    """One allocation in fen. Without a source it is the fund's own budget of the year.

    From a region or unit to itself it says how much is for its own use (本级安排).
    """

    source: NodeKey | None
    target: NodeKey
    amount: int
    received: int | None = None  # as the region or unit below acknowledged it
    paid: int = 0
    edge_id: str = ""

    @property
    def is_own(self) -> bool:
        """Whether it stays where it is."""
        return self.source == self.target

    @property
    def is_acknowledged(self) -> bool:
        """Whether the one below says what arrived; else everything does."""
        return self.source is not None and self.target.is_holder and not self.is_own

    @property
    def arrived(self) -> int:
        """What arrived."""
        return (self.received or 0) if self.is_acknowledged else self.amount


@dataclass(frozen=True, slots=True)
class Bundle:
    """Many recipients of one node that are not told one by one."""

    source: NodeKey | None
    count: int
    amount: int
    paid: int = 0


def levels(pairs: Iterable[Pair]) -> tuple[Mapping[NodeKey | None, int], frozenset[NodeKey]]:
    """How far each node is from where the money begins, by the longest way.

    The second answer is nodes in a circle or behind one, which have no level.
    """
    below: dict[NodeKey | None, set[NodeKey]] = {}
    waits: dict[NodeKey | None, int] = {}
    for source, target in set(pairs):
        if source == target:
            waits.setdefault(target, 0)
            continue
        below.setdefault(source, set()).add(target)
        waits[target] = waits.get(target, 0) + 1
        waits.setdefault(source, 0)
    ready = [node for node, number in waits.items() if not number]
    found: dict[NodeKey | None, int] = dict.fromkeys(ready, 0)
    while ready:
        node = ready.pop()
        for one in below.get(node, ()):
            found[one] = max(found.get(one, 0), found[node] + 1)
            waits[one] -= 1
            if not waits[one]:
                ready.append(one)
    stuck = frozenset(node for node, number in waits.items() if number and node is not None)
    return {node: level for node, level in found.items() if node not in stuck}, stuck
