"""Downloads as rows: asked for once, claimed by one worker, done."""

from datetime import timedelta
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_budget.domain.exports.exports import Wanted

OWN = "export_id, wanted, state, rows, done, asked_at, finished_at, file_key, file_size"
ONE = f"SELECT {OWN} FROM export_job WHERE export_id = $1"
SAME = f"SELECT {OWN} FROM export_job WHERE digest = $1"
ADD = """
INSERT INTO export_job (export_id, digest, wanted, state, rows, asked_at)
VALUES ($1, $2, $3, 'waiting', $4, $5) ON CONFLICT (digest) DO NOTHING
"""
CLAIM = f"""
UPDATE export_job SET state = 'running', claimed_until = $2, done = 0 WHERE export_id = (
    SELECT export_id FROM export_job
    WHERE state <> 'done' AND (claimed_until IS NULL OR claimed_until < $1)
    ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING {OWN}
"""
STEP = "UPDATE export_job SET done = $2, claimed_until = $3 WHERE export_id = $1"
FINISH = """
UPDATE export_job SET state = 'done', done = rows, file_key = $2, file_size = $3,
    finished_at = $4, claimed_until = NULL WHERE export_id = $1
"""
CLAIMED_FOR = timedelta(minutes=2)


async def with_id(work: UnitOfWork, export_id: UUID) -> Row | None:
    """A download (one row by key)."""
    return await work.fetch_row(ONE, export_id)


async def ask(work: UnitOfWork, export_id: UUID, wanted: Wanted, rows: int) -> Row | None:
    """Keep a wish, unless the same was asked for; answers the download there is for it."""
    await work.write(ADD, export_id, wanted.digest, wanted.as_kept(), rows, work.now)
    return await work.fetch_row(SAME, wanted.digest)


async def claim(work: UnitOfWork) -> Row | None:
    """The download that waits longest, for two minutes; None when none waits."""
    return await work.write(CLAIM, work.now, work.now + CLAIMED_FOR)


async def step(work: UnitOfWork, export_id: UUID, done: int) -> None:
    """Note how far it is, and claim it on."""
    await work.write(STEP, export_id, done, work.now + CLAIMED_FOR)


async def finish(work: UnitOfWork, export_id: UUID, key: str, size: int) -> None:
    """The file is there."""
    await work.write(FINISH, export_id, key, size, work.now)
