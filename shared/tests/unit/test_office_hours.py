import pytest

from shared.office_hours import OfficeHours, OfficeHoursUnusable


def test_the_usual_day_has_390_working_minutes() -> None:
    assert OfficeHours().minutes_a_day == 390
    assert str(OfficeHours()) == "09:00-12:00,13:30-17:00"


def test_what_is_written_can_be_read_again() -> None:
    assert OfficeHours.parse("09:00-12:00, 13:30-17:00") == OfficeHours()
    assert OfficeHours.parse("08:00-20:00").sessions == ((480, 1200),)


@pytest.mark.parametrize(
    "text",
    ["", "9-17", "09:00", "12:00-09:00", "09:00-12:00,11:00-17:00", "09:00-09:00", "09:00-24:00"],
)
def test_hours_out_of_order_are_refused(text: str) -> None:
    with pytest.raises(OfficeHoursUnusable):
        OfficeHours.parse(text)


def test_a_day_without_sessions_is_refused() -> None:
    with pytest.raises(OfficeHoursUnusable):
        OfficeHours(())
