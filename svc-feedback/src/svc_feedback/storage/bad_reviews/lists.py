"""Lists of bad reviews and appeals: a desk's queue, and what everybody may read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_feedback.storage.bad_reviews.bad_reviews import APPEAL_COLUMNS, COLUMNS, Reader

GROUPS = {"open": "closed_at IS NULL", "closed": "closed_at IS NOT NULL", "all": "true"}
# A clock that stands still shows the light it stood still at; a bad review that is over shows none.
LIT = f"""
SELECT {COLUMNS}, due_at, first_due, CASE
    WHEN closed_at IS NOT NULL OR first_due IS NULL THEN 'done'
    WHEN late THEN 'red' WHEN soon THEN 'yellow' ELSE 'green' END AS light
FROM bad_review b LEFT JOIN LATERAL (
    SELECT min(due_at) FILTER (WHERE paused_at IS NULL) AS due_at, min(due_at) AS first_due,
           bool_or(coalesce(paused_at, $5) > due_at) AS late,
           bool_or(coalesce(paused_at, $5) >= soon_at) AS soon
    FROM bad_review_clock c WHERE c.bad_review_id = b.bad_review_id AND met_at IS NULL
) clocks ON true
WHERE {{whose}} = $1 AND {{group}} AND ($2::text IS NULL OR state = $2)
  AND ($3::text IS NULL OR handler = $3) AND ($4::uuid IS NULL OR organ_id = $4)
"""
QUEUE = """
SELECT * FROM (SELECT lit.*, {sorted_by} AS sorted_at FROM ({lit}) lit) line
WHERE ($6::text IS NULL OR light = $6)
  AND ($7::timestamptz IS NULL OR (sorted_at, bad_review_id) {comes} ($7, $8::uuid))
ORDER BY sorted_at {way}, bad_review_id {way} LIMIT $9
"""
COUNT_QUEUE = "SELECT count(*) FROM ({lit}) lit WHERE $6::text IS NULL OR light = $6"
URGENT = {"sorted_by": "coalesce(first_due, received_at)", "comes": ">", "way": "ASC"}
NEWEST = {"sorted_by": "received_at", "comes": "<", "way": "DESC"}
MADE = "matter_code = $1 AND state = 'closed' AND change <> 'nothing'"
IMPROVEMENTS = f"""
SELECT bad_review_id, matter_code, change, improvement, closed_at FROM bad_review
WHERE {MADE} AND ($2::timestamptz IS NULL OR (closed_at, bad_review_id) < ($2, $3::uuid))
ORDER BY closed_at DESC, bad_review_id DESC LIMIT $4
"""
COUNT_IMPROVEMENTS = f"SELECT count(*) FROM bad_review WHERE {MADE}"
APPEAL_FITTING = """
(organ_id = $1 OR region_code = $2) AND ($3::text IS NULL OR (decided_at IS NULL) = ($3 = 'filed'))
"""
APPEAL_ROW = f"SELECT {', '.join(APPEAL_COLUMNS)}, bad_review_id, region_code FROM appeal"
APPEALS = f"""
{APPEAL_ROW} WHERE {APPEAL_FITTING} AND ($4::uuid IS NULL OR appeal_id > $4)
ORDER BY appeal_id LIMIT $5
"""
COUNT_APPEALS = f"SELECT count(*) FROM appeal WHERE {APPEAL_FITTING}"
ONE_APPEAL = f"{APPEAL_ROW} WHERE appeal_id = $1 AND (organ_id = $2 OR region_code = $3)"
After = tuple[datetime | None, UUID | None]


class Wanted(NamedTuple):
    """Which lines of a queue: open or closed ones, in a state, of a handler, organ and light."""

    group: str = "open"
    state: str | None = None
    handler: str | None = None
    organ_id: UUID | None = None
    light: str | None = None


async def queue(
    work: UnitOfWork, reader: Reader, wanted: Wanted, after: After, limit: int
) -> list[Row]:
    """A reader's: open ones by what is due first, others the one received last first.

    Open ones are few: a partial index leads to them, their clocks are read by key, and sorted.
    """
    asked = _asked(work, reader, wanted)
    return await work.fetch(queue_sql(reader, wanted), *asked, *after, limit)


async def count_queue(work: UnitOfWork, reader: Reader, wanted: Wanted) -> int:
    """How many there are (counted)."""
    sql = COUNT_QUEUE.format(lit=_lit(reader, wanted))
    return int(await work.fetch_value(sql, *_asked(work, reader, wanted)))


def queue_sql(reader: Reader, wanted: Wanted) -> str:
    """The statement that reads a queue."""
    order = URGENT if wanted.group == "open" else NEWEST
    return QUEUE.format(lit=_lit(reader, wanted), **order)


def _lit(reader: Reader, wanted: Wanted) -> str:
    whose = "region_code" if reader.organ_id is None else "organ_id"
    return LIT.format(whose=whose, group=GROUPS[wanted.group])


def _asked(work: UnitOfWork, reader: Reader, wanted: Wanted) -> Sequence[Any]:
    whose = reader.organ_id or reader.region_code
    return (whose, wanted.state, wanted.handler, wanted.organ_id, work.now, wanted.light)


async def improvements(work: UnitOfWork, matter_code: str, after: After, limit: int) -> list[Row]:
    """What changed at a matter, the last first (a range of the partial index)."""
    return await work.fetch(IMPROVEMENTS, matter_code, *after, limit)


async def count_improvements(work: UnitOfWork, matter_code: str) -> int:
    """How often (counted on the partial index)."""
    return int(await work.fetch_value(COUNT_IMPROVEMENTS, matter_code))


async def appeals(
    work: UnitOfWork, reader: Reader, state: str | None, after: UUID | None, limit: int
) -> list[Row]:
    """A reader's appeals, the oldest first (an index range)."""
    return await work.fetch(APPEALS, *reader, state, after, limit)


async def count_appeals(work: UnitOfWork, reader: Reader, state: str | None) -> int:
    """How many there are (counted)."""
    return int(await work.fetch_value(COUNT_APPEALS, *reader, state))


async def appeal(work: UnitOfWork, appeal_id: UUID, reader: Reader) -> Row | None:
    """One of a reader's (one row by key)."""
    return await work.fetch_row(ONE_APPEAL, appeal_id, *reader)
