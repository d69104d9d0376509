"""Sessions of persons on kiosks."""

from datetime import datetime
from uuid import UUID

from gateway.domain.kiosk_sessions import SCAN_WITHIN, KioskSession
from gateway.domain.sessions import digest_of
from shared.database import Row, UnitOfWork

COLUMNS = "id, device_id, opened_at, state, account_id, confirmed_at, seen_at, number"
ADD = """
INSERT INTO kiosk_session (id, device_id, code_digest, state, opened_at, number)
VALUES ($1, $2, $3, 'waiting', $4, 1)
"""
WITH_CODE = f"SELECT {COLUMNS} FROM kiosk_session WHERE code_digest = $1 FOR UPDATE"
WITH_ID = f"SELECT {COLUMNS} FROM kiosk_session WHERE id = $1"
PLACE = "SELECT code, place FROM device WHERE id = $1"
KEEP = """
UPDATE kiosk_session SET state = $2, account_id = $3, confirmed_at = $4, seen_at = $5, number = $6
WHERE id = $1
"""
IDLE = f"""
SELECT {COLUMNS} FROM kiosk_session
WHERE (state = 'confirmed' AND seen_at < $1) OR (state = 'waiting' AND opened_at < $2)
ORDER BY id LIMIT 500 FOR UPDATE SKIP LOCKED
"""


async def add(work: UnitOfWork, session: KioskSession, code: str) -> None:
    """A session that waits to be scanned; of its code the digest only."""
    await work.write(ADD, session.id, session.device_id, digest_of(code), session.opened_at)


async def with_code(work: UnitOfWork, code: str) -> KioskSession | None:
    """The session of a code, locked."""
    await work.lock()
    return _session(await work.fetch_row(WITH_CODE, digest_of(code)))


async def with_id(
    work: UnitOfWork, session_id: UUID, *, locked: bool = False
) -> KioskSession | None:
    """One session."""
    if locked:
        await work.lock()
    return _session(await work.fetch_row(WITH_ID + (" FOR UPDATE" if locked else ""), session_id))


async def place_of(work: UnitOfWork, device_id: UUID) -> tuple[str, str]:
    """Code and place of the kiosk."""
    row = await work.fetch_row(PLACE, device_id)
    assert row is not None, "a session's device stays"  # noqa: S101
    return row["code"], row["place"]


async def keep(work: UnitOfWork, session: KioskSession) -> None:
    """Keep what became of it."""
    await work.write(
        KEEP, session.id, session.state, session.account_id, session.confirmed_at,
        session.seen_at, session.number,
    )  # fmt: skip


async def idle_since(work: UnitOfWork, moment: datetime) -> list[KioskSession]:
    """Sessions nobody has touched since, and codes nobody scanned in time; locked."""
    await work.lock()
    rows = await work.fetch(IDLE, moment, work.now - SCAN_WITHIN)
    return [KioskSession(**dict(row)) for row in rows]


def _session(row: Row | None) -> KioskSession | None:
    return None if row is None else KioskSession(**dict(row))
