"""What every fact of a document on its way says."""

from typing import Any

from svc_documents.domain.documents.documents import Document


def about(document: Document) -> dict[str, Any]:
    """Which document, of whom."""
    return {
        "document_id": document.document_id,
        "organ_id": document.organ_id,
        "region_code": document.region_code,
    }
