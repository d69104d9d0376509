"""Screen sessions: found by their clerk or by the token of their screen, by nothing else.

A command locks the one row first; there are as many as windows are open, so nothing
here is large.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.personal_data import Cell, PersonalData
from svc_approvals.domain.screens.sessions import ScreenSession, ScreenState, ShownField, Verdict

HEAD = (
    "session_id, region_code, staff_no, state, version, last_active_at, case_id, organ_id,"
    " window_id"
)
OF_CLERK = f"""
SELECT {HEAD} FROM screen_session
WHERE session_id = $1 AND staff_no = $2 AND region_code = $3
"""
OF_SCREEN = f"SELECT {HEAD} FROM screen_session WHERE session_id = $1 AND token_hash = $2"
BY_CODE = f"""
SELECT {HEAD} FROM screen_session
WHERE code_index = $1 AND code_expires_at > $2 AND state = 'waiting' FOR UPDATE
"""
SHOWING = f"""
SELECT {HEAD} FROM screen_session WHERE case_id = $1 AND state = 'joined' ORDER BY session_id
"""
IDLE = f"""
SELECT {HEAD} FROM screen_session WHERE state <> 'closed' AND last_active_at <= $1
ORDER BY last_active_at LIMIT 100 FOR UPDATE SKIP LOCKED
"""
FIELDS = """
SELECT key, verdict, mark, remark, judged_at FROM screen_field
WHERE session_id = $1 ORDER BY position
"""
FORGET_EXPIRED = """
UPDATE screen_session SET code_index = NULL WHERE code_index = $1 AND code_expires_at <= $2
"""
ADD = """
INSERT INTO screen_session (session_id, region_code, staff_no, state, version, code_index,
                            code_expires_at, organ_id, window_id, opened_at, last_active_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
ON CONFLICT (code_index) WHERE code_index IS NOT NULL DO NOTHING RETURNING session_id
"""
SET_CODE = """
UPDATE screen_session SET code_index = $2, code_expires_at = $3
WHERE session_id = $1 AND NOT EXISTS (SELECT FROM screen_session WHERE code_index = $2)
RETURNING session_id
"""
JOINED = """
UPDATE screen_session SET token_hash = $2, code_index = NULL WHERE session_id = $1
"""
SAVE = """
UPDATE screen_session SET state = $2, version = $3, last_active_at = $4, case_id = $5,
    code_index = CASE WHEN $2 = 'waiting' THEN code_index END
WHERE session_id = $1
"""
WIPE = "DELETE FROM screen_field WHERE session_id = $1"
PUT_FIELD = """
INSERT INTO screen_field (session_id, key, position, verdict, mark, remark, judged_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
COUNT_JOIN = """
INSERT INTO screen_join (source, since, attempts) VALUES ($1, $2, 1)
ON CONFLICT (source) DO UPDATE SET
    since = CASE WHEN screen_join.since <= $3 THEN EXCLUDED.since ELSE screen_join.since END,
    attempts = CASE WHEN screen_join.since <= $3 THEN 1 ELSE screen_join.attempts + 1 END
RETURNING attempts
"""
FORGIVE_JOIN = "UPDATE screen_join SET attempts = attempts - 1 WHERE source = $1"
FORGET_JOINS = "DELETE FROM screen_join WHERE since <= $1"


async def of_clerk(
    work: UnitOfWork, secrets: PersonalData, session_id: UUID, staff_no: str, region_code: str
) -> ScreenSession | None:
    """The clerk's own session."""
    return await _one(work, secrets, OF_CLERK, session_id, staff_no, region_code)


async def of_screen(
    work: UnitOfWork, secrets: PersonalData, session_id: UUID, token_hash: bytes
) -> ScreenSession | None:
    """The session whose screen holds this token."""
    return await _one(work, secrets, OF_SCREEN, session_id, token_hash)


async def by_code(work: UnitOfWork, secrets: PersonalData, index: str) -> ScreenSession | None:
    """The session that waits for this code (locked)."""
    await work.lock()
    row = await work.fetch_row(BY_CODE, index, work.now)
    return await _session(work, secrets, row) if row else None


async def showing(
    work: UnitOfWork, secrets: PersonalData, case_id: UUID, *, locked: bool = False
) -> list[ScreenSession]:
    """The sessions that show a case (listed by a partial index; usually none)."""
    rows = await work.fetch(SHOWING, case_id)
    if rows and locked:
        await work.lock()
        rows = await work.fetch(f"{SHOWING} FOR UPDATE", case_id)
    found = [await _session(work, secrets, row) for row in rows]
    return [one for one in found if not one.is_over(work.now)]


async def idle(work: UnitOfWork, secrets: PersonalData, before: datetime) -> list[ScreenSession]:
    """Open sessions nobody has used since, a hundred at a time (locked)."""
    await work.lock()
    return [await _session(work, secrets, row) for row in await work.fetch(IDLE, before)]


async def lock(work: UnitOfWork, session_id: UUID) -> None:
    """From here on nobody else changes this session."""
    await work.lock()
    await work.fetch("SELECT FROM screen_session WHERE session_id = $1 FOR UPDATE", session_id)


async def add(
    work: UnitOfWork, session: ScreenSession, code_index: str, expires_at: datetime
) -> bool:
    """Keep a new session under a code; False when the code is taken."""
    await work.write(FORGET_EXPIRED, code_index, work.now)
    row = await work.write(
        ADD, session.session_id, session.region_code, session.staff_no, session.state,
        session.version, code_index, expires_at, session.organ_id, session.window_id, work.now,
    )  # fmt: skip
    return row is not None


async def set_code(
    work: UnitOfWork, session_id: UUID, code_index: str, expires_at: datetime
) -> bool:
    """Another code for a session; False when it is taken."""
    await work.write(FORGET_EXPIRED, code_index, work.now)
    return await work.write(SET_CODE, session_id, code_index, expires_at) is not None


async def set_token(work: UnitOfWork, session_id: UUID, token_hash: bytes) -> None:
    """The screen's token, of which only the hash is kept; the code is used up."""
    await work.write(JOINED, session_id, token_hash)


async def save(work: UnitOfWork, secrets: PersonalData, session: ScreenSession) -> None:
    """Write a locked session and its fields; remarks are encrypted for their cell."""
    await work.write(
        SAVE, session.session_id, session.state, session.version, session.last_active_at,
        session.case_id,
    )  # fmt: skip
    await work.write(WIPE, session.session_id)
    cell = _cell(session.session_id)
    rows = [
        (
            session.session_id, one.key, position, one.verdict, one.mark,
            secrets.encrypt(one.remark, cell) if one.remark else "", one.judged_at,
        )
        for position, one in enumerate(session.fields.values())
    ]  # fmt: skip
    await work.write_many(PUT_FIELD, rows)


async def count_join(work: UnitOfWork, source: str, since: datetime) -> int:
    """Count an attempt of a source; answers how many it has made since (counted)."""
    await work.write(FORGET_JOINS, since)
    row = await work.write(COUNT_JOIN, source, work.now, since)
    return int(row["attempts"]) if row else 0


async def forgive_join(work: UnitOfWork, source: str) -> None:
    """An attempt that was right counts for nothing: whole halls share one address."""
    await work.write(FORGIVE_JOIN, source)


async def _one(
    work: UnitOfWork, secrets: PersonalData, sql: str, *args: object
) -> ScreenSession | None:
    row = await work.fetch_row(sql, *args)
    return await _session(work, secrets, row) if row else None


async def _session(work: UnitOfWork, secrets: PersonalData, row: Row) -> ScreenSession:
    session = ScreenSession(*row)
    session.state = ScreenState(session.state)
    if session.case_id is not None:
        rows = await work.fetch(FIELDS, session.session_id)
        session.fields = _fields(secrets, session.session_id, rows)
    return session


def _fields(secrets: PersonalData, session_id: UUID, rows: Sequence[Row]) -> dict[str, ShownField]:
    shown = {}
    for key, verdict, mark, token, judged_at in rows:
        remark = secrets.decrypt(token, _cell(session_id)) if token else ""
        shown[key] = ShownField(key, Verdict(verdict), mark, remark, judged_at)
    return shown


def _cell(session_id: UUID) -> Cell:
    return Cell("screen_field", "remark", session_id)
