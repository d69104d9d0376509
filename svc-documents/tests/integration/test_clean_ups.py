"""A clean-up decides about every document of its scope; what is on no list ends."""

from datetime import date
from typing import Any

import httpx2
from documents_building import Documents, id_of, staff
from effects_building import changes_told, in_china, until
from relations_building import declare, effect_of, of_organ

from svc_documents.domain.documents.documents import Document
from svc_documents.domain.documents.states import DocumentClass
from svc_documents.domain.effects.effects import Force

DECIDED = "2026-11-20"
TITLE = "鹤城区人民政府关于公布行政规范性文件清理结果的决定"


def a_list(*items: dict[str, Any], **known: Any) -> dict[str, Any]:
    """What a registrar sends."""
    return {"title": TITLE, "decided_on": DECIDED, "items": list(items)} | known


def item(document: Document, verdict: str, **known: Any) -> dict[str, Any]:
    """One line of it."""
    return {"document_id": str(document.document_id), "verdict": verdict} | known


async def preview(documents: Documents, body: dict[str, Any]) -> httpx2.Response:
    """Look at what would happen."""
    return await documents.as_(staff("registrar")).post("/documents/clean-ups/preview", json=body)


async def carry_out(documents: Documents, body: dict[str, Any], plan: str) -> httpx2.Response:
    """Do it."""
    client = documents.as_(staff("registrar"))
    return await client.post("/documents/clean-ups", json=body | {"plan": plan})


async def clean_up(documents: Documents, body: dict[str, Any]) -> httpx2.Response:
    """Look, then do it."""
    plan = (await preview(documents, body)).json()["plan"]
    return await carry_out(documents, body, plan)


async def test_every_document_gets_its_verdict_and_what_is_on_no_list_ends(
    documents: Documents,
) -> None:
    kept, lapsed, repealed, amend, unlisted = [
        await documents.enter(of_organ()) for _ in range(5)
    ]  # fmt: skip
    law = await documents.enter(of_organ(document_class=DocumentClass.LAW))
    elsewhere = await documents.enter(of_organ(region_code="430102"))
    dead = await documents.enter(of_organ(force=until(date(2026, 11, 1))))
    newer = await documents.enter(of_organ(issued_on=date(2026, 11, 20)))
    body = a_list(
        item(kept, "continue"), item(lapsed, "lapsed"), item(repealed, "repealed"),
        item(amend, "amend_by", amend_by="2027-06-30"),
    )  # fmt: skip

    planned = (await preview(documents, body)).json()
    assert planned["counts"] == {
        "continue": 1, "lapsed": 1, "repealed": 1, "amend_by": 1, "cleaned_up": 1,
    }  # fmt: skip
    assert await changes_told(documents) == []
    done = await carry_out(documents, body, planned["plan"])

    assert done.status_code == 201, done.text
    expected = [
        (kept, "valid"), (lapsed, "lapsed"), (repealed, "repealed"), (amend, "valid"),
        (unlisted, "lapsed"), (law, "valid"), (elsewhere, "valid"), (dead, "lapsed"),
        (newer, "valid"),
    ]  # fmt: skip
    for document, effect in expected:
        assert (await effect_of(documents, document))["effect"] == effect
    assert (await effect_of(documents, unlisted))["since"] == DECIDED
    assert (await effect_of(documents, unlisted, "2026-11-19"))["effect"] == "valid"
    assert sorted(await changes_told(documents)) == [
        ("valid", "lapsed", DECIDED), ("valid", "lapsed", DECIDED), ("valid", "repealed", DECIDED),
    ]  # fmt: skip
    (told,) = await documents.told("documents.clean_up.carried_out.v1")
    assert told["counts"]["cleaned_up"] == 1


async def test_it_is_public_with_every_document(documents: Documents) -> None:
    kept, unlisted = [await documents.enter(of_organ()) for _ in range(2)]
    done = (await clean_up(documents, a_list(item(kept, "continue", note="评估良好")))).json()
    client, path = documents.as_(), f"/documents/clean-ups/{done['clean_up_id']}"

    one = (await client.get(path)).json()
    items = (await client.get(f"{path}/items?verdict=cleaned_up&count=true")).json()
    listed = (await client.get("/documents/clean-ups?count=true")).json()

    assert one["counts"] == {"continue": 1, "cleaned_up": 1}
    assert (items["total"], items["items"][0]["document_id"]) == (1, str(unlisted.document_id))
    assert (listed["total"], listed["items"][0]["title"]) == (1, TITLE)
    assert (await client.get(f"/documents/clean-ups/{kept.document_id}")).status_code == 404


async def test_what_changed_since_the_preview_is_not_carried_out(documents: Documents) -> None:
    kept = await documents.enter(of_organ())
    body = a_list(item(kept, "continue"))
    plan = (await preview(documents, body)).json()["plan"]
    await documents.enter(of_organ())

    answer = await carry_out(documents, body, plan)

    assert answer.status_code == 409
    assert await documents.pool.fetchval("SELECT count(*) FROM clean_up") == 0
    assert (await carry_out(documents, body, answer.json()["plan"])).status_code == 201


async def test_everything_wrong_with_a_list_is_said_at_once(documents: Documents) -> None:
    kept = await documents.enter(of_organ())
    foreign = await documents.enter(of_organ(region_code="430102"))
    body = a_list(
        item(foreign, "lapsed"), item(kept, "amend_by"), item(kept, "amend_by", amend_by=DECIDED),
        decided_on="2026-11-26",
    )  # fmt: skip

    answer = await preview(documents, body)

    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json()["errors"]] == [
        "/decided_on", "/items/0/document_id", "/items/1/amend_by", "/items/2/amend_by", "/items",
    ]  # fmt: skip


async def test_one_organs_clean_up_leaves_the_others_alone(documents: Documents) -> None:
    own, other = await documents.enter(of_organ()), await documents.enter(of_organ("swj"))

    await clean_up(documents, a_list(organ_id=str(id_of("organ", "xzsp"))))

    assert (await effect_of(documents, own))["effect"] == "lapsed"
    assert (await effect_of(documents, other))["effect"] == "valid"


async def test_nobody_cleans_up_another_region(documents: Documents) -> None:
    answer = await preview(documents, a_list(region_code="430100"))

    assert answer.status_code == 403
    body = a_list()
    assert (
        await documents.as_(staff("editor")).post("/documents/clean-ups/preview", json=body)
    ).status_code == 403


async def test_an_amendment_is_due_until_it_is_made(documents: Documents) -> None:
    first, second = [await documents.enter(of_organ()) for _ in range(2)]
    await clean_up(
        documents,
        a_list(item(first, "amend_by", amend_by="2026-12-20"),
               item(second, "amend_by", amend_by="2027-12-20")),
    )  # fmt: skip
    client = documents.as_()

    before = (await client.get("/documents/amendments-due")).json()["items"]
    documents.set_clock(in_china(date(2026, 12, 21), 9))
    overdue = (await client.get("/documents/amendments-due?overdue=true&count=true")).json()
    amending = await documents.enter(of_organ(force=Force(first=date(2026, 12, 21))))
    await declare(documents, amending, "amends", first)
    after = (await client.get("/documents/amendments-due")).json()["items"]

    assert [one["light"] for one in before] == ["red", "blue"]
    assert [(one["document_id"], one["light"]) for one in overdue["items"]] == [
        (str(first.document_id), "overdue")
    ]
    assert overdue["total"] == 1
    assert [one["document_id"] for one in after] == [str(second.document_id)]
