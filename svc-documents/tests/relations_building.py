"""Builders for the tests of relations: documents of an organ, and what is declared of them."""

from datetime import date
from typing import Any

import httpx2
from documents_building import REGION, Documents, a_document, id_of, staff

from svc_documents.domain.documents.documents import Document
from svc_documents.domain.effects.effects import Force

ORGAN = id_of("organ", "xzsp")


def of_organ(organ: str = "xzsp", **known: Any) -> Document:
    """A published document of an organ of the region."""
    about: dict[str, Any] = {
        "organ_id": id_of("organ", organ), "organ_name": organ, "region_code": REGION,
        "force": Force(first=date(2020, 1, 1)),
    }  # fmt: skip
    return a_document(**about | known)


async def declare(
    documents: Documents, document: Document, kind: str, target: Document, **known: Any
) -> httpx2.Response:
    """The editor of the organ declares a relation."""
    body = {"kind": kind, "target_id": str(target.document_id)} | known
    client = documents.as_(staff("editor"))
    return await client.post(f"/documents/{document.document_id}/relations", json=body)


async def effect_of(documents: Documents, document: Document, on: str = "") -> dict[str, Any]:
    """What anybody reads of a document's effect."""
    query = f"?on={on}" if on else ""
    answer = await documents.as_().get(f"/documents/{document.document_id}{query}")
    effect: dict[str, Any] = answer.json()["effect"]
    return effect
