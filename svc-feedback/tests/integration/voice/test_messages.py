"""What the analysis hears."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import asyncpg
import pytest
from feedback_building import Feedback
from suggestions_building import put_in

from svc_feedback.storage.voice import messages
from svc_feedback.use_cases.suggestions.mixing import mix_suggestions

DAY = date(2026, 3, 2)


async def test_the_same_source_is_heard_once(feedback: Feedback) -> None:
    source = uuid4()
    for _ in range(2):
        async with feedback.bench.unit_of_work() as work:
            await messages.add(work, "letter", source, DAY, "路灯不亮。", None, "431202", None)

    assert await feedback.pool.fetchval("SELECT count(*) FROM message") == 1


async def test_slips_are_heard_the_night_after_once_and_bear_nothing_of_the_box(
    feedback: Feedback,
) -> None:
    for number in range(3):
        await put_in(feedback, f"第{number}条。")
    await _mix(feedback)
    assert await feedback.pool.fetchval("SELECT count(*) FROM message") == 0

    feedback.later(timedelta(days=1))
    await _mix(feedback)
    await _mix(feedback)

    rows = await feedback.pool.fetch("SELECT *, xmin::text AS written_by FROM message")
    slips = await feedback.pool.fetch("SELECT suggestion_id FROM suggestion")
    assert len(rows) == 3
    assert len({row["written_by"] for row in rows}) == 1
    assert {(row["source_id"], row["person_digest"]) for row in rows} == {(None, None)}
    assert not {row["message_id"] for row in rows} & {row["suggestion_id"] for row in slips}


async def test_the_database_itself_refuses_a_slip_with_a_source(feedback: Feedback) -> None:
    with pytest.raises(asyncpg.CheckViolationError):
        async with feedback.bench.unit_of_work() as work:
            await messages.add(work, "suggestion", uuid4(), DAY, "好。", None, "431202", None)


def test_who_says_something_is_told_apart_within_a_day_and_not_across_days(
    feedback: Feedback,
) -> None:
    secrets, account = feedback.settings.personal_data(), UUID(int=7)

    today = messages.person_digest(secrets, DAY, account)

    assert today == messages.person_digest(secrets, DAY, account)
    assert today != messages.person_digest(secrets, DAY + timedelta(days=1), account)
    assert today != messages.person_digest(secrets, DAY, UUID(int=8))


async def _mix(feedback: Feedback) -> None:
    async with feedback.bench.unit_of_work(feedback.app.state.now()) as work:
        await mix_suggestions(work)
