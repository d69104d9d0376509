"""A bad review the hotline took is handled like any other, from the day it came to us."""

from datetime import date, datetime, timedelta

import pytest
from devices_building import BARBER, a_supervisor
from directory_building import a_calendar, an_organ
from feedback_building import Feedback
from handling_building import hear_bad_reviews
from letters_building import MONDAY

from shared.work_calendar import CalendarMissing
from svc_feedback.use_cases.bad_reviews.warning import warn_of_bad_reviews

CLOCKS = "SELECT begun_at, due_at FROM bad_review_clock ORDER BY position"


async def imported(feedback: Feedback, answered_at: str) -> None:
    """The hotline's ticket of a bad review was taken over on Monday at ten."""
    feedback.app.state.now = lambda: MONDAY
    organ_id = await an_organ(feedback)
    ticket = BARBER | {
        "ticket_no": "12345-202601-1", "organ_id": str(organ_id), "level": 1,
        "answered_at": answered_at,
    }  # fmt: skip
    client = feedback.as_(a_supervisor())
    taken = await client.post("/api/v1/reviews/imports", json={"tickets": [ticket]})
    assert taken.status_code == 201, taken.text


async def told(feedback: Feedback, now: datetime) -> int:
    """The notices of a moment."""
    async with feedback.bench.unit_of_work(now) as work:
        return await warn_of_bad_reviews(work, feedback.settings.office())


async def test_clocks_of_an_imported_bad_review_begin_when_we_received_it(
    feedback: Feedback,
) -> None:
    await a_calendar(feedback, date(2025, 1, 1))
    await imported(feedback, "2025-12-01T09:00:00+08:00")

    await hear_bad_reviews(feedback)

    clocks = await feedback.pool.fetch(CLOCKS)
    assert [one["begun_at"] for one in clocks] == [MONDAY, MONDAY]
    assert all(one["due_at"] > MONDAY for one in clocks)
    assert await told(feedback, MONDAY + timedelta(minutes=5)) == 0


async def test_a_ticket_older_than_the_calendar_is_opened_all_the_same(feedback: Feedback) -> None:
    await a_calendar(feedback)
    await imported(feedback, "2019-05-06T09:00:00+08:00")

    (bad_review_id,) = await hear_bad_reviews(feedback)

    rows = await feedback.pool.fetch("SELECT bad_review_id, received_at FROM bad_review")
    assert [(str(row["bad_review_id"]), row["received_at"]) for row in rows] == [
        (bad_review_id, MONDAY)
    ]


async def test_a_bad_review_waits_for_a_calendar_that_holds_its_day(feedback: Feedback) -> None:
    await a_calendar(feedback, date(2026, 6, 1))
    await imported(feedback, "2026-01-04T09:00:00+08:00")

    with pytest.raises(CalendarMissing):
        await hear_bad_reviews(feedback)
    await a_calendar(feedback)

    assert await hear_bad_reviews(feedback)
    assert await feedback.pool.fetchval("SELECT count(*) FROM bad_review") == 1
