"""What svc-documents tells of whole collections that were loaded at once."""

from typing import ClassVar

from shared.events.event import Event


class CollectionLoaded(Event):
    """A collection was loaded; its documents are not told one by one, their changes later are."""

    subject: ClassVar[str] = "documents.collection.loaded.v1"

    source: str
    documents: int
    texts: int
    refused: int = 0
