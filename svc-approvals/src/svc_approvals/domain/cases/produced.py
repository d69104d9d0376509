"""What nodes of a case produce for later ones (共享材料): nobody hands it in twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.catalogue.guides import Guide


@dataclass(frozen=True, slots=True)
class Produced:
    """A product or material of this case, and the node that gives it."""

    code: str
    name: str
    certificate_type: str
    node_key: str
    node_name: str
    organ_id: UUID
    state: str
    finished_at: datetime | None
    feedback: str


def produced_for(guide: Guide, nodes: Mapping[str, Node], key: str) -> list[Produced]:
    """What a node requires that others produce; the hand-out sees everything produced."""
    names = {one.code: (one.name, one.certificate_type) for one in guide.matter.materials}
    names |= {one.code: (one.name, one.certificate_type) for one in guide.matter.products}
    asking = next(entry.node for entry in guide.nodes if entry.node.key == key)
    return [
        Produced(
            code, *names.get(code, (code, "")), node.key, node.name, node.organ_id, node.state,
            node.finished_at, node.feedback,
        )
        for node in nodes.values()
        for code in node.products
        if code in asking.requires or asking.kind == "issue"
    ]  # fmt: skip
