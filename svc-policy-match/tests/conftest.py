from collections.abc import AsyncIterator

import pytest
from service_building import NOW, Policies, some_settings

from svc_policy_match.main import create
from yangguang_local.testing import MakeDatabase


@pytest.fixture
async def service(fresh_database: MakeDatabase) -> AsyncIterator[Policies]:
    """A running service on a database of its own; it is 2026-11-25, 10:30 in the offices."""
    database = await fresh_database("policies")
    settings = some_settings(database.dsn)
    app = create(settings)
    async with app.router.lifespan_context(app):
        running = Policies(app, settings)
        running.set_clock(NOW)
        yield running
        await running.close()
