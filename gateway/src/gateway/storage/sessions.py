"""Sessions, their refresh tokens, and what was revoked."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from gateway.domain.sessions import REFRESH_LIFETIME, Refresh, digest_of
from shared.database import Pool, Row, UnitOfWork
from shared.ids import new_id

BEGIN = "INSERT INTO session (id, account_id, began_at) VALUES ($1, $2, $3)"
GIVE = "INSERT INTO refresh_token (digest, session_id, expires_at) VALUES ($1, $2, $3)"
FIND = """
SELECT r.session_id, s.account_id, r.expires_at, r.used_at IS NOT NULL AS used,
       s.revoked_at IS NOT NULL AS session_revoked
FROM refresh_token r JOIN session s ON s.id = r.session_id
WHERE r.digest = $1 FOR UPDATE
"""
USE = "UPDATE refresh_token SET used_at = $2 WHERE digest = $1"
REVOKE_SESSION = """
UPDATE session SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING account_id
"""
REVOKE_SESSIONS_OF = (
    "UPDATE session SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL"
)
TELL = """
INSERT INTO revocation (id, account_id, session_id, reason, revoked_at) VALUES ($1, $2, $3, $4, $5)
"""
RECENT = "SELECT account_id, session_id, revoked_at FROM revocation WHERE revoked_at > $1"
FORGET = "DELETE FROM refresh_token WHERE expires_at < $1"


async def begin(work: UnitOfWork, account_id: UUID) -> UUID:
    """A new session."""
    session_id = new_id()
    await begin_as(work, session_id, account_id)
    return session_id


async def begin_as(work: UnitOfWork, session_id: UUID, account_id: UUID) -> None:
    """A new session whose id is known already."""
    await work.write(BEGIN, session_id, account_id, work.now)


async def give(work: UnitOfWork, session_id: UUID, token: str) -> None:
    """Remember the refresh token a session was given."""
    await work.write(GIVE, digest_of(token), session_id, work.now + REFRESH_LIFETIME)


async def found(work: UnitOfWork, token: str) -> Refresh | None:
    """What is known of a refresh token; locked, so that of two users one comes second."""
    await work.lock()
    row = await work.fetch_row(FIND, digest_of(token))
    return Refresh(**dict(row)) if row else None


async def use(work: UnitOfWork, token: str) -> None:
    """It has done its work."""
    await work.write(USE, digest_of(token), work.now)


async def revoke(work: UnitOfWork, session_id: UUID, reason: str) -> UUID | None:
    """End one session; the account it was of, or None when it had ended before."""
    row = await work.write(REVOKE_SESSION, session_id, work.now)
    if row is None:
        return None
    account_id: UUID = row["account_id"]
    await work.write(TELL, new_id(), account_id, session_id, reason, work.now)
    return account_id


async def revoke_all_of(work: UnitOfWork, account_id: UUID, reason: str) -> None:
    """End every session of an account."""
    await work.write(REVOKE_SESSIONS_OF, account_id, work.now)
    await work.write(TELL, new_id(), account_id, None, reason, work.now)


async def revoked_since(pool: Pool, since: datetime) -> Iterable[Row]:
    """What was revoked after a moment."""
    return await pool.fetch(RECENT, since)


async def forget_expired(work: UnitOfWork) -> None:
    """Refresh tokens that have run out need not be kept."""
    await work.write(FORGET, work.now)
