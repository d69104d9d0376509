"""What is refused, and how quietly."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from feedback_building import (
    A_KIOSK,
    MATTER,
    Feedback,
    a_person,
    an_answer,
    an_officer,
)
from httpx2 import Response

from shared.identity import ANONYMOUS, Caller

REVIEWS = "/api/v1/reviews"
OPPORTUNITIES = f"{REVIEWS}/opportunities"
CHANGING = {"request_id", "instance"}


def quiet(answer: Response) -> dict[str, Any]:
    return {k: v for k, v in answer.json().items() if k not in CHANGING}


async def test_unknown_expired_and_anothers_token_are_refused_in_the_same_words(
    feedback: Feedback,
) -> None:
    zhang, li = a_person(), a_person()
    token = await feedback.may_review(zhang)
    guessed = "0" * 32
    refused = [
        await feedback.as_(li).get(f"{OPPORTUNITIES}/{token}"),
        await feedback.as_(an_officer()).get(f"{OPPORTUNITIES}/{token}"),
        await feedback.as_(li).post(REVIEWS, json=an_answer(token)),
        await feedback.as_(zhang).get(f"{OPPORTUNITIES}/{guessed}"),
        await feedback.as_().get(f"{OPPORTUNITIES}/%00%ff"),
        await feedback.as_(zhang).post(REVIEWS, json=an_answer(guessed)),
    ]
    feedback.later(timedelta(days=30))
    refused += [
        await feedback.as_(zhang).get(f"{OPPORTUNITIES}/{token}"),
        await feedback.as_(zhang).post(REVIEWS, json=an_answer(token)),
    ]

    assert {answer.status_code for answer in refused} == {404}
    assert all(quiet(answer) == quiet(refused[0]) for answer in refused)
    assert refused[0].json()["type"].endswith("/opportunity-not-found")
    assert await feedback.pool.fetchval("SELECT count(*) FROM review") == 0


async def test_anothers_used_token_is_as_quiet_as_an_unknown_one(feedback: Feedback) -> None:
    zhang = a_person()
    token = await feedback.may_review(zhang)
    await feedback.as_(zhang).post(REVIEWS, json=an_answer(token))

    other = await feedback.as_(a_person()).get(f"{OPPORTUNITIES}/{token}")

    assert (other.status_code, other.json()["title"]) == (404, "没有找到评价机会。")


@pytest.mark.parametrize("bearer", [ANONYMOUS, A_KIOSK])
async def test_who_has_not_logged_in_reviews_by_the_token_alone(
    feedback: Feedback, bearer: Caller
) -> None:
    token = await feedback.may_review()
    key = {"Idempotency-Key": str(uuid4())}

    answered = await feedback.as_(bearer).post(REVIEWS, json=an_answer(token), headers=key)

    assert answered.status_code == 201


async def test_another_answer_after_the_review_is_refused_with_what_was_given(
    feedback: Feedback,
) -> None:
    zhang = a_person()
    token = await feedback.may_review(zhang)
    first = await feedback.as_(zhang).post(REVIEWS, json=an_answer(token, 1))

    second = await feedback.as_(zhang).post(REVIEWS, json=an_answer(token, 5))

    assert second.status_code == 409
    problem = second.json()
    assert (problem["review_id"], problem["level"]) == (first.json()["review_id"], 1)
    assert problem["submitted_at"] == first.json()["submitted_at"]


async def test_a_tag_of_another_level_is_refused_by_name(feedback: Feedback) -> None:
    zhang = a_person()
    token = await feedback.may_review(zhang)

    refused = await feedback.as_(zhang).post(REVIEWS, json=an_answer(token, 1, tags=[108, 510]))

    assert refused.status_code == 422
    assert refused.json()["type"].endswith("/tag-not-of-level")
    assert refused.json()["errors"] == [
        {
            "pointer": "#/tags/1",
            "code": "tag_not_of_level",
            "message": "标签 510 不属于“非常不满意”。",
        }
    ]
    assert (await feedback.as_(zhang).get(f"{OPPORTUNITIES}/{token}")).status_code == 200


WRONG_MEMBERS: list[tuple[str, Any]] = [
    ("level", None),
    ("level", 0),
    ("level", 6),
    ("level", "5"),
    ("level", True),
    ("level", 4.5),
    ("tags", [5100]),
    ("tags", ["510"]),
    ("tags", [510] * 17),
    ("text", "长" * 501),
    ("text", "a\x00b"),
    ("text", 5),
    ("anonymous", "perhaps"),
    ("channel", "carrier_pigeon"),
    ("submission_id", "1"),
    ("origin", "default"),
    ("token", "x" * 65),
]


async def test_an_answer_that_is_none_is_refused_by_its_member(feedback: Feedback) -> None:
    anybody = feedback.as_()
    for member, value in WRONG_MEMBERS:
        refused = await anybody.post(REVIEWS, json=an_answer("0" * 32) | {member: value})

        assert refused.status_code == 422, (member, value)
        assert refused.headers["content-type"] == "application/problem+json"
        assert {e["pointer"].split("/")[1] for e in refused.json()["errors"]} == {member}


async def test_a_level_is_never_taken_for_granted(feedback: Feedback) -> None:
    answer = an_answer("0" * 32)
    del answer["level"]

    refused = await feedback.as_().post(REVIEWS, json=answer)

    assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [("#/level", "missing")]


async def test_a_follow_up_before_the_review_is_refused(feedback: Feedback) -> None:
    zhang = a_person()
    token = await feedback.may_review(zhang)
    words = {"token": token, "submission_id": str(uuid4()), "text": "先说一句"}

    refused = await feedback.as_(zhang).post(f"{REVIEWS}/follow-ups", json=words)

    assert refused.status_code == 409
    assert refused.json()["type"].endswith("/not-reviewed-yet")


WRONG_QUESTIONS = [
    ("/summary", "summary-about-one-thing"),
    (f"/summary?matter={MATTER}&organ={uuid4()}", "summary-about-one-thing"),
    ("/summary?matter=%00", "invalid"),
    ("/summary?hall=3", "unknown-parameter"),
    ("", "invalid"),
    (f"?matter={MATTER}&level=6", "invalid"),
    (f"?matter={MATTER}&fields=review_id,phone", "unknown-field"),
    ("/tags?version=0", "invalid"),
    ("/not-a-uuid", "invalid"),
]


async def test_a_question_that_is_none_is_refused(feedback: Feedback) -> None:
    zhang = a_person()
    token = await feedback.may_review(zhang)
    await feedback.as_(zhang).post(REVIEWS, json=an_answer(token))
    anybody = feedback.as_()
    for path, slug in WRONG_QUESTIONS:
        refused = await anybody.get(REVIEWS + path)

        assert (refused.status_code, refused.json()["type"].rsplit("/", 1)[1]) == (422, slug), path


async def test_a_cursor_that_is_none_is_refused(feedback: Feedback) -> None:
    zhang = feedback.as_(a_person())
    for cursor in ("%00", "bm90IGpzb24", "WyJhIl0", "WzFd", "W10", "e30"):
        for path in (f"{REVIEWS}?matter={MATTER}", f"{OPPORTUNITIES}?limit=1"):
            refused = await zhang.get(f"{path}&cursor={cursor}")

            assert refused.status_code == 400, (path, cursor)
            assert refused.json()["type"].endswith("/cursor-invalid")


async def test_what_is_not_there_is_not_found(feedback: Feedback) -> None:
    for path in (f"{REVIEWS}/{uuid4()}", f"{REVIEWS}/tags?version=2"):
        assert (await feedback.as_().get(path)).status_code == 404


async def test_own_opportunities_are_for_who_has_logged_in(feedback: Feedback) -> None:
    refused = await feedback.as_().get(OPPORTUNITIES)

    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")


async def test_one_person_does_not_see_anothers_opportunities(feedback: Feedback) -> None:
    await feedback.may_review(a_person())

    for other in (a_person(), an_officer()):
        assert (await feedback.as_(other).get(OPPORTUNITIES)).json()["items"] == []


async def test_without_the_gateways_token_nothing_is_answered(feedback: Feedback) -> None:
    for client in (feedback.client({}), feedback.as_(a_person(), audience="svc-approvals")):
        for path in (OPPORTUNITIES, f"{REVIEWS}/tags", f"/links/case/{uuid4()}"):
            refused = await client.get(path)

            assert refused.status_code == 401, path
            assert refused.json()["type"].endswith("/internal-token-invalid")
