"""Many accounts as rows, and processes that push to them and are killed in the middle."""

import asyncio
import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from service_building import Policies

PROCESS = Path(__file__).resolve().parent / "pushing_process.py"
# Every third account does not say how many staff it has, one in four is of another district.
FILL = """
INSERT INTO profile_row (id, audience, told, counted, region, industry, staff_lo, staff_hi)
SELECT md5(n::text)::uuid, 'enterprise', true, true,
       CASE WHEN n % 4 = 0 THEN '990102' ELSE '431202' END, 'C',
       CASE WHEN n % 3 > 0 THEN n % 97 END, CASE WHEN n % 3 > 0 THEN n % 97 END
FROM generate_series($1::int, $2::int) AS n
"""
BLOCK = 100_000
# What everybody should have been told, reckoned from the same numbers without any of our code.
EXPECTED = """
SELECT count(*) FILTER (WHERE n % 3 > 0 AND n % 97 >= $2) AS matched,
       count(*) FILTER (WHERE n % 3 = 0) AS possible
FROM generate_series(1, $1::int) AS n WHERE n % 4 > 0
"""
TOLD = """
SELECT tiding, count(*) AS messages, count(DISTINCT account_id) AS accounts FROM message
WHERE policy_id = $1 AND version = $2 GROUP BY tiding
"""


async def fill(service: Policies, count: int) -> None:
    """So many accounts that want to be told."""
    for first in range(1, count + 1, BLOCK):
        await service.pool.execute(FILL, first, min(count, first + BLOCK - 1), timeout=120)
    await service.pool.execute("ANALYZE profile_row", timeout=120)


async def push(service: Policies, part: int, *killed_after: int) -> float:
    """Processes one after another, each killed after so many parts, the last not; seconds taken."""
    began = time.perf_counter()
    dsn = service.settings.dsn
    for parts in (*killed_after, None):
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(PROCESS), dsn, str(part),
            stdout=asyncio.subprocess.PIPE, cwd=PROCESS.parent,
        )  # fmt: skip
        assert process.stdout is not None
        if parts is None:
            await process.communicate()
            assert process.returncode == 0
            continue
        for _ in range(parts):
            assert await process.stdout.readline() == b"part\n"
        process.kill()
        await process.wait()
    return time.perf_counter() - began


async def expected(service: Policies, count: int, least: int) -> dict[str, int]:
    """Messages by kind that a policy for so many staff should make."""
    row = await service.pool.fetchrow(EXPECTED, count, least, timeout=60)
    assert row is not None
    return dict(row)


async def told(service: Policies, policy: UUID, version: int) -> dict[str, int]:
    """Messages by kind; no account has two of one kind."""
    rows = await service.pool.fetch(TOLD, policy, version, timeout=60)
    found: dict[str, Any] = {}
    for row in rows:
        assert row["messages"] == row["accounts"]
        found[row["tiding"]] = row["messages"]
    return found
