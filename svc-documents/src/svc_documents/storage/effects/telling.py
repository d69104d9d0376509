"""What was told of each document's effect, what is due to be told, and the feed of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from shared.database import RECORD_EVENTS, Row, StaleAggregate, UnitOfWork
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.effects.effects import Effect
from svc_documents.domain.effects.telling import Change, Told
from svc_documents.storage.documents.documents import COLUMNS, document_of

TOLD = "effect_told, told_through, next_change_on"
LOCKED = f"""
SELECT document_id, version, {TOLD} FROM document
WHERE document_id = ANY($1) ORDER BY document_id FOR UPDATE
"""
DUE = f"""
SELECT {COLUMNS}, {TOLD} FROM document
WHERE next_change_on <= $1 AND is_public
ORDER BY next_change_on, document_id LIMIT $2 FOR UPDATE SKIP LOCKED
"""
LEFT = "SELECT EXISTS (SELECT FROM document WHERE next_change_on <= $1 AND is_public)"
KEEP = """
UPDATE document SET effect_told = $2, told_through = $3, next_change_on = $4 WHERE document_id = $1
"""
FEED_IN_ORDER = "SELECT pg_advisory_xact_lock(hashtext('effect_change'))"
FEED = """
INSERT INTO effect_change (document_id, effect_before, effect, since, reason, ended_by, told_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
NAMES = "SELECT document_id, document_no, title FROM document WHERE document_id = ANY($1)"


@dataclass(slots=True)
class Telling:
    """A document, what was told of it, and the changes that are now."""

    document: Document
    told: Told
    changes: list[Change]


async def locked(work: UnitOfWork, documents: Sequence[Document], today: date) -> dict[UUID, Told]:
    """What was told of documents that were read, their rows locked in order of their ids.

    StaleAggregate when somebody wrote one of them since.
    """
    await work.lock()
    rows = await work.fetch(LOCKED, [one.document_id for one in documents])
    found = {row["document_id"]: row for row in rows}
    if any(found[one.document_id]["version"] != one.version for one in documents):
        raise StaleAggregate
    return {one.document_id: _told(found[one.document_id], one, today) for one in documents}


async def due(work: UnitOfWork, today: date, limit: int) -> list[Telling]:
    """Documents that may have something to tell, locked; those another has locked are left out.

    One range of an index that holds future changes only.
    """
    await work.lock()
    rows = await work.fetch(DUE, today, limit)
    read = [(row, document_of(row)) for row in rows]
    return [Telling(document, _told(row, document, today), []) for row, document in read]


async def left(work: UnitOfWork, today: date) -> bool:
    """Whether something is due that another has locked (one look into the index)."""
    return bool(await work.fetch_value(LEFT, today))


async def names_of(work: UnitOfWork, document_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Documents as they are named in one word: by number, or by title (rows by key)."""
    rows = await work.fetch(NAMES, list(document_ids))
    return {row["document_id"]: row["document_no"] or f"《{row['title']}》" for row in rows}


async def record(work: UnitOfWork, facts: Sequence[Sequence[Any]]) -> None:
    """Record facts of many aggregates, each as ``work.record_arguments`` gives it, pipelined."""
    await work.write_many(RECORD_EVENTS, facts)


async def keep(work: UnitOfWork, tellings: Sequence[Telling]) -> None:
    """Keep what is told now, and put the changes into the feed.

    Whoever writes the feed waits for the one before, so that its order is that of the commits
    and a reader who follows it misses nothing.
    """
    kept = [
        (one.document.document_id, one.told.effect, one.told.through,
         one.document.force.next_change(one.told.through))
        for one in tellings
    ]  # fmt: skip
    await work.write_many(KEEP, kept)
    feed = [
        (one.document.document_id, change.before, change.effect, change.since, change.reason,
         change.ended_by, work.now)
        for one in tellings for change in one.changes
    ]  # fmt: skip
    if feed:
        await work.write(FEED_IN_ORDER)
        await work.write_many(FEED, feed)


def _told(row: Row, document: Document, today: date) -> Told:
    """What was told; of a row that was written without saying so, the effect before its change."""
    if row["told_through"] is not None:
        effect = row["effect_told"]
        return Told(Effect(effect) if effect else None, row["told_through"])
    change = row["next_change_on"]
    through = min(change - timedelta(days=1), today) if change else today
    return Told(document.force.on(through).effect, through)
