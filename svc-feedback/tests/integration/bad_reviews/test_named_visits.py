"""Who reviews a visit by name can be asked again, and reads the reply alone; others cannot."""

from typing import Any
from uuid import uuid4

from devices_building import Window, a_window
from directory_building import a_calendar, an_official
from feedback_building import Feedback, a_person, an_answer
from handling_building import BAD_REVIEWS, Desk, a_member, hear_bad_reviews
from letters_building import MONDAY

from shared.identity import ANONYMOUS, Caller

REVIEWS = "/api/v1/reviews"


async def at_a_window(feedback: Feedback) -> tuple[Window, dict[str, Any]]:
    """Somebody was served, and wants to say by name that it was bad."""
    feedback.app.state.now = lambda: MONDAY
    window = await a_window(feedback)
    await window.visited()
    token = (await window.prompt())["token"]
    return window, an_answer(token, 1, anonymous=False, channel="qr", text="态度很差。")


async def given(feedback: Feedback, answer: dict[str, Any], caller: Caller) -> dict[str, Any]:
    taken = await feedback.as_(caller).post(
        REVIEWS, json=answer, headers={"Idempotency-Key": str(uuid4())}
    )
    assert taken.status_code == 201, taken.text
    shown: dict[str, Any] = taken.json()
    return shown


async def a_desk_of(feedback: Feedback, window: Window, writer: Caller) -> Desk:
    """The organ that hears of it."""
    await a_calendar(feedback)
    for staff_no in ("HC-SCJG-001", "HC-SCJG-002"):
        await an_official(feedback, window.organ_id, staff_no)
    (bad_review_id,) = await hear_bad_reviews(feedback)
    return Desk(
        feedback, bad_review_id, a_member(window.organ_id, "HC-SCJG-001"),
        a_member(window.organ_id, "HC-SCJG-002"), a_member(uuid4(), "HC-XZSP-005", "supervisor"),
        writer,
    )  # fmt: skip


async def test_whoever_has_logged_in_is_named_to_the_handler_alone_and_told_of_the_reply(
    feedback: Feedback,
) -> None:
    window, answer = await at_a_window(feedback)
    zhang = a_person(name_masked="张*")

    taken = await given(feedback, answer, zhang)
    again = await given(feedback, answer, zhang)

    assert (taken["named"], taken["anonymous"], taken["advice"]) == (True, False, None)
    assert again == taken
    desk = await a_desk_of(feedback, window, zhang)
    assert (await desk.shown(desk.colleague))["named"] is True
    await desk.assigned()
    assert (await desk.shown())["writer"] == "张*"
    for other in (desk.colleague, desk.supervisor):
        assert (await desk.shown(other))["writer"] is None
    await desk.takes("attempts", channel="message", reached=True)
    await desk.takes("verify", verdict="true", note="属实。")
    await desk.takes("rectify", note="整改。")
    await desk.takes("reply", text="已改正。", change="staff", improvement="增加了培训。")
    told = await feedback.told("feedback.notification.requested.v1")
    assert [one["account_id"] for one in told] == [zhang.subject]
    (own,) = (await feedback.as_(zhang).get(f"{REVIEWS}/own")).json()["items"]
    assert (own["review_id"], own["token"], own["asked"]) == (
        taken["review_id"], answer["token"], True,
    )  # fmt: skip


async def test_without_a_login_it_is_taken_as_anonymous_and_says_so_at_every_try(
    feedback: Feedback,
) -> None:
    window, answer = await at_a_window(feedback)

    tries = [await given(feedback, answer, ANONYMOUS) for _ in range(2)]

    assert [(one["named"], one["anonymous"]) for one in tries] == [(False, True)] * 2
    assert all("登录" in one["advice"] for one in tries)
    assert tries[0]["review_id"] == tries[1]["review_id"]
    desk = await a_desk_of(feedback, window, ANONYMOUS)
    await desk.assigned()
    shown = await desk.shown()
    assert (shown["named"], shown["writer"]) == (False, None)


async def test_who_wants_no_name_leaves_none(feedback: Feedback) -> None:
    _, answer = await at_a_window(feedback)

    taken = await given(feedback, answer | {"anonymous": True}, a_person(name_masked="张*"))

    assert (taken["named"], taken["advice"]) == (False, None)
    rows = await feedback.pool.fetch("SELECT writer_id, writer_masked FROM review")
    assert [tuple(row) for row in rows] == [(None, None)]


async def test_who_else_is_logged_in_is_not_named(feedback: Feedback) -> None:
    window, answer = await at_a_window(feedback)

    taken = await given(feedback, answer, window.clerk)

    assert (taken["named"], taken["anonymous"]) == (False, True)


async def test_the_public_sees_no_name(feedback: Feedback) -> None:
    _, answer = await at_a_window(feedback)
    zhang = a_person(name_masked="张*")
    taken = await given(feedback, answer, zhang)

    for url in (f"{REVIEWS}/{taken['review_id']}", f"{REVIEWS}?matter={taken['matter_code']}"):
        text = (await feedback.as_().get(url)).text
        assert "张" not in text
        assert zhang.subject not in text
    assert (await feedback.as_().get(BAD_REVIEWS)).status_code == 401


async def test_a_named_review_is_followed_answered_and_added_to_by_its_writer_alone(
    feedback: Feedback,
) -> None:
    window, answer = await at_a_window(feedback)
    zhang, token = a_person(name_masked="张*"), answer["token"]
    await given(feedback, answer, zhang)
    desk = await a_desk_of(feedback, window, zhang)
    await desk.assigned()
    await desk.takes("attempts", channel="message", reached=True)
    await desk.takes("verify", verdict="true", note="属实。")
    await desk.takes("rectify", note="整改。")
    await desk.takes("reply", text="已改正。", change="staff", improvement="增加了培训。")

    added = {"token": token, "submission_id": str(uuid4()), "text": "其实很好。"}
    for other in (ANONYMOUS, a_person(), window.clerk):
        client = feedback.as_(other)
        refused = [
            await client.get(f"{REVIEWS}/opportunities/{token}/handling"),
            await client.post(f"{REVIEWS}/revisits", json=content_with(token)),
            await client.post(f"{REVIEWS}/follow-ups", json=added),
        ]
        assert [one.json()["type"].rsplit("/", 1)[1] for one in refused] == [
            "opportunity-not-found"
        ] * len(refused), other.kind

    own = await feedback.as_(zhang).post(f"{REVIEWS}/revisits", json=content_with(token))
    assert (own.status_code, own.json()["state"]) == (201, "closed")


def content_with(token: str) -> dict[str, Any]:
    return {"token": token, "submission_id": str(uuid4()), "satisfied": True}
