from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from documents_building import NOW, Documents, put_in_the_library, some_settings

from svc_documents.main import create
from yangguang_local.templates import FreshDatabase
from yangguang_local.testing import MakeDatabase


@pytest.fixture
async def documents(fresh_database: MakeDatabase, tmp_path: Path) -> AsyncIterator[Documents]:
    """A running service on a database of its own; it is 2026-11-25, 10:30 in the offices."""
    database = await fresh_database("documents")
    async with _running(database, tmp_path) as running:
        yield running


@pytest.fixture
async def library(fresh_database: MakeDatabase, tmp_path: Path) -> AsyncIterator[Documents]:
    """The same, with the demo's library in it."""
    database = await fresh_database("documents", put_in_the_library)
    async with _running(database, tmp_path) as running:
        yield running


@asynccontextmanager
async def _running(database: FreshDatabase, tmp_path: Path) -> AsyncIterator[Documents]:
    settings = some_settings(database.dsn, files_dir=tmp_path / "files")
    app = create(settings)
    async with app.router.lifespan_context(app):
        running = Documents(app, settings)
        running.set_clock(NOW)
        yield running
        await running.close()
