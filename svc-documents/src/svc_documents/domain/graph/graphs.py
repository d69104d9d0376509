"""A piece of the knowledge graph: nodes, edges, and where it was cut.

An edge that names articles leads to the article, which is part of its document.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class NodeKind(StrEnum):
    """What may stand in the graph."""

    DOCUMENT = "document"
    ARTICLE = "article"
    ORGAN = "organ"
    THEME = "theme"
    TOPIC = "topic"
    MATTER = "matter"
    POLICY = "policy"
    FUND = "fund"
    UNRESOLVED = "unresolved"  # a document cited by words that none in the library has


class NodeKey(NamedTuple):
    """Which thing."""

    kind: NodeKind
    id: str


@dataclass(frozen=True, slots=True)
class Node:
    """A thing as the graph shows it; ``effect`` is a document's, today."""

    key: NodeKey
    title: str
    href: str = ""
    effect: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """One thing's relation to another, and the words it was found in."""

    source: NodeKey
    rel: str
    target: NodeKey
    origin: str = "declared"
    said: str = ""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A thing beside another; ``outward`` when the relation goes from that other to it."""

    root: NodeKey
    node: Node
    rel: str
    outward: bool = True
    origin: str = "declared"
    said: str = ""
    articles: tuple[str, ...] = ()


@dataclass
class Graph:
    """A piece of the graph around one node; never larger than its bound."""

    root: Node
    most: int
    nodes: dict[NodeKey, Node] = field(default_factory=dict)
    edges: dict[Edge, None] = field(default_factory=dict)
    cut: set[NodeKey] = field(default_factory=set)  # whose neighbours are not all here

    def __post_init__(self) -> None:
        self.nodes[self.root.key] = self.root

    def add(self, found: Iterable[Neighbour], each: int) -> list[Node]:
        """Take in up to ``each`` neighbours of every root; answers the nodes that are new."""
        new: list[Node] = []
        taken: dict[NodeKey, int] = {}
        for one in found:
            taken[one.root] = taken.get(one.root, 0) + 1
            if taken[one.root] > each or not self._has_room_for(one):
                self.cut.add(one.root)
                continue
            if one.node.key not in self.nodes:
                self.nodes[one.node.key] = one.node
                new.append(one.node)
            self._join(one)
        return new

    def _has_room_for(self, one: Neighbour) -> bool:
        articles = len(one.articles)
        return one.node.key in self.nodes or len(self.nodes) + articles < self.most

    def _join(self, one: Neighbour) -> None:
        source, target = one.root, one.node.key
        if not one.outward:
            source, target = target, source
        for end in self._ends(target, one.articles):
            self.edges[Edge(source, one.rel, end, one.origin, one.said)] = None

    def _ends(self, target: NodeKey, articles: tuple[str, ...]) -> list[NodeKey]:
        """The articles an edge leads to, each part of its document; else the target itself."""
        if target.kind is not NodeKind.DOCUMENT or not articles:
            return [target]
        ends = [article_of(target, number) for number in articles]
        for end in ends:
            self.nodes.setdefault(end.key, end)
            self.edges[Edge(end.key, "part_of", target)] = None
        return [end.key for end in ends]


def article_of(document: NodeKey, number: str) -> Node:
    """An article of a document as a node: 第三条第二款."""
    key = NodeKey(NodeKind.ARTICLE, f"{document.id}:{number}")
    return Node(key, number, f"/api/v1/documents/{document.id}/articles/{number}")


INWARD = {
    "amends": "amended_by", "repeals": "repealed_by", "replaces": "replaced_by",
    "renews": "renewed_by", "implements": "implemented_by", "interprets": "interpreted_by",
    "cites": "cited_by", "rests_on": "basis_of", "issued_by": "issued", "about": "theme_of",
    "part_of": "has_part", "in_topic": "topic_of",
}  # fmt: skip


def rel_of(one: Neighbour) -> str:
    """A relation as it is read from its root."""
    return one.rel if one.outward else INWARD.get(one.rel, one.rel)
