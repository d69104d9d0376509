"""Before a validity ends: lights, lists, and the organ's evaluation."""

from datetime import date

import httpx2
import pytest
from documents_building import Documents, staff
from effects_building import DAY, give_force, in_china, until
from relations_building import of_organ

from svc_documents.domain.documents.documents import Document
from svc_documents.use_cases.effects.lighting import light_up

TODAY = date(2026, 11, 25)
EXPIRING = "documents.document.expiring.v1"


async def lit_on(documents: Documents, day: date) -> int:
    """A worker looks for lights on a day."""
    async with documents.bench.unit_of_work(in_china(day, 0, 1)) as work:
        return await light_up(work, documents.settings.jurisdictions(), day)


async def evaluate(
    documents: Documents, document: Document, outcome: str = "continue", organ: str = "xzsp"
) -> httpx2.Response:
    """The editor of an organ evaluates a document."""
    client = documents.as_(staff("editor", organ))
    path = f"/documents/{document.document_id}/evaluations"
    body = {"outcome": outcome, "report": "实施情况良好，建议继续执行。"}
    return await client.post(path, json=body)


async def test_each_light_is_told_once(documents: Documents) -> None:
    last = TODAY + DAY * 200
    entered = await documents.enter(of_organ(force=until(last)))

    for before in (181, 180, 179, 90, 89, 30, 29, 0):
        await lit_on(documents, last - DAY * before)
        await lit_on(documents, last - DAY * before)

    told = await documents.told(EXPIRING)
    assert [one["days"] for one in told] == [180, 90, 30]
    assert {one["document_id"] for one in told} == {str(entered.document_id)}


async def test_after_a_long_rest_only_the_nearest_light_is_told(documents: Documents) -> None:
    await documents.enter(of_organ(force=until(TODAY + DAY * 20)))

    assert await lit_on(documents, TODAY) == 1
    assert await lit_on(documents, TODAY) == 0

    assert [one["days"] for one in await documents.told(EXPIRING)] == [30]


async def test_another_end_has_lights_of_its_own(documents: Documents) -> None:
    entered = await documents.enter(of_organ(force=until(TODAY + DAY * 20)))
    await lit_on(documents, TODAY)
    await give_force(documents, entered, until(TODAY + DAY * 25))

    await lit_on(documents, TODAY)

    last_days = [one["last_day"] for one in await documents.told(EXPIRING)]
    assert last_days == ["2026-12-15", "2026-12-20"]


async def test_the_list_is_nearest_first_with_lights_and_ends_where_asked(
    documents: Documents,
) -> None:
    for left in (0, 30, 31, 90, 91, 180, 181):
        await documents.enter(of_organ(force=until(TODAY + DAY * left)))
    await documents.enter(of_organ(force=until(TODAY - DAY)))
    client = documents.as_()

    page = (await client.get("/documents/expiring?limit=4&count=true")).json()
    rest = (await client.get(f"/documents/expiring?cursor={page['next_cursor']}")).json()
    soon = (await client.get("/documents/expiring?within=30&count=true")).json()

    shown = [(one["days_left"], one["light"], one["light_days"])
             for one in [*page["items"], *rest["items"]]]  # fmt: skip
    assert shown == [
        (0, "red", 30), (30, "red", 30), (31, "yellow", 90), (90, "yellow", 90),
        (91, "blue", 180), (180, "blue", 180),
    ]  # fmt: skip
    assert (page["total"], soon["total"]) == (6, 2)


async def test_staff_see_their_own_organs_with_the_outcome(documents: Documents) -> None:
    own = await documents.enter(of_organ(force=until(TODAY + DAY * 40)))
    await documents.enter(of_organ("swj", force=until(TODAY + DAY * 40)))
    await evaluate(documents, own, "repeal")
    await evaluate(documents, own, "continue")

    seen = (await documents.as_(staff("editor")).get("/documents/expiring/own")).json()["items"]

    assert [(one["document_id"], one["outcome"]) for one in seen] == [
        (str(own.document_id), "continue")
    ]
    assert (await documents.as_().get("/documents/expiring/own")).status_code == 401


@pytest.mark.parametrize(
    ("last_day", "status"),
    [(date(2027, 5, 25), 201), (date(2027, 5, 26), 409), (TODAY, 201), (TODAY - DAY, 409)],
)
async def test_evaluation_is_in_the_six_months_before_the_end(
    documents: Documents, last_day: date, status: int
) -> None:
    entered = await documents.enter(of_organ(force=until(last_day)))

    answer = await evaluate(documents, entered)

    assert answer.status_code == status
    assert len(await documents.told("documents.document.evaluated.v1")) == (status == 201)


async def test_another_organs_document_is_neither_evaluated_nor_read(documents: Documents) -> None:
    entered = await documents.enter(of_organ(force=until(TODAY + DAY)))
    await evaluate(documents, entered)
    path = f"/documents/{entered.document_id}/evaluations"

    own = await documents.as_(staff("approver")).get(f"{path}?count=true")
    foreign = await documents.as_(staff("approver", "swj")).get(path)

    assert (await evaluate(documents, entered, organ="swj")).status_code == 404
    assert foreign.status_code == 404
    assert (own.json()["total"], own.json()["items"][0]["outcome"]) == (1, "continue")
