"""Answers sent at once: the database decides, on a real PostgreSQL."""

from asyncio import gather

from feedback_building import MATTER, Feedback, a_person, an_answer


async def test_the_same_answer_sent_five_times_at_once_is_one_review(feedback: Feedback) -> None:
    zhang = a_person()
    answer = an_answer(await feedback.may_review(zhang), 4)
    clients = [feedback.as_(zhang) for _ in range(5)]

    answers = await gather(*(c.post("/api/v1/reviews", json=answer) for c in clients))

    assert [each.status_code for each in answers] == [201] * 5
    assert len({each.text for each in answers}) == 1
    assert await feedback.pool.fetchval("SELECT count(*) FROM review") == 1
    assert await reviews_counted(feedback) == 1
    assert (await feedback.announced()).count("feedback.review.submitted.v1") == 1


async def test_of_five_different_answers_at_once_one_is_the_review(feedback: Feedback) -> None:
    zhang = a_person()
    token = await feedback.may_review(zhang)
    client = feedback.as_(zhang)

    answers = await gather(
        *(client.post("/api/v1/reviews", json=an_answer(token, n)) for n in range(1, 6))
    )

    taken = [each for each in answers if each.status_code == 201]
    refused = [each.json() for each in answers if each.status_code == 409]
    assert (len(taken), len(refused)) == (1, 4)
    assert {problem["type"].rsplit("/", 1)[1] for problem in refused} == {"already-reviewed"}
    assert {problem["level"] for problem in refused} == {taken[0].json()["level"]}
    assert await reviews_counted(feedback) == 1


async def test_many_reviews_of_a_matter_at_once_are_all_counted(feedback: Feedback) -> None:
    persons = [a_person() for _ in range(20)]
    tokens = await gather(*(feedback.may_review(person) for person in persons))

    answers = await gather(
        *(
            feedback.as_(person).post("/api/v1/reviews", json=an_answer(token, 1 + i % 5))
            for i, (person, token) in enumerate(zip(persons, tokens, strict=True))
        )
    )

    assert {each.status_code for each in answers} == {201}
    summary = (await feedback.as_().get(f"/api/v1/reviews/summary?matter={MATTER}")).json()
    assert [level["count"] for level in summary["levels"]] == [4] * 5
    assert (summary["opportunities"], summary["reviews"]) == (20, 20)


async def test_the_same_follow_up_sent_five_times_at_once_is_one(feedback: Feedback) -> None:
    zhang = a_person()
    token = await feedback.may_review(zhang)
    client = feedback.as_(zhang)
    review = an_answer(token, 4)
    await client.post("/api/v1/reviews", json=review)
    words = {"token": token, "submission_id": review["submission_id"], "text": "后来又来了一次。"}

    answers = await gather(
        *(client.post("/api/v1/reviews/follow-ups", json=words) for _ in range(5))
    )

    assert [each.status_code for each in answers] == [201] * 5
    assert len({each.text for each in answers}) == 1
    assert (await feedback.announced()).count("feedback.review.followed_up.v1") == 1


async def reviews_counted(feedback: Feedback) -> int:
    summary = (await feedback.as_().get(f"/api/v1/reviews/summary?matter={MATTER}")).json()
    return int(summary["reviews"])
