"""Who handles a bad review, and who supervises, is told by message; in office hours, each once."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from directory_building import an_organ, who_logs_in
from feedback_building import Feedback
from handling_building import Desk, a_desk, a_member
from letters_building import MONDAY

TUESDAY = MONDAY + timedelta(days=1)
SOON, LATE = TUESDAY.replace(hour=8, minute=30), MONDAY + timedelta(days=2)  # 16:30 in China


async def a_told_desk(feedback: Feedback, **known: Any) -> Desk:
    """Handler, colleague and the supervisor of the region log in by accounts."""
    desk = await a_desk(feedback, **known)
    office = await an_organ(feedback, "鹤城区行政审批服务局")
    desk.supervisor = a_member(office, "HC-XZSP-005", "supervisor")
    elsewhere = await an_organ(feedback, "某县", "431224")
    for one in (
        desk.handler, desk.colleague, desk.supervisor,
        a_member(elsewhere, "ZF-XZSP-001", "supervisor", "431224"),
    ):  # fmt: skip
        await who_logs_in(feedback, one)
    return desk


async def messages(desk: Desk) -> list[tuple[str, str]]:
    """To whom which message was asked for."""
    people = {
        desk.handler.subject: "handler", desk.supervisor.subject: "supervisor",
        desk.writer.subject: "writer",
    }  # fmt: skip
    told = await desk.feedback.told("feedback.notification.requested.v1")
    assert len({one["dedupe_key"] for one in told}) == len(told)
    return sorted(
        (one["template"].removeprefix("bad_review_"), people.get(one["account_id"], "?"))
        for one in told
        if one["template"].startswith("bad_review_")
    )


async def test_the_handler_is_told_before_and_after_and_the_supervisor_after_and_a_day_later(
    feedback: Feedback,
) -> None:
    desk = await a_told_desk(feedback)
    await desk.assigned()

    await desk.warned(SOON)
    assert await messages(desk) == [("due_soon", "handler")]
    await desk.warned(SOON)
    await desk.warned(TUESDAY.replace(hour=16))
    assert len(await messages(desk)) == 1, "once, and nobody at midnight"
    await desk.warned(LATE)
    assert await messages(desk) == [
        ("due_soon", "handler"), ("overdue", "handler"), ("overdue", "supervisor"),
    ]  # fmt: skip
    await desk.warned(MONDAY + timedelta(days=3))
    assert ("escalated", "supervisor") in await messages(desk)
    told = await feedback.told("feedback.notification.requested.v1")
    (soon,) = [one for one in told if one["template"] == "bad_review_due_soon"]
    assert soon["parameters"] == {
        "matter_name": "我要开理发店", "due": "2026年01月06日17时00分", "duty": "联系评价人",
    }  # fmt: skip


async def test_while_nobody_handles_it_the_supervisor_is_told(feedback: Feedback) -> None:
    desk = await a_told_desk(feedback)
    await desk.warned(SOON)
    assert await messages(desk) == [("due_soon", "supervisor")]


async def test_a_supervisor_it_speaks_of_is_not_told(feedback: Feedback) -> None:
    desk = await a_told_desk(feedback, handled_by=("hc-xzsp-005",))
    await desk.warned(LATE)
    assert await messages(desk) == []


async def test_an_unsatisfied_writers_round_is_told_to_the_handler_then_to_the_supervisor(
    feedback: Feedback,
) -> None:
    desk = await a_told_desk(feedback)
    await desk.replied()
    said = {"token": desk.token, "satisfied": False}
    writer = feedback.as_(desk.writer)
    first = await writer.post(
        "/api/v1/reviews/revisits", json={**said, "submission_id": str(uuid4())}
    )
    assert first.json()["state"] == "rectifying"
    assert await messages(desk) == [("replied", "writer")]

    await desk.warned(MONDAY + timedelta(hours=1))
    await desk.warned(MONDAY + timedelta(hours=2))
    assert await messages(desk) == [("again", "handler"), ("replied", "writer")]

    await desk.takes("reply", text="再次改正。", change="staff", improvement="窗口增加一人。")
    await writer.post("/api/v1/reviews/revisits", json={**said, "submission_id": str(uuid4())})
    for hours in (3, 4):
        await desk.warned(MONDAY + timedelta(hours=hours))
    assert (await messages(desk)).count(("escalated", "supervisor")) == 1
    assert len(await messages(desk)) == 4

    await desk.takes("rule", desk.supervisor, again=True, note="再办一次。")
    await desk.warned(MONDAY + timedelta(hours=5))
    assert (await messages(desk)).count(("again", "handler")) == 2


async def test_a_handler_who_left_office_is_not_told(feedback: Feedback) -> None:
    desk = await a_told_desk(feedback)
    await desk.assigned()
    await feedback.pool.execute(
        "UPDATE staff SET active = false WHERE account_id = $1", UUID(desk.handler.subject)
    )
    await desk.warned(SOON)
    assert await messages(desk) == [("due_soon", "supervisor")]


async def test_what_was_due_before_the_directory_told_any_account_is_said_once_it_has(
    feedback: Feedback,
) -> None:
    desk = await a_told_desk(feedback)
    await desk.assigned()
    await feedback.pool.execute("UPDATE staff SET account_id = NULL, roles = '{}'")

    for _ in range(2):
        await desk.warned(SOON)
    assert await messages(desk) == []
    assert len(await feedback.told("feedback.bad_review.due_soon.v1")) == 1
    for member in (desk.handler, desk.supervisor):
        await feedback.pool.execute(
            "UPDATE staff SET account_id = $1, roles = $2 WHERE staff_no = $3",
            UUID(member.subject), list(member.roles), member.staff_no,
        )  # fmt: skip
    for _ in range(2):
        await desk.warned(SOON)
    assert await messages(desk) == [("due_soon", "handler")]
    assert len(await feedback.told("feedback.bad_review.due_soon.v1")) == 1
    await desk.warned(LATE)
    assert len(await feedback.told("feedback.bad_review.overdue.v1")) == 1
    assert ("overdue", "supervisor") in await messages(desk)
