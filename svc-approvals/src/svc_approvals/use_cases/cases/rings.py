"""What happens when a timer of a case rings; a stale one finds its clock moved and does nothing."""

from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.clocks import SHARES, Clock
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.states import NodeState
from svc_approvals.storage.cases.timers import Timer


def node_timers(case: Case, clock: Clock) -> list[Timer]:
    """The first ring of every node that was just opened."""
    just_opened = [
        node
        for node in case.nodes.values()
        if node.key in case.changed and node.state is NodeState.ACTIVE and not node.handler_no
    ]
    return [node_timer(node, clock, SHARES[0]) for node in just_opened]


def node_timer(node: Node, clock: Clock, percent: int) -> Timer:
    """The ring at a share of a node's promised limit."""
    if node.arrived_at is None or node.promised_due is None:
        raise ValueError(f"{node.key} has not been opened")
    at = clock.rings_at(node.arrived_at, node.promised_due, percent)
    return Timer("node_clock", at, node.key, node.epoch, percent)


def next_percent(percent: int) -> int | None:
    """The share after this one."""
    later = [share for share in SHARES if share > percent]
    return later[0] if later else None


def is_stale(case: Case, timer: Timer) -> bool:
    """Whether the clock this timer belongs to has moved on."""
    node = case.nodes.get(timer.key)
    return node is None or node.state is not NodeState.ACTIVE or node.epoch != timer.epoch
