"""A kiosk hands in what it stored while it was cut off: in order, none twice, each answered."""

from asyncio import gather
from typing import Any
from uuid import uuid4

from feedback_building import A_KIOSK, MATTER, Feedback, an_answer
from httpx2 import Response

from shared.ids import new_id
from svc_feedback.domain.opportunities import ClosedCase
from svc_feedback.use_cases.opportunities import open_opportunity
from svc_feedback.use_cases.tokens import token_of

STORED = 500
SENT_BEFORE_THE_CUT = 60
Stored = tuple[str, dict[str, Any]]  # the key of the request, made when it was stored, and its body


async def invited(feedback: Feedback, number: int) -> list[str]:
    """So many cases have ended; the tokens their applicants bring to the kiosk."""
    office = feedback.app.state.office
    async with feedback.bench.unit_of_work() as work:
        for _ in range(number):
            case = ClosedCase(
                new_id(), "43120220260105000017", MATTER, "我要开理发店", (new_id(),), new_id(),
                work.now,
            )  # fmt: skip
            await open_opportunity(work, office, case)
    rows = await feedback.pool.fetch("SELECT opportunity_id FROM opportunity ORDER BY 1")
    return [token_of(row[0], office.secrets) for row in rows]


async def test_500_answers_stored_at_a_kiosk_arrive_in_order_and_none_twice(
    feedback: Feedback,
) -> None:
    stored: list[Stored] = [
        (str(uuid4()), an_answer(token, 1 + number % 5, channel="kiosk"))
        for number, token in enumerate(await invited(feedback, STORED))
    ]
    kiosk = feedback.as_(A_KIOSK)

    async def hands_in(one: Stored) -> Response:
        key, body = one
        return await kiosk.post("/api/v1/reviews", json=body, headers={"Idempotency-Key": key})

    first = [await hands_in(one) for one in stored[:SENT_BEFORE_THE_CUT]]
    # The line breaks: the kiosk knows of no answer to the last ten, and its store lost their keys.
    unsure = [(str(uuid4()), body) for _, body in stored[SENT_BEFORE_THE_CUT - 10 :]]
    again = [await hands_in(one) for one in stored[: SENT_BEFORE_THE_CUT - 10] + unsure]
    at_once = await gather(*(hands_in((str(uuid4()), unsure[-1][1])) for _ in range(5)))

    assert {each.status_code for each in (*first, *again, *at_once)} == {201}
    assert [each.json()["review_id"] for each in again[:SENT_BEFORE_THE_CUT]] == [
        each.json()["review_id"] for each in first
    ]
    assert {each.json()["review_id"] for each in at_once} == {again[-1].json()["review_id"]}
    rows = await feedback.pool.fetch("SELECT submission_id, channel FROM review ORDER BY review_id")
    assert [(str(row["submission_id"]), row["channel"]) for row in rows] == [
        (body["submission_id"], "kiosk") for _, body in stored
    ]
    summary = (await feedback.as_().get(f"/api/v1/reviews/summary?matter={MATTER}")).json()
    assert (summary["opportunities"], summary["reviews"]) == (STORED, STORED)
    assert [level["count"] for level in summary["levels"]] == [STORED // 5] * 5
