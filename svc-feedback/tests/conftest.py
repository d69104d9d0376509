from collections.abc import AsyncIterator

import pytest
from feedback_building import Feedback, some_settings

from svc_feedback.main import create
from svc_feedback.use_cases.tags import load_tags
from svc_feedback.worker import tags_of
from yangguang_local.testing import MakeDatabase


@pytest.fixture
async def feedback(fresh_database: MakeDatabase) -> AsyncIterator[Feedback]:
    """A running service with its tags, on a database of its own."""
    database = await fresh_database("feedback")
    settings = some_settings(database.dsn)
    app = create(settings)
    async with app.router.lifespan_context(app):
        running = Feedback(app, settings)
        async with running.bench.unit_of_work() as work:
            await load_tags(work, tags_of(settings))
        yield running
        await running.close()
