"""The HTTP process of svc-feedback."""

from fastapi import FastAPI

from shared.service import create_app
from svc_feedback.api import links, opportunities, reviews, summaries, tags
from svc_feedback.settings import Settings

NAME = "svc-feedback"
ROUTERS = (tags.router, summaries.router, opportunities.router, reviews.router, links.router)


def create(settings: Settings | None = None) -> FastAPI:
    """The app; its keys are read when it starts."""
    known = settings or Settings.from_environment()

    async def opened(app: FastAPI) -> None:
        app.state.personal_data = known.personal_data()

    return create_app(NAME, known, ROUTERS, opened=opened, title="评价服务")
