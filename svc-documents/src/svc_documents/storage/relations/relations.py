"""Relations as rows; a row is never deleted."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_documents.domain.relations.relations import Family, Relation, RelationKind

COLUMNS = """
relation_id, document_id, kind, target_id, target_text, articles, takes_effect_on, origin, sentence,
recorded_at, carried_out_at, retracted_at, retraction
"""
ADD = """
INSERT INTO relation (relation_id, document_id, kind, target_id, target_text, articles,
    takes_effect_on, origin, sentence, recorded_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
ONE = f"SELECT {COLUMNS} FROM relation WHERE document_id = $1 AND relation_id = $2 FOR UPDATE"
DECLARED = f"""
SELECT {COLUMNS} FROM relation WHERE document_id = $1 AND kind = $2 AND target_id = $3
  AND origin = 'declared' AND retracted_at IS NULL
"""
TO_CARRY_OUT = f"""
SELECT {COLUMNS} FROM relation
WHERE document_id = $1 AND origin = 'declared' AND retracted_at IS NULL AND carried_out_at IS NULL
ORDER BY relation_id
"""
CARRIED_OUT = """
UPDATE relation SET carried_out_at = $2, takes_effect_on = $3 WHERE relation_id = $1
"""
# What acts from its document's first day on, or would act before it.
REDATE = """
UPDATE relation SET takes_effect_on = $3
WHERE document_id = $1 AND origin = 'declared' AND retracted_at IS NULL
  AND carried_out_at IS NOT NULL AND (takes_effect_on = $2 OR takes_effect_on < $3)
RETURNING relation_id
"""
RETRACT = "UPDATE relation SET retracted_at = $2, retraction = $3 WHERE relation_id = $1"
IN_TURN = "SELECT pg_advisory_xact_lock(hashtext('relation'))"
WAY = """
WITH RECURSIVE way (target_id, path) AS (
    SELECT $1::uuid, ARRAY[$1::uuid]
    UNION ALL
    SELECT r.target_id, path || r.target_id FROM way
    JOIN relation r ON r.document_id = way.target_id
    WHERE r.origin = 'declared' AND r.retracted_at IS NULL AND r.target_id IS NOT NULL
      AND r.kind = ANY($3) AND (r.kind <> 'repeals' OR (cardinality(r.articles) = 0) = $4)
      AND r.target_id <> ALL(path) AND cardinality(path) < 100
)
SELECT path FROM way WHERE target_id = $2 LIMIT 1
"""


async def in_turn(work: UnitOfWork) -> None:
    """Let one declaration be judged after the other, so that no two close a circle together."""
    await work.write(IN_TURN)


async def way(work: UnitOfWork, start: UUID, end: UUID, family: Family) -> list[UUID]:
    """The documents from one to another along declared relations of a family (a walk by index)."""
    found = await work.fetch_value(WAY, start, end, list(family.kinds), family.whole)
    return list(found or ())


async def add(work: UnitOfWork, one: Relation) -> None:
    """Keep a new relation."""
    await work.write(
        ADD, one.relation_id, one.document_id, one.kind, one.target_id, one.target_text,
        list(one.articles), one.takes_effect_on, one.origin, one.sentence, work.now,
    )  # fmt: skip


async def with_id(work: UnitOfWork, document_id: UUID, relation_id: UUID) -> Relation | None:
    """A relation of a document, locked (one row by key)."""
    await work.lock()
    row = await work.fetch_row(ONE, document_id, relation_id)
    return None if row is None else relation_of(row)


async def declared(
    work: UnitOfWork, document_id: UUID, kind: RelationKind, target_id: UUID
) -> Relation | None:
    """The same relation as it stands already (one look into an index)."""
    row = await work.fetch_row(DECLARED, document_id, kind, target_id)
    return None if row is None else relation_of(row)


async def to_carry_out(work: UnitOfWork, document_id: UUID) -> list[Relation]:
    """What a document declared and nothing has followed from yet, in order (its own rows)."""
    return [relation_of(row) for row in await work.fetch(TO_CARRY_OUT, document_id)]


async def carried_out(work: UnitOfWork, relations: Sequence[Relation]) -> None:
    """Note that what follows from them has followed, and on which day."""
    await work.write_many(
        CARRIED_OUT, [(one.relation_id, work.now, one.takes_effect_on) for one in relations]
    )


async def redate(work: UnitOfWork, document_id: UUID, was: date, now: date) -> list[UUID]:
    """Move what a document did from its first day on to another first day; answers which."""
    rows = await work.write_rows(REDATE, document_id, was, now)
    return [row["relation_id"] for row in rows]


async def retract(work: UnitOfWork, relation_id: UUID, reason: str) -> None:
    """Note that a relation was wrong, and why."""
    await work.write(RETRACT, relation_id, work.now, reason)


def relation_of(row: Row) -> Relation:
    """A row of COLUMNS as a relation."""
    own = {name: row[name] for name in Relation.__dataclass_fields__}
    kind, articles = RelationKind(row["kind"]), tuple(row["articles"])
    return Relation(**own | {"kind": kind, "articles": articles})
