"""Clean-ups as rows, what they cover, and what they gave time to amend."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_documents.domain.effects.clean_ups import CleanUp, Item
from svc_documents.domain.relations.authority import beginning_of
from svc_documents.storage.effects.effect_on_day import in_force_on

OWN = ("clean_up_id", "title", "decided_on", "issued_until", "organ_id", "region_code",
       "decision_id")  # fmt: skip
COLUMNS = ", ".join(OWN)
COVERED = f"""
SELECT document_id FROM document
WHERE is_public AND document_class <> 'law' AND {in_force_on("$1")}
  AND coalesce(issued_on, force_from) <= $2 AND ($3::uuid IS NULL OR organ_id = $3)
  AND region_code LIKE $4 || '%' AND document_id IS DISTINCT FROM $5
"""
ADD = f"""
INSERT INTO clean_up ({COLUMNS}, staff_no, carried_out_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""
ADD_ITEM = """
INSERT INTO clean_up_item (clean_up_id, document_id, verdict, amend_by, note)
VALUES ($1, $2, $3, $4, $5)
"""
COUNTS = """
SELECT verdict, count(*) AS number FROM clean_up_item WHERE clean_up_id = $1 GROUP BY verdict
"""
ONE = f"SELECT {COLUMNS}, carried_out_at FROM clean_up WHERE clean_up_id = $1"
LISTED = f"""
SELECT {COLUMNS}, carried_out_at FROM clean_up
WHERE $1::uuid IS NULL OR clean_up_id < $1 ORDER BY clean_up_id DESC LIMIT $2
"""
COUNTED = "SELECT count(*) FROM clean_up"
OF_ONE = "WHERE i.clean_up_id = $1 AND ($2::text IS NULL OR i.verdict = $2)"
ITEMS = f"""
SELECT i.document_id, d.title, d.document_no, d.organ_name, i.verdict, i.amend_by, i.note
FROM clean_up_item i JOIN document d USING (document_id)
{OF_ONE} AND ($3::uuid IS NULL OR i.document_id > $3) ORDER BY i.document_id LIMIT $4
"""
ITEMS_COUNTED = f"SELECT count(*) FROM clean_up_item i {OF_ONE}"
# What was amended or ended since the decision is done; a later clean-up decides anew.
DUE = """
FROM clean_up_item i JOIN clean_up c USING (clean_up_id) JOIN document d USING (document_id)
WHERE i.verdict = 'amend_by' AND ($1::uuid IS NULL OR d.organ_id = $1)
  AND NOT coalesce(d.amended_on >= c.decided_on, false)
  AND (d.force_until IS NULL OR d.force_until > $2)
  AND NOT EXISTS (SELECT FROM clean_up_item n JOIN clean_up later USING (clean_up_id)
                  WHERE n.document_id = i.document_id AND later.decided_on > c.decided_on)
  AND ($3::date IS NULL OR i.amend_by < $3)
"""
LISTED_DUE = f"""
SELECT i.document_id, d.title, d.document_no, d.organ_name, i.amend_by, i.clean_up_id {DUE}
  AND ($4::date IS NULL OR (i.amend_by, i.document_id) > ($4, $5))
ORDER BY i.amend_by, i.document_id LIMIT $6
"""
COUNTED_DUE = f"SELECT count(*) {DUE}"


@dataclass(frozen=True, slots=True)
class Due:
    """Which amendments are due: of one organ, and overdue on a day only."""

    today: date
    organ_id: UUID | None = None
    overdue: bool = False

    @property
    def arguments(self) -> tuple[object, ...]:
        """As the queries take them."""
        return self.organ_id, self.today, self.today if self.overdue else None


async def covered(work: UnitOfWork, one: CleanUp) -> list[UUID]:
    """What a clean-up decides about: in force on its day, issued up to its last (read whole)."""
    region = beginning_of(one.region_code)
    rows = await work.fetch(
        COVERED, one.decided_on, one.issued_until, one.organ_id, region, one.decision_id
    )
    return [row["document_id"] for row in rows]


async def add(work: UnitOfWork, one: CleanUp, plan: Sequence[Item], staff_no: str) -> None:
    """Keep a clean-up and what it decided of each document, pipelined."""
    await work.write(ADD, *(getattr(one, name) for name in OWN), staff_no, work.now)
    items = [
        (one.clean_up_id, item.document_id, item.verdict, item.amend_by, item.note)
        for item in plan
    ]  # fmt: skip
    await work.write_many(ADD_ITEM, items)


async def with_id(work: UnitOfWork, clean_up_id: UUID) -> Row | None:
    """A clean-up by its id (one row by key)."""
    return await work.fetch_row(ONE, clean_up_id)


async def counts(work: UnitOfWork, clean_up_id: UUID) -> dict[str, int]:
    """How many documents have which verdict (its own rows, counted)."""
    return {row["verdict"]: row["number"] for row in await work.fetch(COUNTS, clean_up_id)}


async def listed(work: UnitOfWork, after: UUID | None, limit: int) -> list[Row]:
    """Clean-ups, the newest first (by key)."""
    return await work.fetch(LISTED, after, limit)


async def counted(work: UnitOfWork) -> int:
    """How many there are (counted)."""
    return int(await work.fetch_value(COUNTED))


async def items(
    work: UnitOfWork, clean_up_id: UUID, verdict: str | None, after: UUID | None, limit: int
) -> list[Row]:
    """What one decided, by document (a range of its key)."""
    return await work.fetch(ITEMS, clean_up_id, verdict, after, limit)


async def items_counted(work: UnitOfWork, clean_up_id: UUID, verdict: str | None) -> int:
    """How many documents it decided about (counted)."""
    return int(await work.fetch_value(ITEMS_COUNTED, clean_up_id, verdict))


async def due(
    work: UnitOfWork, wanted: Due, after: tuple[date | None, UUID | None], limit: int
) -> list[Row]:
    """Amendments that are due, the most urgent first (a range of the index of deadlines)."""
    return await work.fetch(LISTED_DUE, *wanted.arguments, *after, limit)


async def due_counted(work: UnitOfWork, wanted: Due) -> int:
    """How many amendments are due (counted)."""
    return int(await work.fetch_value(COUNTED_DUE, *wanted.arguments))
