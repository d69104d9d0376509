"""The HTTP process of svc-documents."""

from fastapi import FastAPI

from shared.service import create_app
from svc_documents.api.basis import basis
from svc_documents.api.columns import columns, entries
from svc_documents.api.disclosure_requests import handling, requests
from svc_documents.api.documents import attachments, corrections, documents, drafts, life
from svc_documents.api.effects import changes, clean_ups, expiring, suspensions
from svc_documents.api.graph import graph, links
from svc_documents.api.inspections import inspections
from svc_documents.api.relations import relations
from svc_documents.api.resource_map import places
from svc_documents.api.texts import sources, texts
from svc_documents.api.topics import editing, topics
from svc_documents.settings import DocumentsSettings

NAME = "svc-documents"
# In the order they are tried: words of a path before ids (/documents/changes, /documents/{id}).
ROUTERS = (
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
    entries.router,
    columns.router,
    topics.router,
    topics.documents_router,
    editing.router,
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

    return create_app(NAME, known, ROUTERS, opened=opened, title="规范性文件与信息公开")
