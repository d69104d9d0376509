"""Matters and their published versions; a version never changes, so it is read once.

Which version is in force is a question of time, so the query decides it: of those whose time
has come, the one whose time came last. No job has to be awake for it.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson

from shared.database import Row, UnitOfWork
from shared.ids import new_id
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.reading import restored
from svc_approvals.domain.catalogue.searching import phrases_of
from svc_approvals.domain.catalogue.writing import to_dict
from svc_approvals.storage.catalogue import matter_citations

REMEMBERED = 500
COLUMNS = "version_id, code, number, definition, sha256, published_at, effective_at"
VERSION = f"SELECT {COLUMNS} FROM matter_version WHERE version_id = $1"
NUMBERED = f"SELECT {COLUMNS} FROM matter_version WHERE code = $1 AND number = $2"
IN_FORCE = """
SELECT v.version_id, m.version, m.withdrawn_reason,
       CASE WHEN v.published_at <= m.withdrawn_at THEN m.withdrawn_at END AS withdrawn_at
FROM matter m JOIN matter_version v USING (code)
WHERE m.code = $1 AND v.effective_at <= $2
ORDER BY v.effective_at DESC, v.number DESC LIMIT 1
"""
HEAD = """
SELECT m.version, coalesce(o.region_code, '') AS region_code,
       (SELECT max(number) FROM matter_version WHERE code = m.code) AS newest
FROM matter m LEFT JOIN organ o ON o.code = m.lead_organ WHERE m.code = $1
"""
LEAD = """
SELECT o.organ_id FROM matter m JOIN organ o ON o.code = m.lead_organ WHERE m.code = $1
"""
LOCK = "SELECT FROM matter WHERE code = $1 FOR UPDATE"
PUT = """
INSERT INTO matter (code, name, lead_organ) VALUES ($1, $2, $3)
ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, lead_organ = EXCLUDED.lead_organ,
    version = matter.version + 1
"""
ADD_VERSION = """
INSERT INTO matter_version (version_id, code, number, definition, sha256, published_at,
    published_by, effective_at, name, nature, kind, lead_organ, channel, audience, themes,
    directory, phrases, fees, promised_days, statutory_days)
SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
    $15, $16, $17, $18, $19
FROM matter_version WHERE code = $2 RETURNING number
"""
WITHDRAW = """
UPDATE matter SET withdrawn_at = $2, withdrawn_reason = $3, version = version + 1
WHERE code = $1
"""
LIST = """
SELECT number, version_id, encode(sha256, 'hex') AS sha256, published_at, published_by,
       effective_at
FROM matter_version WHERE code = $1 AND ($2::int IS NULL OR number < $2)
ORDER BY number DESC LIMIT $3
"""
COUNT = "SELECT count(*) FROM matter_version WHERE code = $1"


@dataclass(frozen=True, slots=True)
class PublishedMatter:
    """A version of a matter that is, was, or will be in force."""

    version_id: UUID
    number: int
    matter: Matter
    published_at: datetime
    effective_at: datetime
    digest: bytes


@dataclass(frozen=True, slots=True)
class InForce:
    """The version in force and how the matter stands; ``version`` is what writers compare."""

    published: PublishedMatter
    version: int
    withdrawn_at: datetime | None
    withdrawn_reason: str

    @property
    def matter(self) -> Matter:
        """The definition in force."""
        return self.published.matter


_known: OrderedDict[UUID, PublishedMatter] = OrderedDict()


async def in_force(work: UnitOfWork, code: str) -> InForce | None:
    """The version in force now (one indexed read; the definition only when it is new to us)."""
    row = await work.fetch_row(IN_FORCE, code, work.now)
    if row is None:
        return None
    published = await version(work, row["version_id"])
    reason = row["withdrawn_reason"] if row["withdrawn_at"] else ""
    return InForce(published, row["version"], row["withdrawn_at"], reason)


async def version(work: UnitOfWork, version_id: UUID) -> PublishedMatter:
    """A version by its id."""
    known = _known.get(version_id)
    if known is None:
        row = await work.fetch_row(VERSION, version_id)
        if row is None:
            raise LookupError(version_id)
        known = _known[version_id] = _published(row)
        if len(_known) > REMEMBERED:
            _known.popitem(last=False)
    return known


async def numbered(work: UnitOfWork, code: str, number: int) -> PublishedMatter | None:
    """A version by its number (one indexed read)."""
    row = await work.fetch_row(NUMBERED, code, number)
    return None if row is None else _published(row)


def _published(row: Row) -> PublishedMatter:
    return PublishedMatter(
        row["version_id"], row["number"], restored(row["definition"]), row["published_at"],
        row["effective_at"], row["sha256"],
    )  # fmt: skip


async def head(work: UnitOfWork, code: str) -> Row | None:
    """How the matter stands for writers: version, region of its lead organ, newest number."""
    return await work.fetch_row(HEAD, code)


async def lead_organ_id(work: UnitOfWork, code: str) -> UUID | None:
    """Who leads a matter now (牵头), as the directory knows it (two rows by key)."""
    found: UUID | None = await work.fetch_value(LEAD, code)
    return found


async def lock(work: UnitOfWork, code: str) -> None:
    """Keep other writers of this matter waiting until this work is done."""
    await work.lock()
    await work.fetch(LOCK, code)


async def list_versions(
    work: UnitOfWork, code: str, before: int | None, limit: int
) -> list[Row]:  # fmt: skip
    """Versions, newest first (listed)."""
    return await work.fetch(LIST, code, before, limit)


async def count_versions(work: UnitOfWork, code: str) -> int:
    """How many versions a matter has (counted)."""
    return int(await work.fetch_value(COUNT, code))


def digest_of(definition: dict[str, Any]) -> bytes:
    """What tells two definitions apart, however their members are ordered."""
    return sha256(orjson.dumps(definition, option=orjson.OPT_SORT_KEYS)).digest()


async def publish(
    work: UnitOfWork, matter: Matter, *, effective_at: datetime | None = None, by: str = ""
) -> PublishedMatter | None:
    """Add a version; None when just this is in force already, or will be by then."""
    definition = to_dict(matter)
    digest, effective = digest_of(definition), effective_at or work.now
    await lock(work, matter.code)
    if await _is_so(work, matter.code, digest, effective):
        return None
    await work.write(PUT, matter.code, matter.name, matter.lead_organ)
    version_id = new_id()
    row = await work.write(
        ADD_VERSION, version_id, matter.code, definition, digest, work.now, by, effective,
        matter.name, matter.nature, matter.kind, matter.lead_organ, matter.channels.form,
        list(matter.audience), list(matter.themes), list(matter.directory),
        list(phrases_of(matter)), [fee.name for fee in matter.fees], matter.promised_days,
        matter.statutory_days,
    )  # fmt: skip
    await matter_citations.add(work, version_id, matter)
    number = row["number"] if row else 1
    return PublishedMatter(version_id, number, matter, work.now, effective, digest)


async def _is_so(work: UnitOfWork, code: str, digest: bytes, at: datetime) -> bool:
    row = await work.fetch_row(IN_FORCE, code, at)
    if row is None or row["withdrawn_at"] is not None:
        return False
    return (await version(work, row["version_id"])).digest == digest


async def withdraw(work: UnitOfWork, code: str, reason: str) -> None:
    """Take no new cases from now on, until a version published later takes effect."""
    await work.write(WITHDRAW, code, work.now, reason)
