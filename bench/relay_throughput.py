"""Relay: how many recorded facts a second leave the outbox, each acknowledged by the stream.

The real `work` process of svc-approvals carries them to a NATS that syncs every
write to disk. All facts are there in one commit; the time runs from that commit
until the outbox is empty.
"""

import asyncio
import time
from statistics import median

from figures import Figure
from grounds import Grounds, connected

from shared.database import Pool

FACTS = 15_000
LEAST = 3_000
RECORD = """
SELECT record_events(gen_random_uuid(), 'approvals.case', 'bench', now(), (
    SELECT jsonb_agg(jsonb_build_object('id', gen_random_uuid(),
        'subject', 'approvals.case.node_decided.v1',
        'data', jsonb_build_object('case_id', gen_random_uuid(), 'node_key', 'hygiene_permit',
            'organ_id', gen_random_uuid(), 'outcome', 'approved', 'staff_no', '431202-0001')))
    FROM generate_series(1, 3)), '')
FROM generate_series(1, $1)
"""
LEFT = "SELECT EXISTS (SELECT FROM outbox)"


async def measure(grounds: Grounds, rounds: int) -> list[Figure]:
    """Facts a second."""
    await grounds.make_databases("approvals")
    dsn = grounds.databases.superuser_dsn("approvals")
    async with grounds.serving("approvals", "work"), connected(dsn) as pool:
        await _carried(pool)
        rates = [await _carried(pool) for _ in range(rounds)]
    return [
        Figure(
            "relay", "relay, facts published and acknowledged", "facts/s", rates,
            f">= {LEAST}/s", median(rates) >= LEAST,
            notes=f"{FACTS} facts a round; work process on one core, NATS (sync always) and "
            "PostgreSQL on the other",
        )
    ]  # fmt: skip


async def _carried(pool: Pool) -> float:
    await pool.execute(RECORD, FACTS // 3)
    began = time.perf_counter()
    await pool.execute("NOTIFY outbox")
    while await pool.fetchval(LEFT):  # noqa: ASYNC110 - the relay tells nobody that it is done
        await asyncio.sleep(0.01)
    return FACTS / (time.perf_counter() - began)
