"""A calendar set anew moves open bad reviews, once, and their history says why."""

from directory_building import a_calendar
from feedback_building import Feedback
from handling_building import BAD_REVIEWS, a_desk

from svc_feedback.use_cases.bad_reviews.recounting import recount_bad_reviews

RECOUNTED = "feedback.bad_review.recounted.v1"
MOVED = "UPDATE bad_review_clock SET told = 1"


async def recounted(feedback: Feedback, counted_on: str = "") -> str:
    """The work process has looked at the calendar."""
    return await recount_bad_reviews(
        feedback.bench.unit_of_work, feedback.settings.office(), counted_on
    )


async def test_a_calendar_set_anew_moves_what_is_due_and_tells_old_and_new(
    feedback: Feedback,
) -> None:
    desk = await a_desk(feedback)
    assert await recounted(feedback)
    assert await feedback.told(RECOUNTED) == []
    before = {one["target"]: one["due_at"] for one in (await desk.shown())["clocks"]}
    await feedback.pool.execute(MOVED)

    await a_calendar(feedback, d2026_01_06=False, d2026_01_07=False)
    on = await recounted(feedback)
    assert await recounted(feedback, on) == on

    shown = await desk.shown()
    after = {one["target"]: one["due_at"] for one in shown["clocks"]}
    assert after["contact"] == "2026-01-08T17:00:00+08:00"
    told = {one["target"]: (one["due_before"], one["due_at"]) for one in await told_of(feedback)}
    assert set(told) == {"contact", "rectify"} == set(before)
    assert shown["steps"][-1]["kind"] == "recount"
    assert "2026-01-06 17:00改为2026-01-08 17:00" in shown["steps"][-1]["note"]
    listed = (await feedback.as_(desk.handler).get(BAD_REVIEWS)).json()["items"]
    assert [one["due_at"] for one in listed] == [after["contact"]]
    notices = await feedback.pool.fetch("SELECT told FROM bad_review_clock")
    assert {one["told"] for one in notices} == {0}, "another time has notices of its own"


async def test_one_that_is_over_is_left_alone(feedback: Feedback) -> None:
    desk = await a_desk(feedback)
    await desk.replied()
    await desk.takes("revisit", satisfied=True, note="满意。")

    await a_calendar(feedback, d2026_01_06=False)
    await recounted(feedback)

    assert await feedback.told(RECOUNTED) == []


async def told_of(feedback: Feedback) -> list[dict[str, str]]:
    """What was told of new times."""
    return await feedback.told(RECOUNTED)
