"""Reviews and letters are heard by themselves, once, and masked."""

from datetime import timedelta
from uuid import uuid4

from directory_building import an_organ
from feedback_building import Feedback, a_person, an_answer
from letters_building import a_letter, on_monday

from svc_feedback.use_cases.voice.hearing import hear

ROWS = "SELECT kind, day, text, matter_code, region_code, person_digest FROM message ORDER BY kind"


async def test_a_review_with_words_and_a_letter_are_heard_once_and_masked(
    feedback: Feedback,
) -> None:
    zhang, li = a_person(), a_person()
    organ_id = await an_organ(feedback, region="431224")
    words = {"text": "材料要跑三趟，电话13812345678。"}
    for person, members in ((zhang, words), (li, {})):
        token = await feedback.may_review(person, organ_ids=(uuid4(), organ_id))
        answer = an_answer(token, 1, **members)
        assert (await feedback.as_(person).post("/api/v1/reviews", json=answer)).status_code == 201

    assert await _hear(feedback) == 1
    assert await _hear(feedback) == 0

    (row,) = await feedback.pool.fetch(ROWS)
    assert row["kind"] == "review"
    assert (row["matter_code"], row["region_code"]) == ("HC-YJS-0001", "431224")
    assert "13812345678" not in row["text"]
    assert row["person_digest"]


async def test_a_letter_is_heard_as_it_is_written_and_not_again(feedback: Feedback) -> None:
    await on_monday(feedback)
    await a_letter(feedback)

    assert await _hear(feedback) == 0

    (heard,) = await feedback.pool.fetch(ROWS)
    assert (heard["kind"], heard["region_code"]) == ("letter", "431202")
    assert "13812345678" not in heard["text"]


async def _hear(feedback: Feedback) -> int:
    now = feedback.app.state.now() + timedelta(minutes=1)
    async with feedback.bench.unit_of_work(now) as work:
        return await hear(work, feedback.settings.personal_data())
