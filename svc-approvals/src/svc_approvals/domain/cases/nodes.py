"""A node of a running case, and which nodes open when others finish."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from svc_approvals.domain.cases.reasons import NodeNotActive
from svc_approvals.domain.cases.signing import Signer
from svc_approvals.domain.cases.states import FINISHED, NODES_IN_CHINESE, Hold, NodeState

PREDECESSOR_REFUSED = "前序环节未通过"
NOT_APPLICABLE = "按申请情形无需办理"


@dataclass(slots=True)
class Node:
    """One department's step in one case. ``needed`` passed predecessors open it.

    ``clock_from`` is where the limit counts from: the opening, moved on by every pause.
    While the node rests, ``held_by`` says why, the due dates are unknown, and the
    working minutes that are left are kept. ``epoch`` rises with every opening, pause and
    resumption, so that timers set before do nothing. ``ruling`` is what the matter's rule
    decides for a node of kind ``rule``; empty, it is decided by a person.
    """

    node_id: UUID
    key: str
    name: str
    kind: str
    organ_id: UUID
    role: str
    after: tuple[str, ...]
    needed: int
    counts_skipped: bool
    applicable: bool
    promised_days: int
    statutory_days: int
    on_refuse: str
    products: tuple[str, ...]
    hours: str = ""
    resets: bool = False
    automatic: bool = False
    ruling: str = ""
    rule_inputs: dict[str, Any] = field(default_factory=dict)
    state: NodeState = NodeState.WAITING
    handler_no: str = ""
    delegated_by: str = ""
    signing: str = "one"
    threshold: int = 0
    arrived_at: datetime | None = None
    clock_from: datetime | None = None
    claimed_at: datetime | None = None
    finished_at: datetime | None = None
    promised_due: datetime | None = None
    statutory_due: datetime | None = None
    provisional: bool = False
    epoch: int = 0
    held_by: tuple[Hold, ...] = ()
    paused_at: datetime | None = None
    promised_left: int | None = None
    statutory_left: int | None = None
    extended_days: int = 0
    extension_asked: int = 0
    extension_by: str = ""
    urged: int = 0
    supplement_round: int = 0
    named: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    opinion: str = ""
    feedback: str = ""
    signers: dict[str, Signer] = field(default_factory=dict)

    @property
    def finished(self) -> bool:
        """Nothing more happens here."""
        return self.state in FINISHED

    @property
    def is_open(self) -> bool:
        """A department has it: at work, or resting."""
        return self.state in {NodeState.ACTIVE, NodeState.PAUSED}

    @property
    def touched(self) -> bool:
        """Somebody has begun to act on it."""
        signed = any(signer.outcome for signer in self.signers.values())
        return bool(self.handler_no or self.held_by or signed)

    def in_whose_hands(self) -> list[str]:
        """The staff numbers of its handler and of those who have yet to sign."""
        waiting = [staff_no for staff_no, one in self.signers.items() if not one.outcome]
        return sorted({*waiting, self.handler_no} - {""})

    @property
    def is_issue(self) -> bool:
        """The one hand-out that waits for all branches, whatever they decided."""
        return self.kind == "issue"


def verdict(node: Node, nodes: Mapping[str, Node]) -> NodeState:
    """What a waiting node becomes now: active, skipped, or waiting still.

    Decided anew from the predecessors' states, so a join can neither be lost nor
    open twice. A refused predecessor closes the way behind it, except to the
    issue node: it waits for every branch, also one that no join needed, and hands
    out what they gave.
    """
    if node.is_issue:
        opens = all(one.finished for one in nodes.values() if not one.is_issue)
        return _opened(node) if opens else NodeState.WAITING
    passed = _passed(node, nodes)
    if passed >= node.needed:
        return _opened(node)
    before = [nodes[key] for key in node.after]
    still_possible = passed + sum(not one.finished for one in before)
    return NodeState.WAITING if still_possible >= node.needed else NodeState.SKIPPED


def _opened(node: Node) -> NodeState:
    return NodeState.ACTIVE if node.applicable else NodeState.SKIPPED


def _passed(node: Node, nodes: Mapping[str, Node]) -> int:
    return sum(_passes(nodes[key], node, nodes) for key in node.after)


def _passes(before: Node, node: Node, nodes: Mapping[str, Node]) -> bool:
    """Skipped counts only where the way led there: behind a refusal nothing passes."""
    if before.state is NodeState.SKIPPED:
        return node.counts_skipped and _passed(before, nodes) >= before.needed
    return before.state is NodeState.APPROVED


def ready(nodes: Mapping[str, Node]) -> Iterable[tuple[Node, NodeState]]:
    """The waiting nodes that can now become something else."""
    for node in nodes.values():
        if node.state is NodeState.WAITING:
            becomes = verdict(node, nodes)
            if becomes is not NodeState.WAITING:
                yield node, becomes


def behind(nodes: Mapping[str, Node], key: str) -> set[str]:
    """The keys of all nodes that come after one, however far; the issue node is behind all."""
    found: set[str] = set()
    fresh = {key}
    while fresh:
        fresh = {one.key for one in nodes.values() if fresh & set(one.after)} - found
        found |= fresh
    return found | {one.key for one in nodes.values() if one.is_issue and one.key != key}


def ahead(nodes: Mapping[str, Node], key: str) -> set[str]:
    """The keys of all nodes that come before one, however far."""
    if nodes[key].is_issue:
        return set(nodes) - {key}
    found: set[str] = set()
    fresh = set(nodes[key].after)
    while fresh:
        found |= fresh
        fresh = {before for one in fresh for before in nodes[one].after} - found
    return found


def not_active(node: Node) -> NodeNotActive:
    """Why nobody can work on this node now."""
    return NodeNotActive(
        node_key=node.key, node_name=node.name, state=node.state,
        state_name=NODES_IN_CHINESE[node.state],
    )  # fmt: skip
