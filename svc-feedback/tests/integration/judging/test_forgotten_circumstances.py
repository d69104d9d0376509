"""How an answer was given is known for a time; the answer and what was doubted for good."""

from datetime import timedelta
from uuid import UUID

from devices_building import a_supervisor
from directory_building import an_organ
from feedback_building import Feedback, a_person, an_answer

from svc_feedback.use_cases.judging.examining import examine_reviews
from svc_feedback.use_cases.judging.forgetting import forget_circumstances

REVIEWS = "/api/v1/reviews"
COUNT = "SELECT count(*) FROM circumstance"


async def a_trapped_review(feedback: Feedback) -> UUID:
    """Somebody filled in what people do not see."""
    zhang = a_person()
    token = await feedback.may_review(zhang, organ_ids=(await an_organ(feedback),))
    sent = an_answer(token, 4, website="http://spam.example")
    answered = await feedback.as_(zhang).post(
        REVIEWS, json=sent, headers={"X-Forwarded-For": "203.0.113.5"}
    )
    assert answered.status_code == 201, answered.text
    return UUID(answered.json()["review_id"])


async def examined(feedback: Feedback) -> None:
    async with feedback.bench.unit_of_work() as work:
        await examine_reviews(work, feedback.settings.thresholds())


async def forgotten(feedback: Feedback, days: int) -> int:
    """The job has run so many days later; how many are still known."""
    kept_for = feedback.settings.circumstances_kept
    async with feedback.bench.unit_of_work() as work:
        work.now += timedelta(days=days)
        while await forget_circumstances(work, kept_for):
            pass
    return int(await feedback.pool.fetchval(COUNT))


async def test_circumstances_are_forgotten_after_their_time_and_not_before(
    feedback: Feedback,
) -> None:
    days = feedback.settings.circumstance_days
    await a_trapped_review(feedback)
    await examined(feedback)

    assert await forgotten(feedback, days - 1) == 1
    assert await forgotten(feedback, days + 1) == 0


async def test_what_was_said_and_doubted_stays_and_can_still_be_judged(feedback: Feedback) -> None:
    review_id = await a_trapped_review(feedback)
    await examined(feedback)

    assert await forgotten(feedback, 31) == 0
    flagged = (await feedback.as_(a_supervisor()).get(f"{REVIEWS}/flagged")).json()["items"]
    judged = await feedback.as_(a_supervisor()).post(
        f"{REVIEWS}/{review_id}/judgement", json={"valid": True, "reason": "经核对属实。"}
    )

    assert [one["reason"] for one in flagged[0]["doubts"]] == ["trapped"]
    assert judged.status_code == 204


async def test_what_nobody_has_examined_waits_for_it(feedback: Feedback) -> None:
    await a_trapped_review(feedback)

    assert await forgotten(feedback, 400) == 1
    await examined(feedback)
    assert await feedback.pool.fetchval("SELECT count(*) FROM review_flag") == 1
    assert await forgotten(feedback, 400) == 0
