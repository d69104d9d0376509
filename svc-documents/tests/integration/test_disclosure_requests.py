"""Requests for disclosure at the service: applied for, handled, answered, counted."""

from datetime import date, timedelta
from typing import Any

import pytest
from days_building import DAYS
from disclosure_building import (
    ORGAN,
    OTHER_ORGAN,
    ROUTE,
    an_application,
    apply,
    at,
    desk,
    tell_directory,
)
from documents_building import Documents, a_person, id_of, staff

from shared import told_calendar
from svc_documents.use_cases.disclosure_requests.recounting import recount_requests

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PRIVATE = ("张三", "431202199001011234", "13800000001", "湘西某公司")


@pytest.fixture
async def office(documents: Documents) -> Documents:
    """The service once the directory has spoken; it is Monday, 2026-03-02, 10:00."""
    documents.set_clock(at("2026-03-02"))
    await tell_directory(documents)
    return documents


async def test_an_application_is_acknowledged_with_a_number_and_the_last_day(
    office: Documents,
) -> None:
    first, second = await apply(office), await apply(office)

    assert (first["request_no"], second["request_no"]) == (
        "XZSP-YSQ-2026-0001",
        "XZSP-YSQ-2026-0002",
    )
    assert (first["state"], first["light"], first["due_on"]) == (
        "in_progress",
        "green",
        "2026-03-30",
    )
    assert first["days_left"] == 20
    assert first["name"] == "张三"


async def test_what_comes_in_after_hours_is_received_on_the_next_working_day(
    office: Documents,
) -> None:
    office.set_clock(at("2026-03-06", 20))

    assert (await apply(office))["received_on"] == "2026-03-09"


async def test_nothing_personal_is_stored_in_clear_or_told(office: Documents) -> None:
    applied = await apply(office)
    handler = desk(office)
    await handler.post(
        f"{ROUTE}/{applied['request_id']}/consultations",
        json={"kind": "third_party", "party": "湘西某公司"},
    )

    kept = ""
    for table in ("disclosure_request", "journal", "outbox"):
        kept += str([dict(row) for row in await office.pool.fetch(f"SELECT * FROM {table}")])
    assert [one for one in PRIVATE if one in kept] == []
    assert "138****0001" in kept


async def test_another_persons_or_organs_request_is_not_there(office: Documents) -> None:
    request_id = (await apply(office))["request_id"]
    answers = [
        await office.as_(a_person("li")).get(f"{ROUTE}/{request_id}"),
        await office.as_(a_person("li")).post(f"{ROUTE}/{request_id}/withdraw"),
        await desk(office, organ="mzj").get(f"{ROUTE}/{request_id}"),
        await desk(office, organ="mzj").post(
            f"{ROUTE}/{request_id}/answer", json={"kind": "granted"}
        ),
        await office.as_(staff("window")).get(f"{ROUTE}/{request_id}"),
        await office.as_(staff("supervisor", region="431221")).post(
            f"{ROUTE}/{request_id}/extend", json={"days": 5, "reason": "复杂"}
        ),
    ]
    anonymous = await office.as_().get(f"{ROUTE}/{request_id}")

    assert [one.status_code for one in answers] == [404] * 6
    assert anonymous.status_code == 401
    assert (await desk(office, organ="mzj").get(f"{ROUTE}/desk")).json()["items"] == []
    assert len((await desk(office).get(f"{ROUTE}/desk")).json()["items"]) == 1


async def test_what_is_wrong_is_named_all_at_once_and_nothing_is_kept(office: Documents) -> None:
    refused = await office.as_(a_person()).post(
        ROUTE,
        json=an_application(
            organ_id=str(id_of("nowhere")), applicant_kind="business", delivery="post",
            certificate_no="431202199001011231",
        ),
    )  # fmt: skip

    assert refused.status_code == 422
    assert {one["pointer"] for one in refused.json()["errors"]} == {
        "#/organ_id", "#/applicant_kind", "#/certificate_no", "#/address",
    }  # fmt: skip
    assert await office.pool.fetchval("SELECT count(*) FROM disclosure_request") == 0
    assert await office.pool.fetchval("SELECT count(*) FROM disclosure_serial") == 0


async def test_from_supplement_to_letter(office: Documents) -> None:
    request_id = (await apply(office))["request_id"]
    path, person, handler = f"{ROUTE}/{request_id}", office.as_(a_person()), desk(office)

    asked = await handler.post(
        f"{path}/request-supplement", json={"reason": "请写明年度", "days": 10}
    )
    again = await handler.post(f"{path}/request-supplement", json={"reason": "再补一次"})
    office.set_clock(at("2026-03-09"))
    given = await person.post(f"{path}/supplement", json={"text": "2025年度的使用情况"})
    extended = await office.as_(staff("supervisor")).post(
        f"{path}/extend", json={"days": 10, "reason": "涉及多个年度"}
    )
    unseen = await person.get(f"{path}/letter")
    file = await handler.post(f"{path}/files", files={"file": ("资金明细.pdf", PDF)})
    early = await person.get(f"{path}/files/{file.json()['file_id']}")
    answered = await handler.post(
        f"{path}/answer",
        json={"kind": "partly", "grounds": ["third_party"], "text": "企业账号已作区分处理。"},
    )
    late = await handler.post(f"{path}/files", files={"file": ("又一份.pdf", PDF)})
    letter = (await person.get(f"{path}/letter")).json()
    files = (await person.get(f"{path}/files")).json()
    content = await person.get(f"{path}/files/{files[0]['file_id']}")

    assert (asked.json()["light"], again.status_code) == ("resting", 409)
    assert given.json()["due_on"] == "2026-04-07"
    assert extended.json()["due_on"] == "2026-04-21"
    assert (unseen.status_code, early.status_code, late.status_code) == (404, 404, 409)
    assert answered.json()["answer"]["title"] == "部分公开"
    assert letter["addressee"] == "张三："
    assert any("第十五条" in one for one in letter["paragraphs"])
    assert any("行政复议" in one for one in letter["paragraphs"])
    assert (files[0]["file_name"], content.content) == ("资金明细.pdf", PDF)
    asked_for = await office.told("documents.notification.requested.v1")
    assert [one["template"] for one in asked_for] == [
        "disclosure_received", "disclosure_supplement_asked", "disclosure_extended",
        "disclosure_answered",
    ]  # fmt: skip
    (told,) = await office.told("documents.disclosure_request.answered.v1")
    assert (told["kind"], told["in_time"]) == ("partly", True)


async def test_who_was_consulted_only_the_organ_sees(office: Documents) -> None:
    request_id = (await apply(office))["request_id"]
    handler = desk(office)
    shown = await handler.post(
        f"{ROUTE}/{request_id}/consultations", json={"kind": "third_party", "party": "湘西某公司"}
    )
    running = await handler.post(f"{ROUTE}/{request_id}/answer", json={"kind": "granted"})
    ended = await handler.post(
        f"{ROUTE}/{request_id}/consultations/1/end", json={"opinion": "objects"}
    )
    own = await office.as_(a_person()).get(f"{ROUTE}/{request_id}")

    assert shown.json()["consultations"][0]["party"] == "湘西某公司"
    assert running.status_code == 409
    assert ended.json()["consultations"][0]["opinion"] == "objects"
    assert own.json()["consultations"][0]["party"] == ""


async def test_a_fee_is_asked_for_and_paid(office: Documents) -> None:
    request_id = (await apply(office))["request_id"]
    handler = desk(office)
    asked = await handler.post(f"{ROUTE}/{request_id}/fee", json={"basis": "items", "quantity": 31})
    office.set_clock(at("2026-03-05"))
    paid = await handler.post(f"{ROUTE}/{request_id}/fee-paid")

    assert asked.json()["fee"]["amount"] == "2200"
    assert asked.json()["state"] == "awaiting_fee"
    assert (paid.json()["state"], paid.json()["due_on"]) == ("in_progress", "2026-04-02")


async def test_an_answer_that_gives_nothing_needs_words(office: Documents) -> None:
    request_id = (await apply(office))["request_id"]
    refused = await desk(office).post(f"{ROUTE}/{request_id}/answer", json={"kind": "not_held"})

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "#/text"


async def test_overdue_ones_stand_on_the_supervisors_list_the_longest_first(
    office: Documents,
) -> None:
    first = await apply(office)
    office.set_clock(at("2026-03-03"))
    second = await apply(office)
    supervisor = office.as_(staff("supervisor"))
    office.set_clock(at("2026-03-30"))
    before = (await supervisor.get(f"{ROUTE}/overdue?count=true")).json()
    office.set_clock(at("2026-04-02"))
    page = (await supervisor.get(f"{ROUTE}/overdue?limit=1&count=true")).json()
    rest = (await supervisor.get(f"{ROUTE}/overdue?cursor={page['next_cursor']}")).json()

    assert before["total"] == 0
    assert page["total"] == 2
    assert [one["request_id"] for one in page["items"] + rest["items"]] == [
        first["request_id"], second["request_id"],
    ]  # fmt: skip
    assert (page["items"][0]["light"], page["items"][0]["days_left"]) == ("red", -3)
    elsewhere = office.as_(staff("supervisor", region="431221"))
    assert (await elsewhere.get(f"{ROUTE}/overdue")).json()["items"] == []


async def test_own_requests_page_by_page_and_a_desk_by_state_and_day(office: Documents) -> None:
    ids = [(await apply(office))["request_id"] for _ in range(3)]
    person = office.as_(a_person())
    await person.post(f"{ROUTE}/{ids[0]}/withdraw")
    page = (await person.get(f"{ROUTE}?limit=2&count=true")).json()
    rest = (await person.get(f"{ROUTE}?limit=2&cursor={page['next_cursor']}")).json()
    withdrawn = (await desk(office).get(f"{ROUTE}/desk?state=withdrawn&count=true")).json()
    due = (await desk(office).get(f"{ROUTE}/desk?due_to=2026-03-30&count=true")).json()

    assert [one["request_id"] for one in page["items"] + rest["items"]] == ids[::-1]
    assert page["total"] == 3
    assert ([one["request_id"] for one in withdrawn["items"]], withdrawn["total"]) == ([ids[0]], 1)
    assert due["total"] == 2


async def test_the_yearly_table_adds_up_over_two_years(office: Documents) -> None:
    office.set_clock(at("2025-12-22"))
    old = [(await apply(office))["request_id"] for _ in range(3)]
    handler = desk(office)
    await handler.post(f"{ROUTE}/{old[0]}/answer", json={"kind": "granted"})
    office.set_clock(at("2026-01-12"))
    refusal = {"kind": "refused", "grounds": ["in_process"], "text": "属于讨论记录。"}
    await handler.post(f"{ROUTE}/{old[1]}/answer", json=refusal)
    office.set_clock(at("2026-02-02"))
    new = [(await apply(office))["request_id"] for _ in range(2)]
    await office.as_(a_person()).post(f"{ROUTE}/{new[0]}/withdraw")

    first, second = [await _table(office, year) for year in (2025, 2026)]
    assert first | {"adds_up": True} == first
    assert first["rows"] == {"1": 3, "3.1": 1, "3.7": 1, "4": 2}
    assert second["rows"] == {"1": 2, "2": 2, "3.3.6": 1, "3.6.3": 1, "3.7": 2, "4": 2}
    assert second["adds_up"] is True
    assert (await _table(office, 2026, organ_id=str(OTHER_ORGAN)))["rows"] == {}
    assert (await _table(office, 2026, organ_id=str(ORGAN)))["rows"] == second["rows"]
    assert (await _table(office, 2026, region="431202"))["closed_in_time"] == 2


async def _table(office: Documents, year: int, **asked: str) -> dict[str, Any]:
    answer = await office.as_().get(f"{ROUTE}/statistics", params={"year": str(year)} | asked)
    table: dict[str, Any] = answer.json()
    rows = {one["row"]: one["total"] for one in table["rows"] if one["total"]}
    return table | {"rows": rows}


async def test_a_new_calendar_moves_the_last_day_of_what_is_open(office: Documents) -> None:
    moved = (await apply(office))["request_id"]
    closed = (await apply(office))["request_id"]
    await office.as_(a_person()).post(f"{ROUTE}/{closed}/withdraw")
    holiday = date(2026, 3, 9)
    days = [(day, working and day != holiday, name, guess) for day, working, name, guess in DAYS]
    async with office.bench.unit_of_work(office.now + timedelta(hours=1)) as work:
        await told_calendar.put_days(work, days)
        assert await recount_requests(work) == 1

    shown = await office.as_(a_person()).get(f"{ROUTE}/{moved}")
    assert shown.json()["due_on"] == "2026-03-31"
    (told,) = await office.told("documents.disclosure_request.recounted.v1")
    assert (told["due_before"], told["due_on"]) == ("2026-03-30", "2026-03-31")


async def test_kinds_and_grounds_are_told_with_their_articles(office: Documents) -> None:
    kinds = (await office.as_().get(f"{ROUTE}/kinds")).json()

    assert len(kinds["kinds"]) == 16
    assert {one["code"] for one in kinds["kinds"] if one["needs_grounds"]} == {"refused", "partly"}
    assert [one["article"][:3] for one in kinds["grounds"]][:4] == ["第十四"] * 3 + ["第十五"]
