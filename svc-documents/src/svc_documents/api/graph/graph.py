"""Routes of the knowledge graph."""

from typing import Annotated

from fastapi import Path, Query

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields
from svc_documents.api.effects.daily import publicly_today
from svc_documents.api.graph.graph_views import GraphView, graph_view
from svc_documents.domain.graph.graphs import NodeKey, NodeKind
from svc_documents.use_cases.graph.walking import GraphNodeNotFound, graph_of

router = edge_router("graph", prefix="/api/v1/graph")
NodeId = Annotated[
    str,
    Path(
        max_length=500, pattern=r"^[^\x00]+$",
        description="文件或专题的 id、事项编码、部门代码或名称、主题；条款为“文件id:第三条”",
        examples=["HC-YJS-0001"],
    ),
]  # fmt: skip


@router.get(
    "/{kind}/{node_id}",
    dependencies=[publicly_today(30), Fields],
    responses=documented(GraphNodeNotFound),
)
async def get_graph(
    work: Work,
    _: AnyCaller,
    kind: NodeKind,
    node_id: NodeId,
    depth: Annotated[int, Query(ge=1, le=2, description="走几步")] = 1,
) -> GraphView:
    """What hangs together with a thing (知识图谱), at most 200 nodes; says where it was cut."""
    return graph_view(await graph_of(work, NodeKey(kind, node_id), depth), depth)
