"""Documents as rows: one table with its force in it, and what was believed before."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from asyncpg import Range

from shared.database import Row, StaleAggregate, UnitOfWork
from svc_documents.domain.basis.names import name_keys
from svc_documents.domain.documents.documents import Document, Elements
from svc_documents.domain.documents.states import DocumentClass, State
from svc_documents.domain.effects.effects import Cause, Force, Suspension
from svc_documents.domain.numbers.document_numbers import key_of
from svc_documents.storage.days import day_of, today_of

OWN = (
    "document_class", "state", "title", "short_title", "kind", "category", "organ_id",
    "organ_name", "joint_organs", "region_code", "document_no", "registration_no",
    "published_at", "stub",
)  # fmt: skip
ELEMENTS = tuple(Elements.__dataclass_fields__)
FORCE = (
    "force_from", "force_until", "end_cause", "end_reason", "ended_by", "amended_on",
    "force_assumed",
)  # fmt: skip
TOLD = ("next_change_on", "effect_told", "told_through")
MADE = ("is_public", "number_key", "name_keys", "suspended", "suspensions", *TOLD)
CHANGING = (*OWN, *ELEMENTS, *FORCE, *MADE)
COLUMNS = ", ".join(("document_id", *OWN, *ELEMENTS, *FORCE, "suspensions", "version"))
ADD = f"""
INSERT INTO document (document_id, {", ".join(CHANGING)}, version, updated_at)
VALUES ($1, {", ".join(f"${n}" for n in range(2, len(CHANGING) + 2))}, 1, ${len(CHANGING) + 2})
"""
# What was told of a public document is written by storage/effects/telling.py alone; a save only
# has the job look at it: at once when its effect is no longer the one that was told.
TOLD_BEFORE = {
    "next_change_on": "CASE WHEN NOT is_public THEN {next_change_on}"
    " WHEN effect_told IS DISTINCT FROM {effect_told} THEN {told_through}"
    " ELSE least(next_change_on, {next_change_on}) END",
    "effect_told": "CASE WHEN is_public THEN effect_told ELSE {effect_told} END",
    "told_through": "CASE WHEN is_public THEN told_through ELSE {told_through} END",
}
PLACES = {name: f"${n}" for n, name in enumerate(CHANGING, 2)}
SAVED = ", ".join(
    f"{name} = {TOLD_BEFORE.get(name, place).format(**PLACES)}" for name, place in PLACES.items()
)
SAVE = f"""
UPDATE document SET {SAVED}, version = version + 1, updated_at = ${len(CHANGING) + 2}
WHERE document_id = $1 AND version = ${len(CHANGING) + 3} RETURNING version
"""
ONE = f"SELECT {COLUMNS} FROM document WHERE document_id = $1"


async def add(work: UnitOfWork, document: Document) -> None:
    """Keep a new document; its published effect counts as told."""
    await work.write(ADD, document.document_id, *_values(work, document), work.now)
    document.version = 1


async def add_all(work: UnitOfWork, documents: Sequence[Document]) -> None:
    """Keep many new documents, pipelined; as ``add`` does for one."""
    rows = [(one.document_id, *_values(work, one), work.now) for one in documents]
    await work.write_many(ADD, rows)
    for one in documents:
        one.version = 1


async def with_id(work: UnitOfWork, document_id: UUID) -> Document | None:
    """A document by its id, locked when the work locks (one row by key)."""
    if work.locks:
        await work.lock()  # a lock is kept by a transaction
    row = await work.fetch_row(f"{ONE} FOR UPDATE" if work.locks else ONE, document_id)
    return None if row is None else document_of(row)


async def save(work: UnitOfWork, document: Document) -> None:
    """Write a document that was read; StaleAggregate when somebody was faster."""
    values = _values(work, document)
    row = await work.write(SAVE, document.document_id, *values, work.now, document.version)
    if row is None:
        raise StaleAggregate
    document.version = row["version"]


def document_of(row: Row) -> Document:
    """A row of COLUMNS as a document."""
    own = {name: row[name] for name in OWN} | {
        "document_class": DocumentClass(row["document_class"]),
        "state": State(row["state"]),
        "joint_organs": tuple(row["joint_organs"]),
    }
    elements = Elements(**{name: row[name] for name in ELEMENTS})
    return Document(
        document_id=row["document_id"], elements=elements, force=force_of(row),
        version=row["version"], **own,
    )  # fmt: skip


def force_of(row: Row) -> Force:
    """The force columns of a row."""
    return Force(
        first=row["force_from"],
        until=row["force_until"],
        cause=Cause(row["end_cause"]) if row["end_cause"] else None,
        reason=row["end_reason"] or "",
        ended_by=row["ended_by"],
        amended_on=row["amended_on"],
        assumed=bool(row["force_assumed"]),
        suspensions=tuple(_suspension(one) for one in row["suspensions"]),
    )


def _suspension(kept: dict[str, Any]) -> Suspension:
    return Suspension(
        day_of(kept["first"]), day_of(kept["until"]) if kept["until"] else None,
        kept["article"], kept["reason"],
    )  # fmt: skip


def _values(work: UnitOfWork, document: Document) -> Sequence[Any]:
    force, today = document.force, today_of(work)
    made = {
        "is_public": document.is_public,
        "number_key": key_of(document.document_no) if document.document_no else "",
        "name_keys": name_keys(
            document.title, document.short_title, (document.organ_name, *document.joint_organs)
        ),
        "suspended": [Range(one.first, one.until) for one in force.suspensions],
        "suspensions": [one._asdict() for one in force.suspensions],
        "next_change_on": force.next_change(today) if document.is_public else None,
        "effect_told": force.on(today).effect if document.is_public else None,
        "told_through": today if document.is_public else None,
        "force_from": force.first, "force_until": force.until, "end_cause": force.cause,
        "end_reason": force.reason, "ended_by": force.ended_by,
        "amended_on": force.amended_on, "force_assumed": force.assumed,
    }  # fmt: skip
    own = {name: getattr(document, name) for name in OWN}
    elements = {name: getattr(document.elements, name) for name in ELEMENTS}
    values = own | elements | made
    return [values[name] for name in CHANGING]
