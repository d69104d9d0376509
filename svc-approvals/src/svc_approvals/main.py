"""The HTTP process of svc-approvals."""

from fastapi import FastAPI

from shared.service import create_app
from svc_approvals.api import links
from svc_approvals.api.cases import (
    attachments,
    cases,
    decisions,
    desk,
    documents,
    handling,
    supervising,
    tasks,
    track,
    window_queue,
)
from svc_approvals.api.catalogue import routes as catalogue
from svc_approvals.api.catalogue.booklets import Press
from svc_approvals.api.certificates import routes as certificates
from svc_approvals.api.deliveries import deliveries
from svc_approvals.api.paper_forms import paper_forms
from svc_approvals.api.places import places
from svc_approvals.api.power_items import power_items
from svc_approvals.api.pre_reviews import pre_reviews
from svc_approvals.api.pushes import pushes
from svc_approvals.api.screens import live, sessions
from svc_approvals.api.supervision import routes as supervision
from svc_approvals.api.walk_ins import on_behalf
from svc_approvals.settings import ApprovalsSettings
from svc_approvals.storage import waiting
from svc_approvals.storage.supervision import gauges

NAME = "svc-approvals"
ROUTERS = (
    *supervision.ROUTERS,
    *catalogue.ROUTERS,
    cases.router,
    window_queue.router,
    desk.router,
    on_behalf.router,
    deliveries.router,
    deliveries.own_router,
    pushes.router,  # before the tasks, whose ids stand where its words do
    documents.desk_router,
    documents.router,
    pre_reviews.router,
    pre_reviews.desk_router,
    paper_forms.matters_router,
    paper_forms.router,
    paper_forms.desk_router,
    live.live_router,
    live.router,
    sessions.router,
    tasks.router,
    decisions.router,
    attachments.router,
    attachments.own_router,
    handling.router,
    supervising.router,
    track.live_router,
    track.router,
    *certificates.ROUTERS,
    places.router,
    power_items.router,
    links.router,
)


def create(settings: ApprovalsSettings | None = None) -> FastAPI:
    """The app; settings come from the environment unless given."""
    known = settings or ApprovalsSettings.from_environment()

    async def opened(app: FastAPI) -> None:
        app.state.office = known.office()
        app.state.press = Press()
        app.state.measures = (waiting.measure, gauges.measure)

    return create_app(NAME, known, ROUTERS, opened=opened, title="一件事一次办")
