"""Reviews and letters are heard by themselves, once, and masked."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from devices_building import BARBER, a_device_answer, a_supervisor, a_window
from directory_building import a_calendar, an_organ
from feedback_building import Feedback, a_person, an_answer
from letters_building import a_letter, on_monday

from svc_feedback.storage.voice.hearing import first_id, made_at
from svc_feedback.use_cases.voice.hearing import AT_ONCE, hear

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


async def test_a_backlog_is_heard_to_its_end_and_what_was_heard_is_passed(
    feedback: Feedback,
) -> None:
    await _says(feedback, *(f"第{number}条：等了很久。" for number in range(7)))

    assert await _hear(feedback, at_once=2) == 7
    await _says(feedback, "又等了很久。")
    assert await _hear(feedback, at_once=2) == 1

    up_to = await feedback.pool.fetchval("SELECT up_to FROM heard")
    newest = await feedback.pool.fetchval("SELECT review_id FROM review ORDER BY 1 DESC LIMIT 1")
    assert up_to == newest


async def test_what_was_said_in_a_long_outage_is_heard(feedback: Feedback) -> None:
    await _says(feedback, "停机前说的。")
    assert await _hear(feedback) == 1
    await _says(feedback, "停机时说的。")

    feedback.later(timedelta(days=100))
    assert await _hear(feedback) == 1


async def test_one_that_ends_after_a_later_one_is_not_missed(feedback: Feedback) -> None:
    await _says(feedback, "先开始。", "后开始。")
    earlier = await feedback.pool.fetchval("SELECT review_id FROM review ORDER BY 1 LIMIT 1")
    await _hear(feedback)
    await feedback.pool.execute("DELETE FROM message WHERE source_id = $1", earlier)

    assert await _hear(feedback) == 1


def test_an_id_tells_when_it_was_made() -> None:
    moment = datetime(2026, 1, 5, 2, tzinfo=UTC)
    assert made_at(first_id(moment)) == moment


async def test_what_an_evaluator_stored_counts_on_the_day_it_was_written(
    feedback: Feedback,
) -> None:
    window, now = await a_window(feedback), feedback.app.state.now()
    answer = a_device_answer(
        uuid4(), 1, text="排队太久。", answered_at=(now - timedelta(days=5)).isoformat(), **BARBER
    )
    assert (await window.answers(answer)).status_code == 201

    assert await _hear(feedback) == 1

    (heard,) = await feedback.pool.fetch(ROWS)
    assert heard["day"] == (now - timedelta(days=5) + timedelta(hours=8)).date()


async def test_a_letter_written_on_a_holiday_counts_on_its_own_day(feedback: Feedback) -> None:
    await a_calendar(feedback, d2026_01_01=False, d2026_01_02=False)
    for day in (1, 2, 3):
        feedback.app.state.now = lambda day=day: datetime(2026, 1, day, 15, tzinfo=UTC)
        await a_letter(feedback)
    feedback.app.state.now = lambda: datetime(2026, 1, 3, 17, tzinfo=UTC)  # Sunday in China
    await a_letter(feedback)

    heard = await feedback.pool.fetch("SELECT day FROM message ORDER BY day")

    assert [row["day"] for row in heard] == [date(2026, 1, day) for day in (1, 2, 3, 4)]


async def test_a_ticket_of_the_hotline_counts_on_the_day_it_was_taken(feedback: Feedback) -> None:
    ticket = BARBER | {
        "ticket_no": "12345-1", "organ_id": str(await an_organ(feedback)), "level": 1,
        "text": "电话13812345678没人接。", "answered_at": "2026-01-05T23:30:00+08:00",
    }  # fmt: skip
    client = feedback.as_(a_supervisor())
    for _ in range(2):
        await client.post("/api/v1/reviews/imports", json={"tickets": [ticket]})

    assert await _hear(feedback) == 0

    (heard,) = await feedback.pool.fetch(ROWS)
    assert (heard["kind"], heard["day"]) == ("hotline", date(2026, 1, 5))
    assert "13812345678" not in heard["text"]


async def _says(feedback: Feedback, *texts: str) -> None:
    for text in texts:
        person = a_person()
        token = await feedback.may_review(person)
        answer = an_answer(token, 1, text=text)
        assert (await feedback.as_(person).post("/api/v1/reviews", json=answer)).status_code == 201


async def _hear(feedback: Feedback, at_once: int = AT_ONCE) -> int:
    now = feedback.app.state.now() + timedelta(minutes=1)
    secrets = feedback.settings.personal_data()
    return await hear(feedback.bench.unit_of_work, secrets, now, at_once)
