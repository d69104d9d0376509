"""Doubts are noted and judged by a person; nothing is dropped silently."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from devices_building import BARBER, a_device_answer, a_supervisor, a_window
from directory_building import a_calendar, an_organ
from feedback_building import MATTER, Feedback, a_person, an_answer
from handling_building import a_desk, hear_bad_reviews
from httpx2 import Response
from letters_building import MONDAY

from shared.identity import Caller
from svc_feedback.use_cases.judging.examining import examine_reviews

REVIEWS = "/api/v1/reviews"
JUDGED = {"valid": False, "reason": "经核对叫号记录，没有这次办事。"}


async def examined(feedback: Feedback) -> dict[UUID, set[str]]:
    """The doubts by review, after everything was looked at."""
    async with feedback.bench.unit_of_work() as work:
        while await examine_reviews(work, feedback.settings.thresholds()):
            pass
    found: dict[UUID, set[str]] = {}
    for row in await feedback.pool.fetch("SELECT review_id, reason FROM review_flag"):
        found.setdefault(row["review_id"], set()).add(row["reason"])
    return found


async def reviewed(feedback: Feedback, address: str = "", **members: Any) -> UUID:
    """A citizen of the district has reviewed a case."""
    zhang = a_person()
    organ_id = await an_organ(feedback)
    token = await feedback.may_review(zhang, organ_ids=(organ_id,))
    answered = await feedback.as_(zhang).post(
        REVIEWS, json=an_answer(token, **members), headers={"X-Forwarded-For": address}
    )
    assert answered.status_code == 201, answered.text
    return UUID(answered.json()["review_id"])


async def judge(
    feedback: Feedback, review_id: UUID, judge: Caller | None = None, **said: Any
) -> Response:
    return await feedback.as_(judge or a_supervisor()).post(
        f"{REVIEWS}/{review_id}/judgement", json=JUDGED | said
    )


async def test_an_ordinary_review_raises_no_doubt(feedback: Feedback) -> None:
    await reviewed(feedback, "203.0.113.5", level=1, text="等了两个小时没人叫号。")

    assert await examined(feedback) == {}
    assert await feedback.pool.fetchval("SELECT bool_and(examined) FROM circumstance")


async def test_a_filled_hidden_field_is_taken_and_doubted(feedback: Feedback) -> None:
    review_id = await reviewed(feedback, website="http://spam.example")

    assert await examined(feedback) == {review_id: {"trapped"}}
    summary = (await feedback.as_().get(f"{REVIEWS}/summary?matter={MATTER}")).json()
    assert summary["reviews"] == 1


async def test_many_from_one_address_are_doubted_and_those_of_a_hall_are_not(
    feedback: Feedback,
) -> None:
    feedback.app.state.office.hall_addresses = frozenset({"203.0.113.80"})
    for _ in range(11):
        await reviewed(feedback, "203.0.113.80")
        last = await reviewed(feedback, "203.0.113.6")

    assert await examined(feedback) == {last: {"address"}}
    sources = await feedback.pool.fetch("SELECT DISTINCT source FROM circumstance")
    assert all("203.0" not in row["source"] for row in sources)


async def test_near_copies_of_a_text_are_doubted(feedback: Feedback) -> None:
    await reviewed(feedback, text="办事窗口排队时间太长而且工作人员态度冷淡希望改进", level=2)
    await reviewed(feedback, text="材料一次就通过了，谢谢窗口的同志。")
    copy = await reviewed(
        feedback, text="办事窗口排队时间太长，而且工作人员态度冷淡，希望改正", level=2
    )

    assert await examined(feedback) == {copy: {"alike"}}


async def test_signs_at_a_window_are_noted_from_when_people_answered(feedback: Feedback) -> None:
    window = await a_window(feedback)
    fast = await window.answers(
        a_device_answer((await window.visited()).json()["visit_id"], dwell_ms=700)
    )
    unknown = await window.answers(a_device_answer(uuid4(), **BARBER))
    await window.visited()
    token = (await window.prompt())["token"]
    own = await feedback.as_(window.clerk).post(REVIEWS, json=an_answer(token))

    found = await examined(feedback)

    assert found == {
        UUID(fast.json()["review_id"]): {"too_fast"},
        UUID(unknown.json()["review_id"]): {"visit_untold"},
        UUID(own.json()["review_id"]): {"self_review"},
    }


async def test_more_of_the_same_level_in_a_row_than_a_window_can_serve_is_doubted(
    feedback: Feedback,
) -> None:
    window = await a_window(feedback)
    for _ in range(21):
        visit = (await window.visited()).json()["visit_id"]
        last = await window.answers(a_device_answer(visit))

    assert await examined(feedback) == {UUID(last.json()["review_id"]): {"in_a_row"}}


async def test_what_is_judged_invalid_leaves_the_rate_and_stays_visible(feedback: Feedback) -> None:
    kept = await reviewed(feedback, level=5)
    spam = await reviewed(feedback, level=1, website="x")
    await examined(feedback)
    supervisor = feedback.as_(a_supervisor())
    (queued,) = (await supervisor.get(f"{REVIEWS}/flagged?count=true")).json()["items"]
    assert (queued["review_id"], queued["doubts"][0]["reason"]) == (str(spam), "trapped")

    judged = await judge(feedback, spam)

    assert judged.status_code == 204
    summary = (await feedback.as_().get(f"{REVIEWS}/summary?matter={MATTER}")).json()
    assert (summary["reviews"], summary["bad_rate"], summary["opportunities"]) == (1, 0.0, 2)
    listed = (await feedback.as_().get(f"{REVIEWS}?matter={MATTER}&count=true")).json()
    assert listed["total"] == 2
    assert {one["review_id"]: one["valid"] for one in listed["items"]} == {
        str(kept): True, str(spam): False,
    }  # fmt: skip
    (told,) = await feedback.told("feedback.review.invalidated.v1")
    assert (told["review_id"], told["cause"]) == (str(spam), "flags")
    assert (await supervisor.get(f"{REVIEWS}/flagged")).json()["items"] == []
    done = (await supervisor.get(f"{REVIEWS}/flagged?judged=true&count=true")).json()
    assert (done["total"], done["items"][0]["valid"]) == (1, False)


async def test_a_bad_review_judged_invalid_is_over_and_visible_as_such(feedback: Feedback) -> None:
    desk = await a_desk(feedback, website="x")
    (review_id,) = await examined(feedback)
    await desk.assigned()

    assert (await judge(feedback, review_id, desk.supervisor)).status_code == 204

    shown = await desk.shown()
    assert (shown["state_label"], shown["allowed"]) == ("评价无效", [])
    assert (shown["steps"][-1]["kind"], shown["steps"][-1]["note"]) == (
        "invalidate", JUDGED["reason"],
    )  # fmt: skip
    told = (await feedback.told("feedback.bad_review.moved.v1"))[-1]
    assert (told["step"], told["state"]) == ("invalidate", "invalidated")
    assert await desk.warned(MONDAY + timedelta(days=60)) == 0
    summary = (await feedback.as_().get(f"{REVIEWS}/summary?matter={MATTER}")).json()
    assert (summary["reviews"], summary["bad_rate"]) == (0, None)


async def test_a_bad_review_that_comes_in_after_its_judgement_is_over_at_once(
    feedback: Feedback,
) -> None:
    review_id = await reviewed(feedback, level=1, website="x")
    await examined(feedback)
    await judge(feedback, review_id)
    await a_calendar(feedback)

    await hear_bad_reviews(feedback)

    rows = await feedback.pool.fetch("SELECT state, closed_at IS NOT NULL FROM bad_review")
    assert [tuple(row) for row in rows] == [("invalidated", True)]


async def test_nobody_judges_what_is_appealed_against(feedback: Feedback) -> None:
    desk = await a_desk(feedback, website="x")
    (review_id,) = await examined(feedback)
    await desk.takes("appeal", desk.colleague, kind="malicious", evidence="没有来办过事。")

    refused = await judge(feedback, review_id, desk.supervisor)

    assert (refused.status_code, refused.json()["type"].rsplit("/", 1)[1]) == (
        409, "appeal-undecided",
    )  # fmt: skip
    assert (await desk.shown())["state"] == "appealed"


async def test_what_is_judged_valid_counts_as_before(feedback: Feedback) -> None:
    review_id = await reviewed(feedback, level=1, website="x")
    await examined(feedback)

    assert (await judge(feedback, review_id, valid=True)).status_code == 204
    again = await judge(feedback, review_id)

    assert (again.status_code, again.json()["type"].rsplit("/", 1)[1]) == (409, "judged-already")
    summary = (await feedback.as_().get(f"{REVIEWS}/summary?matter={MATTER}")).json()
    assert summary["bad_rate"] == 1.0


async def test_a_judgement_is_refused_for_its_reason(feedback: Feedback) -> None:
    window = await a_window(feedback)
    visit = (await window.visited()).json()["visit_id"]
    review_id = UUID((await window.answers(a_device_answer(visit, 1))).json()["review_id"])
    reviewed_one = Caller(
        str(uuid4()), "staff", roles=frozenset({"supervisor"}), organ_id=window.organ_id,
        region_code="431202", staff_no="HC-XZSP-002",
    )  # fmt: skip

    answers = [
        (await judge(feedback, review_id, a_supervisor("431224")), 404, "judged-review-not-found"),
        (await judge(feedback, uuid4()), 404, "judged-review-not-found"),
        (await judge(feedback, review_id, reviewed_one), 403, "judge-is-reviewed"),
        (await judge(feedback, review_id), 409, "review-not-doubted"),
        (await judge(feedback, review_id, window.clerk), 403, "role-missing"),
    ]

    for answer, status, slug in answers:
        assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[1]) == (status, slug)


async def test_moderation_hides_from_the_public_and_never_from_figures(feedback: Feedback) -> None:
    review_id = await reviewed(feedback, level=2, text="写了不该公开的话。")
    moderator = feedback.as_(a_supervisor())
    path = f"{REVIEWS}/{review_id}/moderation"

    hidden = await moderator.post(path, json={"hidden": True, "reason": "内容辱骂他人。"})

    assert hidden.status_code == 204
    assert (await feedback.as_().get(f"{REVIEWS}/{review_id}")).status_code == 404
    listed = (await feedback.as_().get(f"{REVIEWS}?matter={MATTER}&count=true")).json()
    assert (listed["items"], listed["total"]) == ([], 0)
    summary = (await feedback.as_().get(f"{REVIEWS}/summary?matter={MATTER}")).json()
    assert (summary["reviews"], summary["bad_rate"]) == (1, 1.0)

    await moderator.post(path, json={"hidden": False, "reason": "复核后恢复展示。"})

    assert (await feedback.as_().get(f"{REVIEWS}/{review_id}")).status_code == 200
    elsewhere = await feedback.as_(a_supervisor("431224")).post(
        path, json={"hidden": True, "reason": "与我无关的地区"}
    )
    assert elsewhere.status_code == 404


async def test_reviews_long_apart_from_one_address_raise_no_doubt(feedback: Feedback) -> None:
    for _ in range(12):
        await reviewed(feedback, "203.0.113.7")
        feedback.later(timedelta(minutes=2))

    assert await examined(feedback) == {}
