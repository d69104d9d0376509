"""Silence is given a level only where the region's rules say so, and counts in no rate."""

from datetime import timedelta
from uuid import UUID

from directory_building import an_organ
from feedback_building import MATTER, Feedback, a_person, an_answer

from svc_feedback.use_cases.defaulting import default_reviews

REVIEWS = "/api/v1/reviews"
NAIMAN = "150525"


async def defaulted(feedback: Feedback) -> list[int]:
    """The levels kept by default, after everything was looked at."""
    now = feedback.app.state.now
    async with feedback.bench.unit_of_work() as work:
        work.now = now()
        while await default_reviews(work, feedback.app.state.office):
            pass
    rows = await feedback.pool.fetch("SELECT level FROM review WHERE origin = 'default'")
    return [row["level"] for row in rows]


async def organ_in(feedback: Feedback, region: str) -> tuple[UUID, ...]:
    return (await an_organ(feedback, region=region),)


async def test_in_a_region_with_a_rule_silence_becomes_a_default_after_its_days(
    feedback: Feedback,
) -> None:
    zhang, li = a_person(), a_person()
    organs = await organ_in(feedback, NAIMAN)
    silent = await feedback.may_review(zhang, organ_ids=organs)
    spoken = await feedback.may_review(li, organ_ids=organs)
    await feedback.as_(li).post(REVIEWS, json=an_answer(spoken, 5))

    feedback.later(timedelta(days=7) - timedelta(minutes=1))
    assert await defaulted(feedback) == []
    feedback.later(timedelta(minutes=1))
    assert await defaulted(feedback) == [3]
    assert await defaulted(feedback) == [3]

    summary = (await feedback.as_().get(f"{REVIEWS}/summary?matter={MATTER}")).json()
    assert (summary["reviews"], summary["opportunities"], summary["active_rate"]) == (1, 2, 0.5)
    listed = (await feedback.as_().get(f"{REVIEWS}?matter={MATTER}&count=true")).json()
    assert [one["level"] for one in listed["items"]] == [5]
    assert listed["total"] == 1
    for answer in (
        await feedback.as_(zhang).get(f"{REVIEWS}/opportunities/{silent}"),
        await feedback.as_(zhang).post(REVIEWS, json=an_answer(silent)),
    ):
        assert (answer.status_code, answer.json()["title"]) == (404, "没有找到评价机会。")
    assert (await feedback.announced()).count("feedback.review.defaulted.v1") == 1
    assert (await feedback.announced()).count("feedback.review.submitted.v1") == 1


async def test_elsewhere_silence_says_nothing(feedback: Feedback) -> None:
    await feedback.may_review(organ_ids=await organ_in(feedback, "431202"))

    feedback.later(timedelta(days=400))

    assert await defaulted(feedback) == []
