"""What a thing is connected with, for the gateway (internal)."""

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.links import Link, LinksView, ThingId, others_id
from shared.problems import documented
from svc_documents.domain.graph.graphs import NodeKey, NodeKind, rel_of
from svc_documents.storage.livelihood_projects import projects
from svc_documents.use_cases.graph.walking import GraphNodeNotFound, neighbours_of

router = edge_router("links", prefix="/links")
OURS = (NodeKind.DOCUMENT, NodeKind.ARTICLE, NodeKind.TOPIC)


@router.get("/project/{thing_id}")
async def list_links_of_project(work: Work, _: AnyCaller, thing_id: ThingId) -> LinksView:
    """The organ that answers for a livelihood project; of others' projects we know nothing."""
    project_id = others_id(thing_id)
    project = None if project_id is None else await projects.with_id(work, project_id)
    if project is None or project.organ_id is None:
        return LinksView(links=[])
    organ = Link(
        rel="led_by", kind="organ", id=str(project.organ_id), title=project.organ_name,
        href=f"/api/v1/organs/{project.organ_id}",
    )  # fmt: skip
    return LinksView(links=[organ])


@router.get("/{kind}/{thing_id}", responses=documented(GraphNodeNotFound))
async def list_links(work: Work, _: AnyCaller, kind: NodeKind, thing_id: ThingId) -> LinksView:
    """The connections of a document, an article or a topic; of what rests on one, if any."""
    try:
        found = await neighbours_of(work, NodeKey(kind, thing_id))
    except GraphNodeNotFound:
        if kind in OURS:
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
