"""Walk the knowledge graph, a step or two around a node."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from shared.database import UnitOfWork
from shared.refusals import NotFound
from svc_documents.domain.graph.graphs import Graph, Neighbour, Node, NodeKey, NodeKind, article_of
from svc_documents.storage.basis import held
from svc_documents.storage.days import today_of
from svc_documents.storage.graph import neighbours

MOST_NODES = 200
NEAR, FAR = 60, 12  # neighbours of the root, and of each of those
THINGS = (NodeKind.MATTER, NodeKind.POLICY, NodeKind.FUND)


@dataclass(eq=False)
class GraphNodeNotFound(NotFound):
    """图谱中没有这个节点。"""

    advice: ClassVar[str] = "请从文件、事项或搜索结果给出的链接进入。"


async def graph_of(work: UnitOfWork, key: NodeKey, depth: int) -> Graph:
    """What hangs together with a node, one step or two; refused with GraphNodeNotFound.

    The first step is one read, the second one for each kind of node found.
    """
    near = await _beside(work, [key], NEAR + 1)
    graph = Graph(await _root(work, key, near), MOST_NODES)
    new = graph.add(near, NEAR)
    if depth > 1:
        graph.add(await _beside(work, [one.key for one in new], FAR + 1), FAR)
    return graph


async def neighbours_of(work: UnitOfWork, key: NodeKey) -> list[Neighbour]:
    """What stands beside a node; refused with GraphNodeNotFound."""
    near = await _beside(work, [key], NEAR)
    await _root(work, key, near)
    return near


async def _root(work: UnitOfWork, key: NodeKey, near: Sequence[Neighbour]) -> Node:
    if key.kind in THINGS:
        node = await neighbours.thing(work, key)
    elif key.kind is NodeKind.DOCUMENT:
        node = await _document(work, key)
    elif key.kind is NodeKind.TOPIC:
        topic_id = _uuid(key.id)
        node = await neighbours.topic(work, topic_id) if topic_id else None
    elif key.kind is NodeKind.ARTICLE:
        parent, _, number = key.id.partition(":")
        node = article_of(NodeKey(NodeKind.DOCUMENT, parent), number) if near else None
    else:
        node = Node(key, key.id) if near else None
    if node is None:
        raise GraphNodeNotFound
    return node


async def _document(work: UnitOfWork, key: NodeKey) -> Node | None:
    document_id = _uuid(key.id)
    found = (await held.with_ids(work, [document_id])).get(document_id) if document_id else None
    if found is None:
        return None
    effect = found.force.on(today_of(work)).effect
    return Node(key, found.title, f"/api/v1/documents/{key.id}", effect)


async def _beside(work: UnitOfWork, keys: Sequence[NodeKey], limit: int) -> list[Neighbour]:
    """What stands beside nodes: one read for each kind among them."""
    found: list[Neighbour] = []
    for kind in dict.fromkeys(key.kind for key in keys):
        ids = [key.id for key in keys if key.kind is kind]
        found += await _of_kind(work, kind, ids, limit)
    return found


async def _of_kind(
    work: UnitOfWork, kind: NodeKind, ids: Sequence[str], limit: int
) -> list[Neighbour]:
    day = today_of(work)
    match kind:
        case NodeKind.DOCUMENT:
            return await neighbours.of_documents(work, _uuids(ids), day, limit)
        case NodeKind.TOPIC:
            return await neighbours.of_topics(work, _uuids(ids), day, limit)
        case NodeKind.MATTER | NodeKind.POLICY | NodeKind.FUND:
            return await neighbours.of_things(work, kind, ids, day, limit)
        case NodeKind.ORGAN | NodeKind.THEME:
            return await neighbours.of_named(work, kind, ids, day, limit)
        case NodeKind.ARTICLE:
            return [beside for one in ids for beside in await _of_article(work, one, limit)]
        case NodeKind.UNRESOLVED:
            return []


async def _of_article(work: UnitOfWork, article_id: str, limit: int) -> list[Neighbour]:
    parent, _, number = article_id.partition(":")
    document_id = _uuid(parent)
    if document_id is None or not number:
        return []
    return await neighbours.of_article(
        work, article_id, document_id, number, today_of(work), limit
    )  # fmt: skip


def _uuids(ids: Sequence[str]) -> list[UUID]:
    return [found for one in ids if (found := _uuid(one))]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
