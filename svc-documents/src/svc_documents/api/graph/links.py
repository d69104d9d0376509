"""What a thing is connected with, for the gateway (internal)."""

from typing import Literal
from uuid import UUID

from shared.database import UnitOfWork
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.links import Link, LinksView, ThingId, others_id
from shared.problems import documented
from svc_documents.domain.graph.graphs import NodeKey, NodeKind, rel_of
from svc_documents.storage.livelihood_projects import projects
from svc_documents.use_cases.graph.walking import GraphNodeNotFound, neighbours_of

router = edge_router("links", prefix="/links")
OURS = (NodeKind.DOCUMENT, NodeKind.ARTICLE, NodeKind.TOPIC)
Kind = Literal["document", "article", "topic", "matter", "policy", "fund", "project"]


@router.get("/{kind}/{thing_id}", responses=documented(GraphNodeNotFound))
async def list_links(work: Work, _: AnyCaller, kind: Kind, thing_id: ThingId) -> LinksView:
    """The connections of a document, an article or a topic; of what rests on one, if any.

    Of a livelihood project the organ that answers for it.
    """
    if kind == "project":
        return LinksView(links=await _of_project(work, others_id(thing_id)))
    node = NodeKind(kind)
    try:
        found = await neighbours_of(work, NodeKey(node, thing_id))
    except GraphNodeNotFound:
        if node in OURS:
            raise
        return LinksView(links=[])
    return LinksView(
        links=[
            Link(
                rel=rel_of(one), kind=one.node.key.kind, id=one.node.key.id,
                title=one.node.title, href=one.node.href,
            )
            for one in found
        ]
    )  # fmt: skip


async def _of_project(work: UnitOfWork, project_id: UUID | None) -> list[Link]:
    """Of others' projects we know nothing."""
    project = None if project_id is None else await projects.with_id(work, project_id)
    if project is None or project.organ_id is None:
        return []
    return [
        Link(
            rel="led_by", kind="organ", id=str(project.organ_id), title=project.organ_name,
            href=f"/api/v1/organs/{project.organ_id}",
        )
    ]  # fmt: skip
