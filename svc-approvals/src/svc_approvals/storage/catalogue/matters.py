"""Matters and their published versions; a version never changes, so it is read once."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson

from shared.database import Row, UnitOfWork
from shared.ids import new_id
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.reading import restored
from svc_approvals.domain.catalogue.writing import to_dict

REMEMBERED = 500
VERSION = """
SELECT code, version_id, number, definition, published_at FROM matter_version WHERE version_id = $1
"""
CURRENT_ID = "SELECT current_version_id FROM matter WHERE code = $1"
FITTING = """
FROM matter m JOIN matter_version v ON v.version_id = m.current_version_id
WHERE ($1::text IS NULL OR position(lower($1) IN lower(m.search_text)) > 0)
  AND ($2::text IS NULL OR $2 = ANY(m.themes)) AND ($3::text IS NULL OR $3 = ANY(m.audience))
  AND ($4::text IS NULL OR m.kind = $4) AND ($5::text IS NULL OR m.lead_organ = $5)
"""
LIST = f"""
SELECT m.code, m.name, m.kind, m.themes, m.audience, m.lead_organ, v.number, v.published_at,
       (v.definition->>'promised_days')::int AS promised_days
{FITTING} AND m.code > $6 ORDER BY m.code LIMIT $7
"""
COUNT = f"SELECT count(*) {FITTING}"
PUT = """
INSERT INTO matter (code, name, search_text, lead_organ, kind, themes, audience)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, search_text = EXCLUDED.search_text,
    lead_organ = EXCLUDED.lead_organ, kind = EXCLUDED.kind, themes = EXCLUDED.themes,
    audience = EXCLUDED.audience, version = matter.version + 1
"""
ADD_VERSION = """
INSERT INTO matter_version (version_id, code, number, definition, sha256, published_at)
SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5 FROM matter_version WHERE code = $2
RETURNING number
"""
POINT = "UPDATE matter SET current_version_id = $2 WHERE code = $1"
SAME = """
SELECT FROM matter m JOIN matter_version v ON v.version_id = m.current_version_id
WHERE m.code = $1 AND v.sha256 = $2
"""


@dataclass(frozen=True, slots=True)
class PublishedMatter:
    """A version of a matter that is, or was, in force."""

    version_id: UUID
    number: int
    matter: Matter


_known: OrderedDict[UUID, PublishedMatter] = OrderedDict()


async def current(work: UnitOfWork, code: str) -> PublishedMatter | None:
    """The version in force (one indexed read; the definition only when it is new to us)."""
    version_id = await work.fetch_value(CURRENT_ID, code)
    return None if version_id is None else await version(work, version_id)


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


def _published(row: Row) -> PublishedMatter:
    return PublishedMatter(row["version_id"], row["number"], restored(row["definition"]))


async def search(
    work: UnitOfWork, filters: Sequence[str | None], after: str, limit: int
) -> list[Row]:
    """Published matters in order of code (listed)."""
    return await work.fetch(LIST, *filters, after, limit)


async def count(work: UnitOfWork, filters: Sequence[str | None]) -> int:
    """How many published matters fit (counted)."""
    return int(await work.fetch_value(COUNT, *filters))


async def publish(work: UnitOfWork, matter: Matter) -> PublishedMatter | None:
    """Add a version and put it in force; None when just this is in force already."""
    definition: dict[str, Any] = to_dict(matter)
    digest = sha256(orjson.dumps(definition, option=orjson.OPT_SORT_KEYS)).digest()
    if await work.fetch_row(SAME, matter.code, digest) is not None:
        return None
    words = " ".join([matter.name, matter.plain_name, *matter.aliases, *matter.themes])
    await work.write(
        PUT, matter.code, matter.name, words, matter.lead_organ, matter.kind,
        list(matter.themes), list(matter.audience),
    )  # fmt: skip
    version_id = new_id()
    row = await work.write(ADD_VERSION, version_id, matter.code, definition, digest, work.now)
    await work.write(POINT, matter.code, version_id)
    return PublishedMatter(version_id, row["number"] if row else 1, matter)
