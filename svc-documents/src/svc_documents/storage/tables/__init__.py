"""The tables of svc-documents, declared so that the migrations can be proved against them."""

from svc_documents.storage.tables import (
    basis,
    columns,
    directory,
    disclosure_requests,
    documents,
    drafts,
    effects,
    inspections,
    library,
    livelihood_projects,
    resource_map,
    search,
    topics,
)
from svc_documents.storage.tables.metadata import metadata

__all__ = [
    "basis",
    "columns",
    "directory",
    "disclosure_requests",
    "documents",
    "drafts",
    "effects",
    "inspections",
    "library",
    "livelihood_projects",
    "metadata",
    "resource_map",
    "search",
    "topics",
]
