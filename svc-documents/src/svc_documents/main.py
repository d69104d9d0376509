"""The HTTP process of svc-documents."""

import asyncio

from fastapi import FastAPI

from shared import tasks
from shared.database import unit_of_work
from shared.service import create_app
from svc_documents.api.basis import basis
from svc_documents.api.columns import columns, entries
from svc_documents.api.disclosure_requests import handling, requests
from svc_documents.api.documents import attachments, corrections, documents, drafts, life
from svc_documents.api.effects import changes, clean_ups, expiring, suspensions
from svc_documents.api.graph import graph, links
from svc_documents.api.inspections import inspections
from svc_documents.api.library import archives, exports, feeds, sitemaps, stats, views
from svc_documents.api.livelihood_projects import calls, projects
from svc_documents.api.relations import relations
from svc_documents.api.resource_map import places
from svc_documents.api.search import search
from svc_documents.api.texts import sources, texts
from svc_documents.api.topics import editing, topics
from svc_documents.settings import DocumentsSettings
from svc_documents.use_cases.effects.midnight import database_clock
from svc_documents.use_cases.library.viewing import Edge, ViewCounter

NAME = "svc-documents"
# In the order they are tried: words of a path before ids (/documents/changes, /documents/{id}).
ROUTERS = (
    search.router,
    changes.router,
    expiring.router,
    clean_ups.router,
    suspensions.router,
    relations.router,
    basis.router,
    graph.router,
    links.router,
    places.router,
    inspections.router,
    calls.router,
    projects.router,
    entries.router,
    columns.router,
    topics.router,
    topics.documents_router,
    editing.router,
    views.router,
    stats.router,
    sitemaps.router,
    archives.router,
    feeds.router,
    exports.router,
    drafts.router,
    handling.router,
    requests.router,
    documents.router,
    texts.router,
    sources.router,
    life.router,
    corrections.router,
    attachments.router,
)


def create(settings: DocumentsSettings | None = None) -> FastAPI:
    """The app; settings come from the environment unless given."""
    known = settings or DocumentsSettings.from_environment()

    async def opened(app: FastAPI) -> None:
        app.state.office = known.office()
        app.state.database_clock = database_clock
        app.state.views = ViewCounter()
        app.state.viewing = asyncio.create_task(app.state.views.keep_flushing(_edge_of(app)))

    async def closing(app: FastAPI) -> None:
        await tasks.stop([app.state.viewing])
        await app.state.views.flush(_edge_of(app))

    return create_app(
        NAME, known, ROUTERS, opened=opened, closing=closing, title="规范性文件与信息公开"
    )


def _edge_of(app: FastAPI) -> Edge:
    """Units of work that no request began, at the app's own moment."""
    return lambda: unit_of_work(
        app.state.pool, app.state.now(), actor=f"system:{NAME}", locks=False
    )  # fmt: skip
