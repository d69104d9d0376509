from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from budget_building import NOW, Budget, some_settings
from real_books_building import a_real_desk
from submissions_building import Desk, a_desk
from treasury_building import Treasury, a_treasury

from svc_budget.main import create
from yangguang_local.testing import MakeDatabase


@pytest.fixture
async def budget(fresh_database: MakeDatabase, tmp_path: Path) -> AsyncIterator[Budget]:
    """A running service on a database of its own; it is 2026-11-25, 10:30 in the offices."""
    database = await fresh_database("budget")
    settings = some_settings(database.dsn, files_dir=tmp_path / "files")
    app = create(settings)
    async with app.router.lifespan_context(app):
        running = Budget(app, settings)
        running.set_clock(NOW)
        yield running
        await running.close()


@pytest.fixture
async def desk(budget: Budget) -> Desk:
    """The service with the district's directory and units, and an examiner of the test's."""
    return await a_desk(budget)


@pytest.fixture
async def real(budget: Budget) -> Desk:
    """The district's desk with the examiner the service has, which may take its time."""
    desk = await a_real_desk(budget)
    budget.app.state.office.patience = 60
    return desk


@pytest.fixture
async def treasury(budget: Budget) -> Treasury:
    """The service with the finance departments of a province, two cities and a district."""
    return await a_treasury(budget)
