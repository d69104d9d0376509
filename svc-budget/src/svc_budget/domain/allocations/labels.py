"""What the nodes of a fund's picture are called."""

from collections.abc import Callable

from svc_budget.domain.allocations.flows import BUDGET, IN_TRANSIT, OWN_REST, UNALLOCATED, FlowNode
from svc_budget.domain.allocations.nodes import NODE_KIND_NAMES, NodeKey

SINK_NAMES = {
    BUDGET: "年度预算", UNALLOCATED: "尚未分配", IN_TRANSIT: "在途（下级尚未确认收到）",
    OWN_REST: "本级安排，尚未落实到项目",
}  # fmt: skip


def label_of(one: FlowNode, name_of: Callable[[NodeKey], str]) -> str:
    """Its own name; 其他地区（3个）for several; what is left by what that means."""
    if one.node is not None:
        return name_of(one.node)
    if one.kind is not None:
        return f"其他{NODE_KIND_NAMES[one.kind]}（{one.count}个）"
    return SINK_NAMES[one.key]
