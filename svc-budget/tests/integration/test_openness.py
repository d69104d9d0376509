"""The Budget Law's periods and the score of openness, from what is really published."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from budget_building import REGION, Budget, staff
from submissions_building import EDUCATION, FINANCE, YEAR, Desk, a_book, a_desk, a_table

from svc_budget.domain.workbooks.books import Paragraph
from svc_budget.use_cases.openness.periods import tell_overdue
from svc_budget.use_cases.openness.scoring import note_evidence

REPLY = date(2026, 11, 1)
OPENNESS = f"/budget/openness/jyj/{YEAR}"
PERIOD = f"/budget/periods/reply/jyj/{YEAR}/final"


@pytest.fixture
async def desk(budget: Budget) -> Desk:
    return await a_desk(budget)


async def begin(desk: Desk, path: str = PERIOD, on: date = REPLY, version: str = "0") -> Any:
    body = {"began_on": on.isoformat(), "reference": "鹤财预〔2026〕18号"}
    return await desk.client(FINANCE, **{"If-Match": f'"{version}"'}).put(path, json=body)


async def publish(desk: Desk, *tables: Any, words: str = "") -> dict[str, Any]:
    narrative = (Paragraph("附注", 0, 0, words),) if words else ()
    told = await desk.published(a_book(*tables, narrative=narrative))
    async with desk.budget.bench.unit_of_work(desk.budget.now) as work:
        await note_evidence(work, told["submission_id"], YEAR)
    return told


async def book(desk: Desk, name: str = "final") -> dict[str, Any]:
    asked: dict[str, Any] = {"region_code": REGION, "year": YEAR}
    answer = await desk.client().get("/budget/timeliness", params=asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = next(
        one for one in answer.json()["items"] if (one["unit_code"], one["book"]) == ("jyj", name)
    )
    return found


async def item(desk: Desk, key: str) -> dict[str, Any]:
    answer = await desk.client().get(OPENNESS)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = next(one for one in answer.json()["items"] if one["item"] == key)
    return found


async def test_a_book_waits_turns_red_and_is_late_by_days(desk: Desk) -> None:
    assert (await book(desk))["light"] == "waiting"

    assert (await begin(desk)).status_code == 200
    assert ((await book(desk))["due_on"], (await book(desk))["light"]) == ("2026-11-21", "red")
    await publish(desk, a_table("T5"))

    found = await book(desk)
    assert (found["light"], found["days_late"]) == ("late", 4)
    assert found["article"] == "《预算法》第十四条第二款"


async def test_an_overdue_book_is_told_once_for_each_last_day(desk: Desk) -> None:
    await begin(desk)
    duties = desk.budget.app.state.office.duties
    for _ in range(2):
        async with desk.budget.bench.unit_of_work(desk.budget.now) as work:
            await tell_overdue(work, duties)
    await begin(desk, on=REPLY + timedelta(days=1), version="1")
    async with desk.budget.bench.unit_of_work(desk.budget.now) as work:
        await tell_overdue(work, duties)

    told = await desk.budget.told("budget.disclosure.overdue.v1")
    assert [(one["unit_code"], one["book"], one["due_on"]) for one in told] == [
        ("jyj", "final", "2026-11-21"), ("jyj", "final", "2026-11-22"),
    ]  # fmt: skip


async def test_a_period_is_entered_by_the_regions_finance_department_alone(desk: Desk) -> None:
    body = {"began_on": REPLY.isoformat(), "reference": "批复"}
    new = {"If-Match": '"0"'}

    refused = await desk.client(EDUCATION, **new).put(PERIOD, json=body)
    elsewhere = await begin(desk, f"/budget/periods/approval/430000/{YEAR}/budget")
    unknown = await begin(desk, f"/budget/periods/reply/nobody/{YEAR}/final")
    await begin(desk)
    stale = await begin(desk)

    assert refused.status_code == 403
    assert (elsewhere.status_code, unknown.status_code) == (404, 404)
    assert stale.status_code == 412


async def test_a_score_says_of_every_item_what_it_was_given_for(desk: Desk) -> None:
    await begin(desk, on=date(2026, 11, 20))
    deep = a_table("T5", {"2050201": {"合计": 100}})
    shallow = a_table("T3", {"205": {"合计": 100}})
    await publish(desk, deep, shallow, words="机关运行经费支出减少，主要原因是压减。")

    assert (await item(desk, "final-general"))["points"] == "4.00"
    spending = await item(desk, "final-spending")
    assert (spending["points"], spending["out_of"]) == ("1.50", "3.00")
    assert "应到 7 位" in spending["checks"][1]["reason"]
    assert (await item(desk, "final-income"))["state"] == "missing"
    assert (await item(desk, "final-running-costs"))["points"] == "3.00"
    assert (await item(desk, "final-procurement"))["points"] == "0.75"
    assert (await item(desk, "budget-book"))["state"] == "not_due"


async def test_what_is_classified_counts_neither_way_and_its_basis_is_public(desk: Desk) -> None:
    await publish(desk, a_table("T5"))
    body = {"item": "final-procurement", "basis": "《保守国家秘密法》第十三条"}

    told = await desk.client(EDUCATION).post(f"{OPENNESS}/classified", json=body)
    other = await desk.client(staff(organ="wjj")).post(f"{OPENNESS}/classified", json=body)
    unknown = await desk.client(EDUCATION).post(
        f"{OPENNESS}/classified", json=body | {"item": "nothing"}
    )

    assert told.status_code == 200, told.text
    found = await item(desk, "final-procurement")
    assert (found["state"], found["out_of"], found["basis"]) == (
        "classified", "0.00", body["basis"],
    )  # fmt: skip
    assert other.status_code == 404
    assert "final-book" in unknown.json()["errors"][0]["message"]


async def test_departments_are_ranked_and_those_without_a_score_come_last(desk: Desk) -> None:
    await publish(desk, a_table("T5"))
    asked: dict[str, Any] = {"region_code": REGION, "year": YEAR}

    ranked = (await desk.client().get("/budget/openness", params=asked)).json()["items"]

    assert [(one["unit_code"], one["place"]) for one in ranked] == [
        ("jyj", 1), ("czj", None), ("wjj", None),
    ]  # fmt: skip
    assert ranked[1]["score"] is None


async def test_a_correction_does_not_make_a_book_late(desk: Desk) -> None:
    await begin(desk, on=date(2026, 11, 20))
    first = await publish(desk, a_table("T5"))
    desk.budget.set_clock(datetime(2027, 3, 1, 2, tzinfo=UTC))
    told = await desk.post(first["submission_id"], "correct", reason="教育支出漏计一笔，更正。")
    assert told.is_success, told.text

    assert (await book(desk))["light"] == "done"
