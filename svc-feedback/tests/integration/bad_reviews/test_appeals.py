"""Appeals, judged by another organ, on a real PostgreSQL."""

from datetime import timedelta
from uuid import UUID

from feedback_building import Feedback
from handling_building import APPEALS, BAD_REVIEWS, Desk, a_desk, a_member


async def an_appeal(desk: Desk) -> str:
    await desk.rectifying()
    shown = await desk.takes("appeal", desk.colleague, kind="mistaken", evidence="点错了等级。")
    assert shown["state"] == "appealed"
    appeal_id: str = shown["appeal_id"]
    return appeal_id


async def test_an_upheld_appeal_is_told_and_the_review_stays_visible(feedback: Feedback) -> None:
    desk = await a_desk(feedback)
    appeal_id = await an_appeal(desk)

    decided = await feedback.as_(desk.supervisor).post(
        f"{APPEALS}/{appeal_id}/decide", json={"upheld": True, "reason": "录音可以证明。"}
    )

    assert decided.status_code == 200, decided.text
    assert decided.json()["judge_organ_id"] == str(desk.supervisor.organ_id)
    shown = await desk.shown()
    assert (shown["state_label"], shown["light"]) == ("申诉成立", "done")
    (told,) = await feedback.told("feedback.appeal.decided.v1")
    assert (told["upheld"], told["kind"]) == (True, "mistaken")
    assert await feedback.told("feedback.bad_review.closed.v1") == []


async def test_while_it_is_judged_the_queue_shows_the_light_it_stood_still_at(
    feedback: Feedback,
) -> None:
    desk = await a_desk(feedback)
    await an_appeal(desk)
    feedback.later(timedelta(days=30))

    (line,) = (await feedback.as_(desk.handler).get(BAD_REVIEWS)).json()["items"]
    assert (line["light"], line["due_at"]) == ((await desk.shown())["light"], None)
    assert line["light"] == "green"


async def test_an_upheld_appeal_leaves_the_rates(feedback: Feedback) -> None:
    desk = await a_desk(feedback)
    summary = "/api/v1/reviews/summary?matter=HC-YJS-0001"
    assert (await feedback.as_().get(summary)).json()["bad_rate"] == 1.0
    appeal_id = await an_appeal(desk)
    await feedback.as_(desk.supervisor).post(
        f"{APPEALS}/{appeal_id}/decide", json={"upheld": True, "reason": "录音可以证明。"}
    )

    after = (await feedback.as_().get(summary)).json()
    assert (after["bad_rate"], after["reviews"]) == (None, 0)


async def test_a_rejected_appeal_goes_on_where_it_was_with_its_time(feedback: Feedback) -> None:
    desk = await a_desk(feedback)
    appeal_id = await an_appeal(desk)
    due_at = (await desk.shown())["clocks"][1]["due_at"]
    feedback.later(timedelta(days=1))

    path = f"{APPEALS}/{appeal_id}/decide"
    judge, body = feedback.as_(desk.supervisor), {"upheld": False, "reason": "并无误评。"}
    assert (await judge.post(path, json=body)).status_code == 200
    again = await judge.post(path, json=body)

    assert again.status_code == 409
    shown = await desk.shown()
    assert (shown["state"], shown["clocks"][1]["paused_at"]) == ("rectifying", None)
    assert (due_at, shown["clocks"][1]["due_at"]) == (
        "2026-01-12T17:00:00+08:00", "2026-01-13T17:00:00+08:00",
    )  # fmt: skip


async def test_an_appeal_is_not_judged_by_its_own_organ(feedback: Feedback) -> None:
    desk = await a_desk(feedback)
    appeal_id = await an_appeal(desk)
    own = a_member(UUID(str(desk.handler.organ_id)), "HC-SCJG-009", "supervisor")
    body = {"upheld": True, "reason": "属实。"}

    for caller, reason in ((own, "judged-by-another-organ"), (desk.colleague, "role-missing")):
        answer = await feedback.as_(caller).post(f"{APPEALS}/{appeal_id}/decide", json=body)
        assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[1]) == (403, reason)


async def test_appeals_are_listed_for_both_sides_and_nobody_else(feedback: Feedback) -> None:
    desk = await a_desk(feedback)
    appeal_id = await an_appeal(desk)
    for caller, number in (
        (desk.supervisor, 1),
        (desk.colleague, 1),
        (a_member(UUID(int=9), "X"), 0),
    ):
        listed = (await feedback.as_(caller).get(f"{APPEALS}?state=filed&count=true")).json()
        assert (listed["total"], len(listed["items"])) == (number, number)
        one = await feedback.as_(caller).get(f"{APPEALS}/{appeal_id}")
        assert one.status_code == (200 if number else 404)
    assert (await feedback.as_(desk.supervisor).get(f"{APPEALS}?state=decided")).json()[
        "items"
    ] == []
