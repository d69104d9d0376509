"""Who a document hangs together with, in both directions."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_documents.domain.effects.effects import Force
from svc_documents.domain.relations.relations import Relation, RelationKind
from svc_documents.storage.documents.documents import FORCE, force_of
from svc_documents.storage.relations.relations import COLUMNS, relation_of

OWN = ", ".join(f"r.{name.strip()}" for name in COLUMNS.split(","))
OTHER = "o.document_id AS other_id, o.title, o.document_no, o.organ_name, o.suspensions, " + (
    ", ".join(f"o.{name}" for name in FORCE)
)
FITTING = """
($2::text IS NULL OR r.kind = $2) AND ($4 OR r.retracted_at IS NULL)
AND ($5::uuid IS NULL OR r.relation_id > $5)
"""
OUT = f"""
SELECT 'out' AS direction, {OWN}, {OTHER}
FROM relation r LEFT JOIN document o ON o.document_id = r.target_id AND o.is_public
WHERE r.document_id = $1 AND ($3::text IS NULL OR $3 = 'out') AND {FITTING}
"""
IN = f"""
SELECT 'in' AS direction, {OWN}, {OTHER}
FROM relation r JOIN document o ON o.document_id = r.document_id AND o.is_public
WHERE r.target_id = $1 AND ($3::text IS NULL OR $3 = 'in') AND {FITTING}
"""
LISTED = f"{OUT} UNION ALL {IN} ORDER BY relation_id LIMIT $6"
COUNTED = f"SELECT count(*) FROM ({OUT} UNION ALL {IN}) found"

Direction = Literal["out", "in"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which relations of a document."""

    document_id: UUID
    kind: RelationKind | None = None
    direction: Direction | None = None
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class Other:
    """The document at the other end, with its force."""

    document_id: UUID
    title: str
    document_no: str
    organ_name: str
    force: Force


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A relation as seen from one of its ends."""

    relation: Relation
    direction: Direction
    other: Other | None  # None: a reference that is not resolved to a public document


async def listed(
    work: UnitOfWork, wanted: Wanted, after: UUID | None, limit: int
) -> list[Neighbour]:
    """Relations in the order they were recorded in, both directions (an index range of each)."""
    rows = await work.fetch(LISTED, *_asked(wanted), after, limit)
    return [_neighbour(row) for row in rows]


async def counted(work: UnitOfWork, wanted: Wanted) -> int:
    """How many there are (counted)."""
    return int(await work.fetch_value(COUNTED, *_asked(wanted), None))


def _asked(wanted: Wanted) -> tuple[object, ...]:
    return wanted.document_id, wanted.kind, wanted.direction, wanted.retracted


def _neighbour(row: Row) -> Neighbour:
    other = None
    if row["other_id"] is not None:
        known = (row["other_id"], row["title"], row["document_no"], row["organ_name"])
        other = Other(*known, force_of(row))
    return Neighbour(relation_of(row), row["direction"], other)
