"""The audit chain: every recorded fact hashes the one before it, and blocks seal the heads.

A chain per aggregate means no command waits for another's. Once a minute the
heads that moved are sealed in a block: the Merkle root over them, chained to
the root before. A sealed head fixes its whole chain, so any edited, removed or
inserted row shows, and so does a chain cut short after it was sealed.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from shared.database import Connection, Row, UnitOfWork

MOVED = """
SELECT aggregate_id, sequence, hash FROM journal_head
WHERE sequence > sealed_sequence ORDER BY aggregate_id FOR UPDATE SKIP LOCKED LIMIT 20000
"""
LAST_BLOCK = "SELECT number, root FROM audit_block ORDER BY number DESC LIMIT 1"
SEAL = "INSERT INTO audit_block (number, sealed_at, root) VALUES ($1, $2, $3)"
SEAL_HEADS = """
INSERT INTO audit_block_head (number, aggregate_id, sequence, hash)
SELECT $1, * FROM unnest($2::uuid[], $3::bigint[], $4::bytea[])
"""
SEALED = """
UPDATE journal_head h SET sealed_sequence = s.sequence
FROM unnest($1::uuid[], $2::bigint[]) s(aggregate_id, sequence)
WHERE h.aggregate_id = s.aggregate_id
"""
BROKEN_LINK = """
SELECT aggregate_id, sequence FROM (
    SELECT j.*, lag(hash, 1, ''::bytea) OVER chain AS previous,
           row_number() OVER chain AS expected
    FROM journal j WINDOW chain AS (PARTITION BY aggregate_id ORDER BY sequence)
) j
WHERE sequence <> expected
   OR hash <> event_hash(previous, aggregate_id, sequence, subject, at, actor, data)
ORDER BY at, aggregate_id, sequence LIMIT 1
"""
BROKEN_SEAL = """
SELECT b.aggregate_id, b.sequence FROM audit_block_head b
LEFT JOIN journal j USING (aggregate_id, sequence)
WHERE j.hash IS DISTINCT FROM b.hash ORDER BY b.number, b.aggregate_id LIMIT 1
"""
CUT_SHORT = """
SELECT aggregate_id, sequence FROM journal_head h
WHERE NOT EXISTS (SELECT FROM journal j WHERE j.aggregate_id = h.aggregate_id
                  AND j.sequence = h.sequence AND j.hash = h.hash) LIMIT 1
"""
BLOCKS = "SELECT number, root FROM audit_block ORDER BY number"
HEADS = """
SELECT aggregate_id, sequence, hash FROM audit_block_head WHERE number = $1 ORDER BY aggregate_id
"""


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place where the chain does not hold."""

    what: str
    where: str


async def seal(work: UnitOfWork, now: datetime) -> int:
    """Seal the heads that moved; answers how many."""
    await work.lock()
    heads = await work.fetch(MOVED)
    if not heads:
        return 0
    last = await work.fetch_row(LAST_BLOCK)
    number, previous = (last["number"] + 1, last["root"]) if last else (1, b"")
    ids, sequences = [h["aggregate_id"] for h in heads], [h["sequence"] for h in heads]
    await work.write(SEAL, number, now, root_of(previous, heads))
    await work.write(SEAL_HEADS, number, ids, sequences, [h["hash"] for h in heads])
    await work.write(SEALED, ids, sequences)
    return len(heads)


def root_of(previous: bytes, heads: list[Row]) -> bytes:
    """The Merkle root over the heads, chained to the root before."""
    level = [_leaf(h["aggregate_id"], h["sequence"], h["hash"]) for h in heads]
    while len(level) > 1:
        pairs = zip(level[::2], [*level[1::2], b""], strict=False)
        level = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
    return sha256(previous + level[0]).digest()


def _leaf(aggregate_id: UUID, sequence: int, digest: bytes) -> bytes:
    return sha256(b"\x00" + aggregate_id.bytes + sequence.to_bytes(8, "big") + digest).digest()


async def first_broken(connection: Connection) -> Broken | None:
    """Verify every chain and every block; None when all holds."""
    for what, sql in (("link", BROKEN_LINK), ("seal", BROKEN_SEAL), ("cut short", CUT_SHORT)):
        row = await connection.fetchrow(sql)
        if row is not None:
            return Broken(what, f"{row['aggregate_id']} #{row['sequence']}")
    previous = b""
    for expected, block in enumerate(await connection.fetch(BLOCKS), start=1):
        heads = await connection.fetch(HEADS, block["number"])
        holds = heads and root_of(previous, heads) == block["root"]
        if block["number"] != expected or not holds:
            return Broken("block", f"#{block['number']}")
        previous = block["root"]
    return None
