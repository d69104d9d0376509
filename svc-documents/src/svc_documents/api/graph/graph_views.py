"""What people see of the knowledge graph."""

from typing import Literal

from pydantic import BaseModel, Field

from svc_documents.domain.effects.effects import Effect
from svc_documents.domain.graph.graphs import Edge, Graph, Node, NodeKey, NodeKind


class NodeView(BaseModel):
    """A thing in the graph."""

    key: str = Field(description="图中的标识：类别:编号", examples=["matter:HC-YJS-0001"])
    kind: NodeKind
    id: str
    title: str
    href: str = Field(description="详情地址；没有则为空")
    effect: Effect | None = Field(description="文件今天的效力状态")
    effect_title: str = Field(examples=["有效"])
    cut: bool = Field(description="它的相邻节点没有全部列出")


class EdgeView(BaseModel):
    """A relation between two things."""

    source: str
    rel: str = Field(examples=["rests_on"])
    target: str
    origin: Literal["declared", "found"] = Field(description="登记的，或从正文引用中识别的")
    said: str = Field(description="引用的原文")


class GraphView(BaseModel):
    """A piece of the graph; ``cut`` when not everything within the depth is in it."""

    root: str
    depth: int
    cut: bool
    nodes: list[NodeView]
    edges: list[EdgeView]


def graph_view(graph: Graph, depth: int) -> GraphView:
    """A piece of the graph as it is shown; of the last step only the root's cut is known."""
    return GraphView(
        root=_key(graph.root.key),
        depth=depth,
        cut=bool(graph.cut),
        nodes=[_node(one, cut=one.key in graph.cut) for one in graph.nodes.values()],
        edges=[_edge(one) for one in graph.edges],
    )


def _node(node: Node, *, cut: bool) -> NodeView:
    effect = Effect(node.effect) if node.effect else None
    return NodeView(
        key=_key(node.key), kind=node.key.kind, id=node.key.id, title=node.title, href=node.href,
        effect=effect, effect_title=effect.label if effect else "", cut=cut,
    )  # fmt: skip


def _edge(edge: Edge) -> EdgeView:
    return EdgeView(
        source=_key(edge.source), rel=edge.rel, target=_key(edge.target),
        origin="found" if edge.origin == "found" else "declared", said=edge.said,
    )  # fmt: skip


def _key(key: NodeKey) -> str:
    return f"{key.kind}:{key.id}"
