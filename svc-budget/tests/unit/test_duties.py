from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.yaml_files import yaml_in
from svc_budget.domain.clocks.duties import Light, Standing, read_duties, standing

DUTIES = {
    one.key: one for one in read_duties(yaml_in(Path(__file__).parents[2] / "law" / "duties.yaml"))
}
DEPARTMENT = DUTIES["department-disclosure"]
REPLY = date(2026, 2, 10)


def test_the_twentieth_day_is_in_time_and_the_next_is_late() -> None:
    assert standing(DEPARTMENT, REPLY, date(2026, 3, 2), REPLY).light is Light.DONE
    assert standing(DEPARTMENT, REPLY, date(2026, 3, 3), REPLY) == Standing(
        Light.LATE, date(2026, 3, 2), 1
    )


def test_days_are_those_of_the_calendar_over_the_spring_festival() -> None:
    assert DEPARTMENT.due_on(date(2026, 2, 12)) == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("today", "light"),
    [
        (date(2026, 2, 10), Light.GREEN),
        (date(2026, 2, 24), Light.GREEN),
        (date(2026, 2, 25), Light.YELLOW),
        (date(2026, 3, 2), Light.YELLOW),
        (date(2026, 3, 3), Light.RED),
    ],
)
def test_it_turns_yellow_five_days_before_and_red_the_day_after(today: date, light: Light) -> None:
    assert standing(DEPARTMENT, REPLY, None, today).light is light


def test_what_is_not_begun_waits_and_what_was_published_early_is_in_time() -> None:
    assert standing(DEPARTMENT, None, None, REPLY).light is Light.WAITING
    assert standing(DEPARTMENT, REPLY, REPLY - timedelta(days=3), REPLY).light is Light.DONE


@given(late=st.integers(-400, 400))
def test_days_late_are_the_days_after_the_last_one(late: int) -> None:
    done = DEPARTMENT.due_on(REPLY) + timedelta(days=late)

    assert standing(DEPARTMENT, REPLY, done, done).days_late == max(0, late)


def test_a_duty_that_is_not_in_order_is_named() -> None:
    with pytest.raises(ValueError, match="department-disclosure"):
        read_duties([{"key": "department-disclosure", "title": "公开", "anchor": "never"}])
