"""Articles are suspended and carried out again."""

from datetime import date

import httpx2
from documents_building import Documents, articles_to, staff
from effects_building import changes_told, in_china, look_all, until
from relations_building import effect_of, of_organ

from svc_documents.domain.documents.documents import Document

REASON = "行政复议附带审查认定第三条不合法"


async def suspend(documents: Documents, document: Document, **body: object) -> httpx2.Response:
    """The registrar of the region suspends articles."""
    client = documents.as_(staff("registrar"))
    path = f"/documents/{document.document_id}/suspensions"
    return await client.post(path, json={"reason": REASON} | body)


async def lift(documents: Documents, document: Document, number: int) -> httpx2.Response:
    """The registrar lifts it today."""
    client = documents.as_(staff("registrar"))
    path = f"/documents/{document.document_id}/suspensions/{number}/lift"
    return await client.post(path, json={"reason": "已修改"})


async def test_an_article_is_suspended_at_once_shown_and_told(documents: Documents) -> None:
    entered = await documents.enter(of_organ(), articles_to(5))

    answer = await suspend(documents, entered, articles=["第三条"])

    assert answer.status_code == 201
    assert answer.json()["effect"]["title"] == "部分停止执行"
    shown = (await documents.as_().get(f"/documents/{entered.document_id}")).json()
    assert [(one["number"], one["article"]) for one in shown["suspensions"]] == [(1, "第三条")]
    assert await changes_told(documents) == [("valid", "suspended", "2026-11-25")]
    (told,) = await documents.told("documents.document.suspended.v1")
    assert told["articles"] == ["第三条"]


async def test_of_two_suspended_articles_the_last_to_be_lifted_makes_it_valid_again(
    documents: Documents,
) -> None:
    entered = await documents.enter(of_organ(), articles_to(5))
    await suspend(documents, entered, articles=["第三条", "第五条"])
    documents.set_clock(in_china(date(2026, 12, 10), 9))

    first = await lift(documents, entered, 1)
    second = await lift(documents, entered, 2)
    again = await lift(documents, entered, 2)

    assert [first.json()["effect"]["effect"], second.json()["effect"]["effect"]] == [
        "suspended", "valid",
    ]  # fmt: skip
    assert again.status_code == 409
    assert (await effect_of(documents, entered, "2026-12-01"))["effect"] == "suspended"
    assert await changes_told(documents) == [
        ("valid", "suspended", "2026-11-25"), ("suspended", "valid", "2026-12-10"),
    ]  # fmt: skip
    assert len(await documents.told("documents.document.suspension_lifted.v1")) == 2


async def test_a_suspension_to_come_is_told_at_its_midnight_and_at_its_end(
    documents: Documents,
) -> None:
    entered = await documents.enter(of_organ())

    await suspend(documents, entered, first="2026-12-01", until="2026-12-05")
    assert await changes_told(documents) == []
    await look_all(documents, in_china(date(2026, 12, 6)))

    assert await changes_told(documents) == [
        ("valid", "suspended", "2026-12-01"), ("suspended", "valid", "2026-12-05"),
    ]  # fmt: skip


async def test_what_cannot_be_suspended_is_refused(documents: Documents) -> None:
    dead = await documents.enter(of_organ(force=until(date(2026, 11, 24))))
    foreign = await documents.enter(of_organ(region_code="430102"))
    alive = await documents.enter(of_organ())

    answers = [
        await suspend(documents, dead),
        await suspend(documents, foreign),
        await suspend(documents, alive, first="2026-11-24"),
        await suspend(documents, alive, until="2026-11-25"),
        await lift(documents, alive, 1),
    ]

    assert [one.status_code for one in answers] == [409, 404, 422, 422, 404]
    assert await documents.told("documents.document.suspended.v1") == []
