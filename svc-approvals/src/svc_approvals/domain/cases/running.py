"""From the guide to the running process: the nodes of one case."""

from collections.abc import Callable, Mapping
from uuid import UUID

from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.catalogue.guides import Guide, GuideNode


def running_nodes(
    guide: Guide, organs: Mapping[str, UUID], make_id: Callable[[], UUID]
) -> list[Node]:
    """The nodes of a case whose guide this is, all waiting; organs by their code."""
    return [_node(entry, organs, make_id()) for entry in guide.nodes]


def _node(entry: GuideNode, organs: Mapping[str, UUID], node_id: UUID) -> Node:
    node = entry.node
    return Node(
        node_id=node_id,
        key=node.key,
        name=node.name,
        kind=node.kind,
        organ_id=organs[node.organ],
        role="window" if node.kind == "issue" else node.role,
        after=node.after,
        needed=node.join.needed(len(node.after)),
        counts_skipped=node.join.mode == "all",
        applicable=entry.applicable,
        promised_days=node.promised_days,
        statutory_days=node.statutory_days,
        on_refuse=node.on_refuse,
        products=node.produces,
    )
