"""The process of a matter: nodes, what they wait for, and the graph they make."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Annotated, Literal

from svc_approvals.domain.catalogue.conditions import Condition
from svc_approvals.domain.catalogue.shapes import AtLeast, Code, Count, Days, Key, Text

ISSUE_DAYS = 10  # 行政许可法 art. 44: handed over within ten working days of the decision
NodeKind = Literal["approval", "rule", "push", "issue"]


@dataclass(frozen=True, slots=True)
class Join:
    """How many of the nodes before must be done: all, any one, or `k` of them."""

    mode: Literal["all", "any", "k"] = "all"
    k: Annotated[int, AtLeast(1)] | None = None

    def needed(self, predecessors: int) -> int:
        """The number of predecessors that open the node."""
        match self.mode:
            case "all":
                return predecessors
            case "any":
                return min(1, predecessors)
            case "k":
                return self.k or 1


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs a node, by staff number; `weight` counts in a weighted vote."""

    staff_no: Code
    weight: Annotated[int, AtLeast(1)] = 1


@dataclass(frozen=True, slots=True)
class Signing:
    """How several signers of one node decide.

    `one`: its handler alone. `all` (会签): every signer must approve, one refusal
    refuses. `any` (或签): the first to sign decides. `weighted` (表决): approved as
    soon as the approving weights reach `threshold`, refused when they cannot any more.
    """

    mode: Literal["one", "all", "any", "weighted"] = "one"
    threshold: Count = 0
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class ProcessNode:
    """One department's step (审批环节).

    `after` empty: it opens at acceptance. `when` false, or its sub-matter not
    applicable: it is skipped (无需办理). A skipped predecessor counts as done for a
    join of mode `all`, and not at all for `any` and `k`. A `rule` node approves when
    `decides` holds. `on_refuse`: `stop` ends the whole case, `branch` lets the
    others go on.
    """

    key: Key
    name: Text
    organ: Code
    kind: NodeKind = "approval"
    sub_matter: str = ""
    after: tuple[Key, ...] = ()
    join: Join = Join()
    when: Condition | None = None
    decides: Condition | None = None
    pushes_to: str = ""
    promised_days: Days = 0
    statutory_days: Days = 0
    on_refuse: Literal["stop", "branch"] = "stop"
    requires: tuple[Code, ...] = ()
    produces: tuple[Code, ...] = ()
    role: str = "approver"
    handler: str = ""
    phone: str = ""
    signing: Signing = Signing()

    @property
    def lawful_days(self) -> int:
        """The statutory limit as it counts: never shorter than what is promised.

        The hand-out has ten working days from the decision (art. 44), unless the matter
        says less.
        """
        if self.kind == "issue":
            return max(min(self.statutory_days or ISSUE_DAYS, ISSUE_DAYS), self.promised_days)
        return max(self.statutory_days, self.promised_days)


def in_order(nodes: Iterable[ProcessNode]) -> tuple[ProcessNode, ...]:
    """The nodes, each after all it waits for; a cycle raises graphlib.CycleError."""
    by_key = {node.key: node for node in nodes}
    graph = {node.key: [key for key in node.after if key in by_key] for node in by_key.values()}
    return tuple(by_key[key] for key in TopologicalSorter(graph).static_order())


def cycle(nodes: Iterable[ProcessNode]) -> tuple[str, ...]:
    """The keys of one cycle, if there is any."""
    try:
        in_order(nodes)
    except CycleError as fault:
        return tuple(fault.args[1])
    return ()


def longest_path(
    nodes: Iterable[ProcessNode],
    days: Callable[[ProcessNode], int] = lambda node: node.promised_days,
) -> tuple[int, tuple[str, ...]]:
    """The days of the slowest way through, and its nodes (the critical path)."""
    reached: dict[str, tuple[int, tuple[str, ...]]] = {}
    for node in in_order(nodes):
        before = [reached[key] for key in node.after if key in reached]
        spent, path = max(before, key=lambda way: way[0], default=(0, ()))
        reached[node.key] = (spent + days(node), (*path, node.key))
    return max(reached.values(), key=lambda way: way[0], default=(0, ()))
