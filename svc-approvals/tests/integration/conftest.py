from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from approvals_building import NOW, Approvals, furnish, some_settings

from svc_approvals.main import create
from yangguang_local.testing import MakeDatabase


@pytest.fixture
async def approvals(fresh_database: MakeDatabase, tmp_path: Path) -> AsyncIterator[Approvals]:
    """A running service with its directory and the barber shop, on a database of its own."""
    database = await fresh_database("approvals", furnish)
    settings = some_settings(database.dsn, tmp_path)
    app = create(settings)
    async with app.router.lifespan_context(app):
        running = Approvals(app, settings)
        running.set_clock(NOW)
        yield running
        await running.close()
