"""An evaluator asks who was served, and hands in what it stored while it was cut off."""

from asyncio import create_task, gather
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from devices_building import (
    BARBER,
    DEVICES,
    a_device,
    a_device_answer,
    a_supervisor,
    a_window,
)
from feedback_building import MATTER, Feedback, a_person, an_answer

STORED = 500


async def test_the_desk_asks_and_the_evaluator_shows_no_level_beforehand(
    feedback: Feedback,
) -> None:
    window = await a_window(feedback)
    assert (await window.prompt())["state"] == "idle"

    opened = await window.visited()
    shown = await window.prompt()

    assert opened.status_code == 201
    assert opened.json()["device_ids"] == ["evaluator-3"]
    assert (opened.json()["token"], opened.json()["code"]) == (None, None)
    assert (shown["state"], shown["visit_id"]) == ("asking", opened.json()["visit_id"])
    assert [level["level"] for level in shown["levels"]] == [5, 4, 3, 2, 1]


async def test_a_persons_choice_is_one_review_however_often_it_is_sent(feedback: Feedback) -> None:
    window = await a_window(feedback)
    visit = (await window.visited()).json()["visit_id"]
    answer = a_device_answer(visit, 2, tags=[209])

    taken = await gather(*(window.answers(answer) for _ in range(5)))

    assert [each.status_code for each in taken] == [201] * 5
    assert len({each.json()["review_id"] for each in taken}) == 1
    assert await feedback.pool.fetchval("SELECT count(*) FROM review") == 1
    assert (await window.prompt())["state"] == "idle"
    assert (await window.visited(visit)).status_code == 409


async def test_500_answers_stored_while_cut_off_arrive_in_order_and_none_twice(
    feedback: Feedback,
) -> None:
    window = await a_window(feedback)
    began = datetime.now(UTC) - timedelta(days=2)
    stored = [
        a_device_answer(
            uuid4(), 1 + number % 5, answered_at=(began + timedelta(minutes=number)).isoformat(),
            staff_no="HC-XZSP-001", **BARBER,
        )
        for number in range(STORED)
    ]  # fmt: skip

    first = [await window.answers(each) for each in stored[:60]]
    again = [await window.answers(each) for each in stored]  # the line broke, nobody knew when

    assert {each.status_code for each in first + again} == {201}
    assert [each.json()["submission_id"] for each in again] == [s["submission_id"] for s in stored]
    assert [each.json()["review_id"] for each in again[:60]] == [
        each.json()["review_id"] for each in first
    ]
    rows = await feedback.pool.fetch("SELECT submission_id FROM review ORDER BY review_id")
    assert [str(row[0]) for row in rows] == [each["submission_id"] for each in stored]
    summary = (await feedback.as_().get(f"/api/v1/reviews/summary?matter={MATTER}")).json()
    assert (summary["opportunities"], summary["reviews"]) == (STORED, STORED)
    assert [level["count"] for level in summary["levels"]] == [STORED // 5] * 5


async def test_a_visit_the_desk_never_told_of_is_marked(feedback: Feedback) -> None:
    window = await a_window(feedback)
    known = (await window.visited()).json()["visit_id"]

    await window.answers(a_device_answer(known))
    await window.answers(a_device_answer(uuid4(), **BARBER))
    refused = await window.answers(a_device_answer(uuid4()))

    told = await feedback.pool.fetch("SELECT visit_told FROM circumstance ORDER BY review_id")
    assert [row[0] for row in told] == [True, False]
    assert (refused.status_code, refused.json()["type"].rsplit("/", 1)[1]) == (404, "visit-unknown")


async def test_a_question_is_shown_for_a_minute(feedback: Feedback) -> None:
    window = await a_window(feedback)
    await window.visited()

    feedback.later(timedelta(seconds=61))

    assert (await window.prompt())["state"] == "idle"


async def test_a_waiting_evaluator_is_told_what_is_new(feedback: Feedback) -> None:
    window = await a_window(feedback)
    waiting = create_task(window.prompt(after=0, wait=10))

    opened = await window.visited()

    assert (await waiting)["visit_id"] == opened.json()["visit_id"]


async def test_each_evaluator_is_answered_for_itself_alone(feedback: Feedback) -> None:
    window = await a_window(feedback)
    path = f"{DEVICES}/{window.device.device_id}/prompt"

    for other in (a_device("evaluator-4"), a_person(), window.clerk):
        refused = await feedback.as_(other).get(path)
        assert (refused.status_code, refused.json()["type"].rsplit("/", 1)[1]) == (
            403, "not-this-device",
        )  # fmt: skip
    unbound = a_device("evaluator-9")
    assert (await feedback.as_(unbound).get(f"{DEVICES}/evaluator-9/prompt")).status_code == 404


async def test_the_visits_of_a_case_are_counted_and_a_code_scanned_reviews_each(
    feedback: Feedback,
) -> None:
    window = await a_window(feedback)
    case: dict[str, Any] = {"case_id": str(uuid4()), "case_no": "43120220260105000017"}
    for _ in range(2):
        await window.visited(**case)
        token = (await window.prompt())["token"]
        scanned = await feedback.as_().post(
            "/api/v1/reviews", json=an_answer(token, 4, channel="qr")
        )
        assert scanned.status_code == 201

    numbers = await feedback.pool.fetch("SELECT visit_no FROM opportunity ORDER BY visit_no")
    assert [row[0] for row in numbers] == [1, 2]
    assert (await feedback.announced()).count("feedback.opportunity.visited.v1") == 2


async def test_evaluators_are_bound_and_listed_within_a_region(feedback: Feedback) -> None:
    window = await a_window(feedback)
    elsewhere = feedback.as_(a_supervisor("431224"))
    here = feedback.as_(a_supervisor())

    stolen = await elsewhere.put(
        f"{DEVICES}/evaluator-3", json={"window_id": "w1", "organ_id": str(window.organ_id)}
    )

    assert stolen.status_code == 422
    assert (await elsewhere.get(DEVICES)).json()["items"] == []
    listed = (await here.get(f"{DEVICES}?count=true")).json()
    assert [one["window_id"] for one in listed["items"]] == ["hc-hall-w03"]
    assert listed["total"] == 1
    assert (await feedback.as_(window.clerk).get(DEVICES)).status_code == 403


async def test_anothers_visit_cannot_be_asked_about(feedback: Feedback) -> None:
    window = await a_window(feedback)
    visit = (await window.visited()).json()["visit_id"]

    elsewhere = await window.visited(visit, window_id="hc-hall-w04")

    assert elsewhere.status_code == 404


async def test_a_clerk_is_one_however_a_device_spells_the_number(feedback: Feedback) -> None:
    window = await a_window(feedback)
    visit = (await window.visited()).json()["visit_id"]
    await window.answers(a_device_answer(visit, 4))
    for number in ("HC-XZSP-001", "hc-xzsp-001"):
        answer = a_device_answer(uuid4(), 5, staff_no=number, **BARBER)
        assert (await window.answers(answer)).status_code == 201
    feedback.app.state.office.least_of_person = 1

    summary = await feedback.as_().get("/api/v1/reviews/summary?staff=hc-xzsp-001")
    ranked = await feedback.as_().get("/api/v1/feedback-stats/rankings?by=staff")

    assert summary.json()["reviews"] == 3
    assert [one["subject"] for one in ranked.json()["items"]] == ["HC-XZSP-001"]
