"""The newest snapshot as one CSV, made by the product's own download.

Started with a service's environment; its last line is JSON: where the file lies, how many rows.
"""

import asyncio
import sys
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime

import orjson

from shared.database import UnitOfWork, open_pool, unit_of_work
from svc_budget.domain.exports.exports import Form, Wanted
from svc_budget.settings import BudgetSettings
from svc_budget.use_cases.exports.exporting import ask_for_export, make_next, show_export


async def export() -> None:
    """Ask, make, copy out of the store."""
    settings = BudgetSettings()  # type: ignore[call-arg]
    pool = await open_pool(settings.dsn, size=2, application="bench")
    office = settings.office()

    def begin() -> AbstractAsyncContextManager[UnitOfWork]:
        return unit_of_work(pool, datetime.now(UTC), actor="system:bench")

    async with begin() as work:
        job = await ask_for_export(work, Wanted(form=Form.CSV, snapshot=0), None)
    while await make_next(begin, office):
        pass
    async with begin() as work:
        job = await show_export(work, job["export_id"])
    target = settings.files_dir / "facts.csv"
    with target.open("wb") as file:
        async for piece in office.files.read(job["file_key"]):
            file.write(piece)
    await pool.close()
    sys.stdout.write(f"{orjson.dumps({'file': str(target), 'rows': job['rows']}).decode()}\n")


if __name__ == "__main__":
    asyncio.run(export())
