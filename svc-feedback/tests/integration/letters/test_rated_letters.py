"""Writers rate the answer they got; the public table counts it."""

from asyncio import gather
from typing import Any

from feedback_building import Feedback
from httpx2 import Response
from letters_building import (
    LETTERS,
    REGION,
    a_clerk,
    a_letter,
    an_overseer,
    answered,
    assigned,
    on_monday,
)


async def rated(feedback: Feedback, letter: dict[str, Any], level: object) -> Response:
    body = {"query_code": letter["query_code"], "satisfaction": level}
    return await feedback.as_().post(f"{LETTERS}/rate", json=body)


async def test_the_writer_rates_the_answer_once_by_the_query_code(feedback: Feedback) -> None:
    await on_monday(feedback)
    clerk, letter = await a_clerk(feedback), await a_letter(feedback)
    await assigned(feedback, letter, clerk)

    early = await rated(feedback, letter, 5)
    await answered(feedback, letter, clerk)
    tries = await gather(*(rated(feedback, letter, 2) for _ in range(5)))
    other = await rated(feedback, letter, 5)

    assert (early.status_code, early.json()["type"].rsplit("/", 1)[1]) == (
        409, "letter-step-not-allowed",
    )  # fmt: skip
    assert {one.status_code for one in tries} == {200}
    assert {one.json()["satisfaction"] for one in tries} == {2}
    assert (other.status_code, other.json()["type"].rsplit("/", 1)[1]) == (
        409, "letter-rated-already",
    )  # fmt: skip
    assert "不满意" in other.json()["detail"]
    (told,) = await feedback.told("feedback.letter.rated.v1")
    assert (told["satisfaction"], told["organ_id"]) == (2, str(clerk.organ_id))
    seen = (await feedback.as_(clerk).get(f"{LETTERS}/queue/{letter['letter_id']}")).json()
    assert (seen["satisfaction"], seen["steps"][-1]["kind"]) == (2, "rated")


async def test_no_level_is_given_beforehand_and_no_code_is_guessed(feedback: Feedback) -> None:
    await on_monday(feedback)
    clerk, letter = await a_clerk(feedback), await a_letter(feedback)
    await assigned(feedback, letter, clerk)
    shown = await answered(feedback, letter, clerk)

    assert shown["satisfaction"] is None
    for level in (0, 6, "5", None, True):
        assert (await rated(feedback, letter, level)).status_code == 422
    assert (await rated(feedback, {"query_code": "7K3M-0Q9T-XW2B-55HD"}, 5)).status_code == 404


async def test_the_monthly_table_counts_who_was_content(feedback: Feedback) -> None:
    await on_monday(feedback)
    clerk = await a_clerk(feedback)
    for level in (5, 3, 1, None):
        letter = await a_letter(feedback)
        await assigned(feedback, letter, clerk)
        await answered(feedback, letter, clerk)
        if level is not None:
            assert (await rated(feedback, letter, level)).status_code == 200

    table = await feedback.as_(an_overseer()).get(
        f"{LETTERS}/statistics?region={REGION}&month=2026-01"
    )

    (ours,) = table.json()["rows"]
    assert (ours["answered"], ours["rated"], ours["satisfied"]) == (4, 3, 2)
    assert round(ours["satisfaction_rate"], 6) == 0.666667
