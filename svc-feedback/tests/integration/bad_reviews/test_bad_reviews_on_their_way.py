"""Bad reviews from receipt to their end, on a real PostgreSQL."""

from asyncio import gather
from datetime import timedelta
from uuid import uuid4

import asyncpg
import pytest
from directory_building import an_organ
from feedback_building import Feedback, a_person
from handling_building import BAD_REVIEWS, a_desk, a_member, hear_bad_reviews
from letters_building import MONDAY

from shared.identity import ANONYMOUS


async def test_it_goes_through_every_state_and_says_what_changed(feedback: Feedback) -> None:
    desk = await a_desk(feedback)
    received = await desk.shown()
    assert (received["state_label"], received["light"]) == ("待受理", "green")
    assert received["tags"] == ["未在承诺时间内办结"]
    assert received["text"] == "等了两周，电话138****5678。"
    assert received["case_no"] == "43120220260105000017"
    assert received["allowed"] == ["triage", "transfer", "appeal"]

    await desk.replied()
    feedback.later(timedelta(days=1))
    await desk.takes("attempts", channel="phone", reached=True, note="评价人接听。")
    closed = await desk.takes("revisit", satisfied=True, note="满意。")

    assert [step["state"] for step in closed["steps"]] == [
        "triage", "assigned", "contacted", "verified", "rectifying", "replied", "revisiting",
        "closed",
    ]  # fmt: skip
    assert {step["staff_no"] for step in closed["steps"]} == {"HC-SCJG-001", "HC-SCJG-002"}
    (told,) = await feedback.told("feedback.bad_review.closed.v1")
    assert (told["change"], told["improvement"]) == ("guide", "承诺时限改为三个工作日。")
    listed = await feedback.as_().get(f"{BAD_REVIEWS}/improvements?matter=HC-YJS-0001&count=true")
    (shown,) = listed.json()["items"]
    assert (shown["change_label"], listed.json()["total"]) == ("修改了办事指南", 1)
    messages = await feedback.told("feedback.notification.requested.v1")
    asked = [one for one in messages if one["template"] == "bad_review_replied"]
    assert [one["account_id"] for one in asked] == [desk.writer.subject]


async def test_told_twice_it_is_one_bad_review(feedback: Feedback) -> None:
    await a_desk(feedback)
    await hear_bad_reviews(feedback)
    assert await feedback.pool.fetchval("SELECT count(*) FROM bad_review") == 1
    assert await feedback.pool.fetchval("SELECT count(*) FROM bad_review_clock") == 2


async def test_an_anonymous_writers_case_is_not_shown(feedback: Feedback) -> None:
    desk = await a_desk(feedback, anonymous=True)
    shown = await desk.shown()
    assert (shown["named"], shown["case_no"]) == (False, None)


async def test_of_a_double_click_the_second_is_refused(feedback: Feedback) -> None:
    desk = await a_desk(feedback)
    await desk.assigned()
    version = (await feedback.as_(desk.handler).get(f"{BAD_REVIEWS}/{desk.bad_review_id}")).headers

    async def click() -> int:
        answer = await feedback.as_(desk.handler).post(
            f"{BAD_REVIEWS}/{desk.bad_review_id}/attempts",
            json={"channel": "phone", "reached": False},
            headers={"If-Match": version["etag"]},
        )
        return answer.status_code

    assert sorted(await gather(*(click() for _ in range(5)))) == [200, 412, 412, 412, 412]
    assert await feedback.pool.fetchval("SELECT count(*) FROM bad_review_attempt") == 1


async def test_a_step_without_a_version_is_refused(feedback: Feedback) -> None:
    desk = await a_desk(feedback)
    answer = await feedback.as_(desk.colleague).post(
        f"{BAD_REVIEWS}/{desk.bad_review_id}/triage", json={}
    )
    assert answer.status_code == 428


async def test_only_its_organ_and_supervisors_see_it(feedback: Feedback) -> None:
    desk = await a_desk(feedback)
    stranger = a_member(uuid4(), "HC-WJJ-001")
    path = f"{BAD_REVIEWS}/{desk.bad_review_id}"
    for caller, status in (
        (stranger, 404), (ANONYMOUS, 401), (a_person(), 403), (desk.supervisor, 200),
    ):  # fmt: skip
        assert (await feedback.as_(caller).get(path)).status_code == status
    assert (await feedback.as_(stranger).get(BAD_REVIEWS)).json()["items"] == []
    (line,) = (await feedback.as_(desk.supervisor).get(BAD_REVIEWS)).json()["items"]
    assert (line["due_at"], line["light"]) == ("2026-01-06T17:00:00+08:00", "green")
    narrowed = await feedback.as_(desk.colleague).get(f"{BAD_REVIEWS}?state=closed&count=true")
    assert narrowed.json()["total"] == 0


async def test_a_transferred_one_is_the_other_organs_on_the_same_clocks(
    feedback: Feedback,
) -> None:
    desk = await a_desk(feedback)
    await desk.assigned()
    due = [clock["due_at"] for clock in (await desk.shown())["clocks"]]
    other = await an_organ(feedback, "鹤城区卫生健康局")
    feedback.later(timedelta(days=1))

    status, _ = await desk.sends("transfer", organ_id=str(uuid4()), note="不归我们。")
    assert status == 422
    await desk.takes("transfer", organ_id=str(other), note="由卫生健康局承办。")

    moved = await desk.shown(a_member(other, "HC-WJJ-001"))
    assert ([clock["due_at"] for clock in moved["clocks"]], moved["state"]) == (due, "triage")
    assert (
        await feedback.as_(desk.handler).get(f"{BAD_REVIEWS}/{desk.bad_review_id}")
    ).status_code == 404


async def test_an_unsatisfied_writer_brings_it_to_the_supervisor(feedback: Feedback) -> None:
    desk = await a_desk(feedback)
    await desk.replied()
    assert (await desk.takes("revisit", satisfied=False))["state"] == "rectifying"
    await desk.takes("reply", text="再次改正。", change="staff", improvement="窗口增加一人。")
    escalated = await desk.takes("revisit", satisfied=False)
    assert (escalated["state"], escalated["round"]) == ("escalated", 2)

    status, _ = await desk.sends("rule", again=False, note="够了。")
    assert status == 403
    closed = await desk.takes("rule", desk.supervisor, again=False, note="整改到位。")
    reopened = await desk.takes("reopen", desk.supervisor, note="又收到同样的反映。")
    assert (closed["state"], reopened["state"], reopened["closed_at"]) == (
        "closed", "rectifying", None,
    )  # fmt: skip


async def test_more_time_is_given_once_by_a_supervisor(feedback: Feedback) -> None:
    desk = await a_desk(feedback)
    await desk.rectifying()
    assert (await desk.sends("extend", note="要请示省厅。"))[0] == 403
    extended = await desk.takes("extend", desk.supervisor, note="要请示省厅。")
    clocks = {clock["target"]: clock["due_at"] for clock in extended["clocks"]}
    assert clocks["rectify"] == "2026-01-19T17:00:00+08:00"
    status, problem = await desk.sends("extend", desk.supervisor, note="再延一次。")
    assert (status, problem["type"].rsplit("/", 1)[1]) == (409, "extended-already")


async def test_notices_are_given_before_and_after_and_again_each_once(feedback: Feedback) -> None:
    desk = await a_desk(feedback)
    tuesday = MONDAY + timedelta(days=1)
    assert await desk.warned(MONDAY) == 0
    assert await desk.warned(tuesday.replace(hour=8, minute=30)) == 1
    assert await desk.warned(tuesday.replace(hour=8, minute=31)) == 0
    assert await desk.warned(tuesday.replace(hour=16)) == 0, "at midnight nobody is told"
    assert await desk.warned(MONDAY + timedelta(days=2)) == 1
    assert await desk.warned(MONDAY + timedelta(days=3)) == 1
    assert await desk.warned(MONDAY + timedelta(days=3)) == 0
    (soon,) = await feedback.told("feedback.bad_review.due_soon.v1")
    late = await feedback.told("feedback.bad_review.overdue.v1")
    assert (soon["target"], [one["escalated"] for one in late]) == ("contact", [False, True])


@pytest.mark.parametrize("table", ["bad_review_step", "bad_review_attempt"])
async def test_its_history_can_be_neither_changed_nor_deleted(
    feedback: Feedback, table: str
) -> None:
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET bad_review_id = bad_review_id"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await feedback.pool.execute(statement)
