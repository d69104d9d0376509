"""The HTTP process of svc-feedback."""

from fastapi import FastAPI

from shared.live import Live
from shared.service import create_app
from svc_feedback.api import (
    codes,
    hotline,
    links,
    opportunities,
    photos,
    projects,
    reviews,
    summaries,
    tags,
)
from svc_feedback.api.bad_reviews import routers as bad_reviews
from svc_feedback.api.consultations import consultations
from svc_feedback.api.consultations import desk as consultation_desk
from svc_feedback.api.devices import devices, prompts, visits
from svc_feedback.api.judging import judging
from svc_feedback.api.letters import letters
from svc_feedback.api.letters import queue as letter_queue
from svc_feedback.api.statistics import dashboard, handling, publications, rankings
from svc_feedback.api.suggestions import queue as suggestion_queue
from svc_feedback.api.suggestions import suggestions
from svc_feedback.api.voice import proposals, themes
from svc_feedback.settings import Settings

NAME = "svc-feedback"
ROUTERS = (
    *bad_reviews.ROUTERS, tags.router, summaries.router, opportunities.router, visits.router,
    projects.router, judging.router, codes.router, hotline.router, photos.router, reviews.router,
    prompts.live_router, devices.router, suggestions.router, suggestion_queue.router,
    letter_queue.router, letters.router, consultation_desk.router, consultations.router,
    themes.router, proposals.router, links.router, rankings.router, handling.router,
    dashboard.router, dashboard.live_router, publications.router,
)  # fmt: skip


def create(settings: Settings | None = None) -> FastAPI:
    """The app; its keys are read when it starts."""
    known = settings or Settings.from_environment()

    async def opened(app: FastAPI) -> None:
        app.state.office = known.office()
        app.state.dashboards = Live()
        app.state.personal_data = app.state.office.secrets

    return create_app(
        NAME, known, ROUTERS, opened=opened, title="评价服务", traceless=(suggestions.PREFIX,)
    )
