"""Kiosks as rows: devices with their last beat, settings and notices."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from gateway.domain.kiosks import Beat
from shared.database import Row, UnitOfWork
from shared.ids import new_id

ONE = """
SELECT d.id, d.account_id, d.code, d.place, d.registered_at, d.token_digest,
       a.region_code, a.disabled_at IS NOT NULL AS disabled,
       b.at, b.version, b.paper, b.printer, b.settings_version,
       (SELECT coalesce(sum(s.version), 0)::bigint FROM kiosk_settings s
        WHERE s.scope IN (d.code, a.region_code)) AS wanted_version
FROM device d JOIN account a ON a.id = d.account_id LEFT JOIN kiosk_beat b ON b.device_id = d.id
"""
LISTED = (
    f"{ONE} WHERE a.region_code = $1 AND ($2::text IS NULL OR d.code > $2) ORDER BY d.code LIMIT $3"
)
COUNTED = (
    "SELECT count(*) FROM device d JOIN account a ON a.id = d.account_id WHERE region_code = $1"
)
ADD = """
INSERT INTO device (id, account_id, code, place, registered_at, token_digest)
VALUES ($1, $1, $2, $3, $4, $5)
"""
KEEP_DIGEST = "UPDATE device SET token_digest = $2 WHERE id = $1"
DISABLE = "UPDATE account SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL"
BEAT = """
INSERT INTO kiosk_beat (device_id, at, version, paper, printer, settings_version)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (device_id) DO UPDATE SET at = EXCLUDED.at, version = EXCLUDED.version,
    paper = EXCLUDED.paper, printer = EXCLUDED.printer, settings_version = EXCLUDED.settings_version
"""
SETTINGS = "SELECT scope, version, settings FROM kiosk_settings WHERE scope = ANY($1)"
PUT_SETTINGS = """
INSERT INTO kiosk_settings AS s (scope, version, settings, changed_at, changed_by)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (scope) DO UPDATE SET version = s.version + 1, settings = EXCLUDED.settings,
    changed_at = EXCLUDED.changed_at, changed_by = EXCLUDED.changed_by
WHERE s.version = EXCLUDED.version - 1
RETURNING version
"""
ADD_NOTICE = """
INSERT INTO kiosk_notice (id, region_code, text, shown_from, shown_until, created_by)
VALUES ($1, $2, $3, $4, $5, $6)
"""
NOTICES = """
SELECT id, text, shown_from, shown_until FROM kiosk_notice
WHERE region_code = $1 AND shown_until > $2 AND ($3 OR shown_from <= $2)
ORDER BY shown_from DESC, id LIMIT 100
"""
END_NOTICE = """
UPDATE kiosk_notice SET shown_until = greatest($3, shown_from + interval '1 microsecond')
WHERE id = $1 AND region_code = $2 AND shown_until > $3 RETURNING id
"""


async def with_code(work: UnitOfWork, code: str) -> Row | None:
    """One kiosk, with its last beat and the version of settings it should have."""
    return await work.fetch_row(f"{ONE} WHERE d.code = $1", code)


async def with_account(work: UnitOfWork, account_id: UUID) -> Row | None:
    """The kiosk an account is of."""
    return await work.fetch_row(f"{ONE} WHERE d.account_id = $1", account_id)


async def listed(work: UnitOfWork, region: str, after: str | None, fetch: int) -> list[Row]:
    """Kiosks of a region by code."""
    return await work.fetch(LISTED, region, after, fetch)


async def counted(work: UnitOfWork, region: str) -> int:
    """How many there are."""
    return int(await work.fetch_value(COUNTED, region))


async def add(work: UnitOfWork, device_id: UUID, code: str, place: str, digest: bytes) -> None:
    """Enter a kiosk; its account has the same id."""
    await work.write(ADD, device_id, code, place, work.now, digest)


async def give_token(work: UnitOfWork, device_id: UUID, digest: bytes) -> None:
    """The kiosk's token from now on."""
    await work.write(KEEP_DIGEST, device_id, digest)


async def disable(work: UnitOfWork, account_id: UUID) -> None:
    """Its account may not be used any more."""
    await work.write(DISABLE, account_id, work.now)


async def beat(work: UnitOfWork, device_id: UUID, told: Beat) -> None:
    """Keep what a kiosk last told; the one before is of no use."""
    await work.write(
        BEAT, device_id, told.at, told.version, told.paper, told.printer, told.settings_version
    )


async def settings_of(
    work: UnitOfWork, scopes: Sequence[str]
) -> dict[str, tuple[int, dict[str, Any]]]:
    """By scope: version and settings."""
    rows = await work.fetch(SETTINGS, list(scopes))
    return {row["scope"]: (row["version"], row["settings"]) for row in rows}


async def put_settings(
    work: UnitOfWork, scope: str, version: int, settings: Mapping[str, Any], by: UUID
) -> bool:
    """Keep this version of a scope; False when somebody else kept one meanwhile."""
    row = await work.write(PUT_SETTINGS, scope, version, dict(settings), work.now, by)
    return row is not None and row["version"] == version


async def add_notice(
    work: UnitOfWork, region: str, text: str, span: tuple[datetime, datetime], by: UUID
) -> UUID:
    """A notice for all kiosks of a region."""
    notice_id = new_id()
    await work.write(ADD_NOTICE, notice_id, region, text, *span, by)
    return notice_id


async def notices(work: UnitOfWork, region: str, *, coming: bool) -> list[Row]:
    """What is shown now, and what is to come if asked for."""
    return await work.fetch(NOTICES, region, work.now, coming)


async def end_notice(work: UnitOfWork, notice_id: UUID, region: str) -> bool:
    """Take a notice down; False when there is none up."""
    return await work.write(END_NOTICE, notice_id, region, work.now) is not None
