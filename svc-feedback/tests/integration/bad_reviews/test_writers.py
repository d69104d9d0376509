"""Who wrote a bad review reads how it is dealt with, and says whether they are content."""

from asyncio import gather
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from feedback_building import Feedback, a_person, an_answer
from handling_building import APPEALS, Desk, a_desk
from httpx2 import Response

from shared.identity import ANONYMOUS, Caller

REVIEWS = "/api/v1/reviews"
OPPORTUNITIES = f"{REVIEWS}/opportunities"


async def followed(desk: Desk, who: Caller | None = None, token: str = "") -> Response:
    client = desk.feedback.as_(who or desk.writer)
    return await client.get(f"{OPPORTUNITIES}/{token or desk.token}/handling")


async def says(desk: Desk, who: Caller | None = None, **said: Any) -> Response:
    body = {"token": desk.token, "submission_id": str(uuid4()), "satisfied": True} | said
    return await desk.feedback.as_(who or desk.writer).post(f"{REVIEWS}/revisits", json=body)


def reason_of(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rsplit("/", 1)[1]


async def test_the_writer_reads_how_it_stands_and_closes_it(feedback: Feedback) -> None:
    desk = await a_desk(feedback)
    received = (await followed(desk)).json()
    assert (received["state_label"], received["organ"]) == ("待受理", "鹤城区某局")
    assert (received["reply"], received["asked"], received["reply_due"][:10]) == (
        "", False, "2026-01-12",
    )  # fmt: skip

    await desk.replied()
    feedback.later(timedelta(days=400))
    replied = (await followed(desk)).json()
    assert (replied["state_text"], replied["asked"]) == (
        "承办单位已经答复，请您说明是否满意。", True,
    )  # fmt: skip
    assert (replied["reply"], replied["change_label"], replied["improvement"]) == (
        "属实，已改正。", "修改了办事指南", "承诺时限改为三个工作日。",
    )  # fmt: skip
    assert (replied["replied_at"], replied["reply_due"]) == ("2026-01-05T10:00:00+08:00", None)

    answer = await says(desk, text="办好了，电话13812345678。")
    assert answer.status_code == 201, answer.text
    assert (answer.json()["state"], answer.json()["satisfied"]) == ("closed", True)
    last = (await desk.shown())["steps"][-1]
    assert (last["kind"], last["state"], last["staff_no"], last["organ"]) == (
        "answer", "closed", "", "",
    )  # fmt: skip
    assert last["note"] == "办好了，电话138****5678。"
    assert len(await feedback.told("feedback.bad_review.closed.v1")) == 1


async def test_an_unsatisfied_answer_has_it_put_right_once_more_and_then_escalated(
    feedback: Feedback,
) -> None:
    desk = await a_desk(feedback)
    await desk.replied()
    again = (await says(desk, satisfied=False, text="还是慢。")).json()
    assert (again["state"], again["round"], again["asked"]) == ("rectifying", 2, False)
    await desk.takes("reply", text="再次改正。", change="staff", improvement="窗口增加一人。")
    escalated = (await says(desk, satisfied=False)).json()
    assert (escalated["state_label"], escalated["satisfied"]) == ("督办中", False)
    assert reason_of(await says(desk)) == (409, "revisit-over")


async def test_sent_five_times_at_once_it_is_one_answer(feedback: Feedback) -> None:
    desk = await a_desk(feedback)
    await desk.replied()
    submission_id = str(uuid4())
    sent = (says(desk, submission_id=submission_id, satisfied=False) for _ in range(5))

    answers = await gather(*sent)

    assert {(one.status_code, one.json()["round"]) for one in answers} == {(201, 2)}
    await desk.takes("reply", text="再次改正。", change="staff", improvement="窗口增加一人。")
    late = await says(desk, submission_id=submission_id, satisfied=False)
    assert (late.status_code, late.json()["state"]) == (201, "replied")
    kinds = [step["kind"] for step in (await desk.shown())["steps"]]
    assert kinds.count("answer") == 1


async def test_it_is_not_asked_before_the_reply_and_not_any_more_afterwards(
    feedback: Feedback,
) -> None:
    desk = await a_desk(feedback)
    early = await says(desk)
    assert reason_of(early) == (409, "revisit-not-asked")
    assert "待受理" in early.json()["detail"]
    await desk.replied()
    await desk.takes("revisit", satisfied=True)
    assert reason_of(await says(desk, satisfied=False)) == (409, "revisit-over")


async def test_a_strangers_unknown_or_unused_expired_token_is_refused_in_the_same_words(
    feedback: Feedback,
) -> None:
    desk = await a_desk(feedback)
    person = a_person()
    unused = await feedback.may_review(person)
    assert reason_of(await followed(desk, person, unused)) == (404, "review-not-handled")
    feedback.later(timedelta(days=400))

    refused = [
        await followed(desk, a_person()), await followed(desk, token="0" * 32),
        await followed(desk, person, unused), await says(desk, a_person()),
        await says(desk, token="0" * 32),
    ]  # fmt: skip

    assert {reason_of(one) for one in refused} == {(404, "opportunity-not-found")}
    assert len({one.json()["title"] + one.json()["detail"] for one in refused}) == 1


async def test_a_good_review_has_nothing_to_follow(feedback: Feedback) -> None:
    desk, person = await a_desk(feedback), a_person()
    token = await feedback.may_review(person)
    await feedback.as_(person).post(REVIEWS, json=an_answer(token, 3))
    for answer in (await followed(desk, person, token), await says(desk, person, token=token)):
        assert reason_of(answer) == (404, "review-not-handled")


async def test_who_bears_the_token_or_types_the_code_follows_it_too(feedback: Feedback) -> None:
    desk, person = await a_desk(feedback), a_person()
    await feedback.may_review(person)
    own = (await feedback.as_(person).get(OPPORTUNITIES)).json()["items"][0]
    assert (await feedback.as_(person).post(REVIEWS, json=an_answer(own["token"], 1))).is_success
    before = (await followed(desk, ANONYMOUS, own["token"])).json()
    assert (before["state"], before["organ"]) == ("received", ""), "nobody has heard of it yet"
    assert reason_of(await says(desk, person, token=own["token"])) == (409, "revisit-not-asked")

    assert (await followed(desk, ANONYMOUS)).status_code == 200
    await desk.replied()
    assert (await says(desk, ANONYMOUS)).status_code == 201
    used = await feedback.pool.fetchval(
        "SELECT token_digest FROM opportunity JOIN review USING (opportunity_id)"
        " JOIN bad_review USING (review_id)"
    )
    assert used is not None


async def test_nobody_of_the_staff_is_named_to_the_writer(feedback: Feedback) -> None:
    desk = await a_desk(feedback, handled_by=("HC-SCJG-009",))
    await desk.rectifying()
    await desk.takes(
        "reply", text="已对HC-SCJG-009批评教育，由陈立新（hc-scjg-001）回复。", change="staff",
        improvement="窗口增加一人。",
    )  # fmt: skip

    shown = (await followed(desk)).text
    assert "批评教育" in shown
    assert not [name for name in ("陈立新", "SCJG", "scjg") if name in shown]


@pytest.mark.parametrize("upheld", [True, False])
async def test_the_writer_is_told_why_an_appeal_was_upheld(
    feedback: Feedback, *, upheld: bool
) -> None:
    desk = await a_desk(feedback)
    filed = await desk.takes("appeal", desk.colleague, kind="mistaken", evidence="点错了等级。")
    assert "由其他单位复核" in (await followed(desk)).json()["state_text"]
    await feedback.as_(desk.supervisor).post(
        f"{APPEALS}/{filed['appeal_id']}/decide", json={"upheld": upheld, "reason": "有录音。"}
    )

    shown = (await followed(desk)).json()
    assert (shown["state"], shown["reason"]) == (
        ("upheld", "有录音。") if upheld else ("received", "")
    )


async def test_own_reviews_are_listed_with_what_is_asked_of_their_writer(
    feedback: Feedback,
) -> None:
    desk = await a_desk(feedback)
    good = await feedback.may_review(desk.writer)
    await feedback.as_(desk.writer).post(REVIEWS, json=an_answer(good, 5))
    await desk.replied()

    listed = (await feedback.as_(desk.writer).get(f"{REVIEWS}/own?count=true")).json()
    praise, bad = listed["items"]
    assert (listed["total"], praise["state"], praise["asked"]) == (2, None, False)
    assert (bad["token"], bad["state_label"], bad["asked"]) == (desk.token, "已答复", True)
    first = (await feedback.as_(desk.writer).get(f"{REVIEWS}/own?limit=1")).json()
    rest = await feedback.as_(desk.writer).get(
        f"{REVIEWS}/own?limit=1&cursor={first['next_cursor']}"
    )
    assert rest.json()["items"] == [bad]
    assert (await feedback.as_(a_person()).get(f"{REVIEWS}/own")).json()["items"] == []
    assert (await feedback.as_(ANONYMOUS).get(f"{REVIEWS}/own")).status_code == 401
