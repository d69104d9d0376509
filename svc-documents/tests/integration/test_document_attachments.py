"""Files behind recorded steps: named by the step, read by those whose document it is."""

from typing import Any
from uuid import uuid4

import pytest
from documents_building import Documents, staff
from life_building import EDITOR, REGISTRAR, Life

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
async def life(documents: Documents) -> Life:
    """The service, with two organs that may issue."""
    made = Life(documents)
    await made.settle()
    return made


def a_file(content: bytes = PDF, name: str = "合法性审核意见书.pdf") -> dict[str, Any]:
    return {"files": {"file": (name, content)}}


async def test_a_step_names_its_file_and_both_sides_read_it(life: Life) -> None:
    document_id = await life.at("submit-for-review")

    kept = await life.ask("POST", f"/{document_id}/attachments", REGISTRAR, **a_file())
    attachment_id = kept.json()["attachment_id"]
    step = await life.step(document_id, "legality_review", attachment_id=attachment_id)

    assert (kept.status_code, step.status_code) == (201, 201)
    assert step.json()["steps"][0]["attachment_id"] == attachment_id
    for caller in (EDITOR, REGISTRAR):
        file = await life.ask("GET", f"/{document_id}/attachments/{attachment_id}/file", caller)
        assert (file.status_code, file.content) == (200, PDF)
        assert file.headers["x-content-type-options"] == "nosniff"


async def test_a_step_names_no_file_of_another_document(life: Life) -> None:
    one, other = await life.at("submit-for-review"), await life.at("submit-for-review")
    kept = await life.ask("POST", f"/{other}/attachments", REGISTRAR, **a_file())

    for attachment_id in (kept.json()["attachment_id"], str(uuid4())):
        step = await life.step(one, "legality_review", attachment_id=attachment_id)
        assert (step.status_code, step.json()["errors"][0]["pointer"]) == (422, "#/attachment_id")


async def test_what_is_no_document_is_not_kept(life: Life) -> None:
    document_id = await life.at("submit-for-review")

    answer = await life.ask("POST", f"/{document_id}/attachments", **a_file(b"MZ\x90\x00", "a.pdf"))

    assert answer.status_code == 415
    assert await life.documents.pool.fetchval("SELECT count(*) FROM document_attachment") == 0


async def test_anothers_attachments_are_not_found(life: Life) -> None:
    document_id = await life.at("submit-for-review")
    kept = await life.ask("POST", f"/{document_id}/attachments", **a_file())
    path = f"/{document_id}/attachments/{kept.json()['attachment_id']}/file"

    for caller in (staff("editor", "scjg"), staff("registrar", "xzsp", region="430100")):
        assert (await life.ask("GET", path, caller)).status_code == 404
        sent = await life.ask("POST", f"/{document_id}/attachments", caller, **a_file())
        assert sent.status_code == 404
