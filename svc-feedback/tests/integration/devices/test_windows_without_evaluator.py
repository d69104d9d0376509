"""The desk of an organ without evaluators shows the visit's QR and code on its own screen."""

from typing import Any
from uuid import uuid4

from devices_building import Window, a_window
from directory_building import a_calendar, an_official, an_organ
from feedback_building import Feedback, a_person, an_answer
from handling_building import Desk, a_member, hear_bad_reviews
from letters_building import MONDAY

from shared.identity import ANONYMOUS, Caller

REVIEWS = "/api/v1/reviews"


async def a_bare_window(feedback: Feedback) -> Window:
    """The one evaluator of its organ was carried away."""
    window = await a_window(feedback)
    await window.moved("hc-hall-w07", await an_organ(feedback, "另一个局"))
    return window


async def a_bad_one(feedback: Feedback, writer: Caller = ANONYMOUS) -> tuple[Window, Desk]:
    """Somebody was served badly by the very clerk who showed the code; the organ has replied."""
    await a_calendar(feedback)
    feedback.app.state.now = lambda: MONDAY
    window = await a_bare_window(feedback)
    token = (await window.visited()).json()["token"]
    sent = an_answer(token, 1, channel="qr", anonymous=writer.is_anonymous)
    assert (await feedback.as_(writer).post(REVIEWS, json=sent)).status_code == 201
    for staff_no in ("HC-SCJG-001", "HC-SCJG-002"):
        await an_official(feedback, window.organ_id, staff_no)
    (bad_review_id,) = await hear_bad_reviews(feedback)
    desk = Desk(
        feedback, bad_review_id, a_member(window.organ_id, "HC-SCJG-001"),
        a_member(window.organ_id, "HC-SCJG-002"), a_member(uuid4(), "HC-XZSP-005", "supervisor"),
        writer, token,
    )  # fmt: skip
    await desk.replied()
    return window, desk


async def asks(desk: Desk, who: Caller) -> tuple[int, dict[str, Any]]:
    """Read how it stands by the token."""
    url = f"{REVIEWS}/opportunities/{desk.token}/handling"
    answer = await desk.feedback.as_(who).get(url)
    return answer.status_code, answer.json()


async def says(desk: Desk, who: Caller) -> tuple[int, dict[str, Any]]:
    """Be content with the reply."""
    body = {"token": desk.token, "submission_id": str(uuid4()), "satisfied": True}
    answer = await desk.feedback.as_(who).post(f"{REVIEWS}/revisits", json=body)
    return answer.status_code, answer.json()


async def test_the_desk_shows_a_code_and_a_token_that_review_the_visit_once(
    feedback: Feedback,
) -> None:
    window = await a_bare_window(feedback)
    visit = uuid4()

    opened = (await window.visited(visit)).json()
    again = (await window.visited(visit)).json()

    assert opened["device_ids"] == []
    assert again == opened
    assert len(opened["code"]) <= 10
    changed = await feedback.as_().post(f"{REVIEWS}/codes", json={"code": opened["code"]})
    assert changed.json()["token"] == opened["token"]
    sent = an_answer(opened["token"], 4, channel="qr")
    assert (await feedback.as_().post(REVIEWS, json=sent)).status_code == 201
    assert (await window.visited(visit)).status_code == 409


async def test_the_keys_are_kept_nowhere(feedback: Feedback) -> None:
    window = await a_bare_window(feedback)
    body = {
        "visit_id": str(uuid4()), "window_id": window.window_id, "matter_code": "HC-YJS-0001",
        "matter_name": "我要开理发店",
    }  # fmt: skip

    opened = await feedback.as_(window.clerk).post(
        f"{REVIEWS}/visits", json=body, headers={"Idempotency-Key": str(uuid4())}
    )

    assert opened.headers["cache-control"] == "no-store"
    tables = await feedback.pool.fetch(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
    )
    for name in (row["table_name"] for row in tables):
        rows = str(await feedback.pool.fetch(f'SELECT t::text FROM "{name}" t'))
        assert opened.json()["token"] not in rows, name
        assert opened.json()["code"] not in rows, name


async def test_a_clerk_who_reviews_the_own_visit_is_flagged(feedback: Feedback) -> None:
    window = await a_bare_window(feedback)
    token = (await window.visited()).json()["token"]

    await feedback.as_(window.clerk).post(REVIEWS, json=an_answer(token, 5, channel="qr"))

    staff_no = await feedback.pool.fetchval("SELECT staff_no FROM circumstance")
    assert staff_no == window.clerk.staff_no


async def test_a_window_made_up_gets_no_keys_from_an_organ_that_has_evaluators(
    feedback: Feedback,
) -> None:
    window = await a_window(feedback)

    asked = await window.visited(window_id="hc-hall-w99")

    assert (asked.status_code, asked.json()["device_ids"]) == (201, [])
    assert (asked.json()["token"], asked.json()["code"]) == (None, None)
    assert not await feedback.pool.fetchval("SELECT keys_at_desk FROM opportunity")


async def test_the_staff_follow_and_answer_nothing_by_a_token_they_have_seen(
    feedback: Feedback,
) -> None:
    window, desk = await a_bad_one(feedback)

    for staff in (window.clerk, desk.handler, desk.supervisor):
        for status, problem in (await asks(desk, staff), await says(desk, staff)):
            assert (status, problem["type"].rsplit("/", 1)[1]) == (404, "opportunity-not-found")


async def test_a_token_the_desk_has_seen_closes_nothing_and_the_handlers_revisit_does(
    feedback: Feedback,
) -> None:
    _, desk = await a_bad_one(feedback)

    status, shown = await asks(desk, ANONYMOUS)
    assert (status, shown["reply"], shown["asked"]) == (200, "属实，已改正。", False)
    assert shown["state_text"] == "承办单位已经答复，是否满意由回访记录。"
    for who in (ANONYMOUS, a_person()):
        status, problem = await says(desk, who)
        assert (status, problem["type"].rsplit("/", 1)[1]) == (409, "revisit-by-handler")
    assert (await desk.takes("revisit", satisfied=True))["state"] != "replied"


async def test_who_gave_a_name_answers_though_the_desk_has_seen_the_token(
    feedback: Feedback,
) -> None:
    zhang = a_person(name_masked="张*")
    _, desk = await a_bad_one(feedback, zhang)

    assert (await asks(desk, zhang))[1]["asked"] is True
    status, shown = await says(desk, zhang)
    assert (status, shown["state"]) == (201, "closed")
