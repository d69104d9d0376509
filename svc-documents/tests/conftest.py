from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from documents_building import NOW, Documents, some_settings

from svc_documents.main import create
from yangguang_local.testing import MakeDatabase


@pytest.fixture
async def documents(fresh_database: MakeDatabase, tmp_path: Path) -> AsyncIterator[Documents]:
    """A running service on a database of its own; it is 2026-11-25, 10:30 in the offices."""
    database = await fresh_database("documents")
    settings = some_settings(database.dsn, files_dir=tmp_path / "files")
    app = create(settings)
    async with app.router.lifespan_context(app):
        running = Documents(app, settings)
        running.set_clock(NOW)
        yield running
        await running.close()
