"""What the services tell each other: the page of events and the AsyncAPI document."""

from yangguang_local.documents.asyncapi import document
from yangguang_local.documents.declarations import declarations, listeners
from yangguang_local.documents.event_page import page
from yangguang_local.documents.openapi import as_text


def files() -> dict[str, str]:
    """Path -> text of every document of events in the repository."""
    events = declarations()
    return {
        "docs/events.md": page(events, listeners()),
        "docs/asyncapi.json": as_text(document(events)),
    }
