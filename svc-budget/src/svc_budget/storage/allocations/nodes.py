"""Nodes by their kind and id."""

from collections.abc import Iterable, Mapping

from shared.database import Row, UnitOfWork
from svc_budget.domain.allocations.nodes import Node, NodeKey, NodeKind

OWN = ("kind", "node_id", "name", "region_code", "unit_code", "natural_person")
NODE = f"SELECT {', '.join(OWN)} FROM fund_node"
WITH_KEYS = f"""
{NODE} WHERE (kind, node_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))
"""
WITH_ID = f"{NODE} WHERE node_id = $1 AND ($2::text IS NULL OR kind = $2) ORDER BY kind"
PUT = f"""
INSERT INTO fund_node ({", ".join(OWN)}) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (kind, node_id) DO UPDATE SET name = EXCLUDED.name,
    region_code = EXCLUDED.region_code, unit_code = EXCLUDED.unit_code
"""


async def with_keys(work: UnitOfWork, keys: Iterable[NodeKey]) -> Mapping[NodeKey, Node]:
    """Those that are known (rows by key)."""
    asked = sorted(set(keys))
    kinds, ids = [one.kind.value for one in asked], [one.id for one in asked]
    found = (_node(row) for row in await work.fetch(WITH_KEYS, kinds, ids))
    return {one.key: one for one in found}


async def with_id(work: UnitOfWork, node_id: str, kind: NodeKind | None) -> list[Node]:
    """Nodes with an id, of one kind or any (an index range of a few)."""
    rows = await work.fetch(WITH_ID, node_id, None if kind is None else kind.value)
    return [_node(row) for row in rows]


async def put(work: UnitOfWork, some: Iterable[Node]) -> None:
    """Keep nodes; a known one gets its name anew."""
    await work.write_many(
        PUT,
        [
            (*one.key, one.name, one.region_code, one.unit_code, one.natural_person)
            for one in sorted(some, key=lambda one: one.key)
        ],
    )


def _node(row: Row) -> Node:
    return Node(
        NodeKey(NodeKind(row["kind"]), row["node_id"]), row["name"], row["region_code"],
        row["unit_code"], row["natural_person"],
    )  # fmt: skip
