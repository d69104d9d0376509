"""Drafts as rows beside their documents; whose they are is part of every query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_documents.domain.documents.drafts import Draft
from svc_documents.domain.documents.states import State
from svc_documents.domain.effects.terms import OwnTerm
from svc_documents.storage.documents import documents, steps

OWN = (
    "is_major", "touches_market", "effective_on", "early_reason", "revision", "closing_reason",
    "drafted_by", "authors", "drafted_at",
)  # fmt: skip
KEPT = (*OWN, "own_years", "own_last_day")
DRAFT = f"""
SELECT {", ".join(f"d.{name}" for name in documents.COLUMNS.split(", "))},
    {", ".join(f"w.{name}" for name in KEPT)}, w.blocks IS NOT NULL AS has_text
FROM document d JOIN draft w USING (document_id)
"""
WITHIN = "($1::uuid IS NULL OR d.organ_id = $1) AND ($2::text IS NULL OR d.region_code = $2)"
ONE = f"{DRAFT} WHERE {WITHIN} AND d.document_id = $3"
FITTING = f"{WITHIN} AND NOT d.is_public AND ($3::text IS NULL OR d.state = $3)"
LISTED = f"""
{DRAFT} WHERE {FITTING} AND ($4::timestamptz IS NULL OR (w.drafted_at, d.document_id) < ($4, $5))
ORDER BY w.drafted_at DESC, d.document_id DESC LIMIT $6
"""
COUNTED = f"SELECT count(*) FROM document d JOIN draft w USING (document_id) WHERE {FITTING}"
ADD = f"""
INSERT INTO draft (document_id, {", ".join(KEPT)})
VALUES ($1, {", ".join(f"${n}" for n in range(2, len(KEPT) + 2))})
"""
SAVE = f"""
UPDATE draft SET {", ".join(f"{name} = ${n}" for n, name in enumerate(KEPT, 2))}
WHERE document_id = $1
"""
KEEP_DATES = """
UPDATE draft SET effective_on = $2, own_years = $3, own_last_day = $4 WHERE document_id = $1
"""
PUT_TEXT = """
UPDATE draft SET blocks = $2, plain = $3, source_file = $4, source_name = $5
WHERE document_id = $1
"""
TEXT = """
SELECT blocks, plain, source_file, source_name FROM draft
WHERE document_id = $1 AND blocks IS NOT NULL
"""

BEGUN = """
SELECT EXISTS (SELECT FROM document JOIN draft USING (document_id)
               WHERE organ_id = $1 AND title = $2)
"""


@dataclass(frozen=True, slots=True)
class Within:
    """Whose documents a member of staff works on: an organ's own, or a region's."""

    organ_id: UUID | None
    region_code: str | None


@dataclass(frozen=True, slots=True)
class DraftText:
    """The text of a draft; it becomes a version when the document is published."""

    blocks: list[dict[str, Any]]
    plain: str
    source_file: str = ""
    source_name: str = ""


async def add(work: UnitOfWork, draft: Draft) -> None:
    """Keep a new draft and its document."""
    await documents.add(work, draft.document)
    await work.write(ADD, draft.document.document_id, *_values(draft))


async def save(work: UnitOfWork, draft: Draft) -> None:
    """Write a draft that was read, and its document's next version."""
    await documents.save(work, draft.document)
    await work.write(SAVE, draft.document.document_id, *_values(draft))


async def keep_dates(work: UnitOfWork, draft: Draft) -> None:
    """Keep what a document says of its days, when they were corrected."""
    term = draft.own_term
    document_id = draft.document.document_id
    await work.write(KEEP_DATES, document_id, draft.effective_on, term.years, term.last_day)


async def with_id(work: UnitOfWork, within: Within, document_id: UUID) -> Draft | None:
    """A draft with its steps (one row by key, and its steps)."""
    row = await work.fetch_row(ONE, within.organ_id, within.region_code, document_id)
    return await _whole(work, row)


async def for_change(work: UnitOfWork, within: Within, document_id: UUID) -> Draft | None:
    """The same, its document's row locked: who changes a draft waits for the one before."""
    await work.lock()
    locked = f"{ONE} FOR UPDATE OF d"
    row = await work.fetch_row(locked, within.organ_id, within.region_code, document_id)
    return await _whole(work, row)


async def listed(
    work: UnitOfWork,
    within: Within,
    state: State | None,
    after: tuple[datetime | None, UUID | None],
    limit: int,
) -> list[Draft]:
    """Drafts under way or ended, the newest first, without their steps.

    Reads what is not public of one organ or region; that is little.
    """
    rows = await work.fetch(LISTED, within.organ_id, within.region_code, state, *after, limit)
    return [_draft(row, []) for row in rows]


async def counted(work: UnitOfWork, within: Within, state: State | None) -> int:
    """How many there are (counted)."""
    return int(await work.fetch_value(COUNTED, within.organ_id, within.region_code, state))


async def is_begun(work: UnitOfWork, organ_id: UUID, title: str) -> bool:
    """Whether an organ began a document of this title, whatever became of it."""
    return bool(await work.fetch_value(BEGUN, organ_id, title))


async def put_text(work: UnitOfWork, document_id: UUID, text: DraftText) -> None:
    """Keep a draft's text in the place of the one there was."""
    values = (text.blocks, text.plain, text.source_file, text.source_name)
    await work.write(PUT_TEXT, document_id, *values)


async def text_of(work: UnitOfWork, document_id: UUID) -> DraftText | None:
    """The text of a draft, if it has one (one row by key)."""
    row = await work.fetch_row(TEXT, document_id)
    return None if row is None else DraftText(**row)


async def _whole(work: UnitOfWork, row: Row | None) -> Draft | None:
    return None if row is None else _draft(row, await steps.of_document(work, row["document_id"]))


def _draft(row: Row, held: Sequence[Any]) -> Draft:
    return Draft(
        document=documents.document_of(row),
        own_term=OwnTerm(row["own_years"], row["own_last_day"]),
        has_text=row["has_text"],
        steps=list(held),
        **{name: row[name] for name in OWN} | {"authors": tuple(row["authors"])},
    )


def _values(draft: Draft) -> Sequence[Any]:
    own = [getattr(draft, name) for name in OWN]
    return [*own, draft.own_term.years, draft.own_term.last_day]
