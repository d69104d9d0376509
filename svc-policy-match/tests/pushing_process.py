"""A process that tells what is to be told, in parts, until nothing is left or it is killed.

python pushing_process.py <address of the database> <accounts in a part>; says "part" after each.
"""

import asyncio
import sys
from datetime import UTC, datetime

from service_building import some_settings

from shared.database import open_pool, unit_of_work
from svc_policy_match.use_cases.pushes.pushing import push_part


async def main(dsn: str, part: str) -> None:
    """Push until nothing is left."""
    pool = await open_pool(dsn, size=2, application="pushing")
    office, going_on = some_settings(dsn).office(), True
    while going_on:
        async with unit_of_work(pool, datetime.now(UTC), actor="system:pushing") as work:
            going_on = await push_part(work, office, int(part))
        sys.stdout.write("part\n")
        sys.stdout.flush()
    await pool.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
