"""A process that begins to read the draft that waits longest, and never comes to an end.

python reading_process.py <address of the database> <folder of files>; says "reading" once it reads.
"""

import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from submissions_building import Examined

from shared.database import open_pool, unit_of_work
from shared.file_store import LocalFileStore
from svc_budget.adapters.workbooks.marking import WorkbookMarker
from svc_budget.domain.workbooks.grids import Grid
from svc_budget.use_cases.office import Office
from svc_budget.use_cases.submissions.slow_reading import read_next


class Endless(Examined):
    """Reads for ever."""

    async def read(self, path: Path) -> Sequence[Grid]:
        """Never returns."""
        sys.stdout.write(f"reading {path.name}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()
        raise AssertionError


async def main(dsn: str, folder: str) -> None:
    """Read until killed."""
    pool = await open_pool(dsn, size=2, application="reading")
    office = Office(LocalFileStore(Path(folder)), Endless(), WorkbookMarker())
    await read_next(lambda: unit_of_work(pool, datetime.now(UTC), actor="system:reading"), office)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
