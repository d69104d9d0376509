"""What svc-feedback keeps of the directory."""

from datetime import UTC, date, datetime

from directory_building import a_calendar, an_organ
from feedback_building import Feedback

from svc_feedback.storage import directory


async def test_an_organ_is_kept_under_its_name(feedback: Feedback) -> None:
    organ_id = await an_organ(feedback, "鹤城区市场监督管理局")

    async with feedback.bench.unit_of_work() as work:
        kept = await directory.organ(work, organ_id)

    assert kept is not None
    assert (kept.name, kept.region_code) == ("鹤城区市场监督管理局", "431202")


async def test_working_days_are_those_the_directory_told(feedback: Feedback) -> None:
    await a_calendar(feedback, d2026_01_06=False, d2026_01_10=True)
    office = feedback.app.state.office

    async with feedback.bench.unit_of_work() as work:
        calendar = await office.calendar(work)
        due = calendar.add_working_days(datetime(2026, 1, 5, 2, tzinfo=UTC), 4).at

    assert not calendar.is_working_day(date(2026, 1, 6))
    assert due.date() == date(2026, 1, 10)
