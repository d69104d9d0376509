"""Numbers in their series: the next one, gapless, and those already given.

The counter's row stays locked until the command commits, so the next command
waits; a command that fails takes its number back with everything else.
"""

from uuid import UUID

from shared.database import UnitOfWork

NEXT = """
INSERT INTO number_counter (scope, year, last) VALUES ($1, $2, 1)
ON CONFLICT (scope, year) DO UPDATE SET last = number_counter.last + 1 RETURNING last
"""
REACHED = """
INSERT INTO number_counter (scope, year, last) VALUES ($1, $2, $3)
ON CONFLICT (scope, year) DO UPDATE SET last = greatest(number_counter.last, EXCLUDED.last)
"""
REGISTERED = """
SELECT EXISTS (SELECT FROM document WHERE registration_no = $1 AND registration_no <> '')
"""
GIVE = """
INSERT INTO given_number (number_key, document_no, document_id, given_at)
VALUES ($1, $2, $3, $4) ON CONFLICT (number_key) DO NOTHING RETURNING number_key
"""
STANDING = """
SELECT document_id FROM document
WHERE number_key = $1 AND number_key <> '' AND document_class = 'normative' AND document_id <> $2
LIMIT 1
"""


async def next_in(work: UnitOfWork, scope: str, year: int) -> int:
    """The next number of a series; its row is locked until this work is done."""
    row = await work.write(NEXT, scope, year)
    return int(row["last"]) if row else 1


async def reached(work: UnitOfWork, scope: str, year: int, serial: int) -> None:
    """A number was given by hand: what comes next comes after it."""
    await work.write(REACHED, scope, year, serial)


async def is_registered(work: UnitOfWork, registration_no: str) -> bool:
    """Whether a document has it, perhaps one brought in from elsewhere (one index look)."""
    return bool(await work.fetch_value(REGISTERED, registration_no))


async def give(work: UnitOfWork, key: str, document_no: str, document_id: UUID) -> bool:
    """Enter a 发文字号 for good; False when it was given before, or a document of ours has it."""
    if await work.fetch_value(STANDING, key, document_id) is not None:
        return False
    return await work.write(GIVE, key, document_no, document_id, work.now) is not None
