"""Effect on a day: every boundary."""

from datetime import date, timedelta

import pytest
from forces_building import days, forces
from hypothesis import given, settings

from svc_documents.domain.effects.effects import Cause, Effect, Force, Suspension

D = date.fromisoformat
FIVE_YEARS = Force(first=D("2019-11-10"), until=D("2024-11-10"), cause=Cause.LAPSED)


@pytest.mark.parametrize(
    ("day", "effect", "since"),
    [
        ("2019-11-09", "not_yet", None),
        ("2019-11-10", "valid", "2019-11-10"),
        ("2024-11-09", "valid", "2019-11-10"),
        ("2024-11-10", "lapsed", "2024-11-10"),
        ("2030-01-01", "lapsed", "2024-11-10"),
    ],
)
def test_the_day_before_the_day_and_the_day_after(day: str, effect: str, since: str | None) -> None:
    found = FIVE_YEARS.on(D(day))

    assert (found.effect, found.since) == (effect, D(since) if since else None)


def test_without_any_date_nothing_is_said() -> None:
    assert Force().on(D("2024-01-01")).effect is None


@pytest.mark.parametrize(
    ("cause", "effect"),
    [("lapsed", "lapsed"), ("repealed", "repealed"), ("replaced", "replaced"),
     ("cleaned_up", "lapsed")],
)  # fmt: skip
def test_the_cause_of_the_end_says_what_it_is_afterwards(cause: str, effect: str) -> None:
    force = Force(first=D("2019-01-01"), until=D("2020-01-01"), cause=Cause(cause))

    assert force.on(D("2020-01-01")).effect == effect


def test_amended_from_the_day_the_amendment_applies() -> None:
    force = Force(first=D("2019-01-01"), amended_on=D("2021-01-01"))

    assert force.on(D("2020-12-31")).effect is Effect.VALID
    assert force.on(D("2021-01-01")) == (Effect.AMENDED, D("2021-01-01"), "", None)


def test_a_suspended_article_makes_it_suspended_and_goes_by() -> None:
    force = Force(
        first=D("2019-01-01"), suspensions=(Suspension(D("2020-01-01"), D("2020-03-01"), "第三条"),)
    )

    assert force.on(D("2020-02-29")).effect is Effect.SUSPENDED
    assert force.on(D("2020-03-01"))[:2] == (Effect.VALID, D("2020-03-01"))


@settings(deadline=None)  # thousands of days; a busy machine is no fault
@given(forces(), days)
def test_since_is_the_first_day_of_the_effect(force: Force, day: date) -> None:
    found = force.on(day)

    if found.since is None:
        assert found.effect is Effect.NOT_YET
        return
    assert found.since <= day
    assert force.on(found.since).effect is found.effect
    assert force.on(found.since - timedelta(1)).effect is not found.effect
    run = (found.since + timedelta(n) for n in range(0, (day - found.since).days + 1, 7))
    assert {force.on(one).effect for one in run} == {found.effect}


@settings(deadline=None)  # thousands of days; a busy machine is no fault
@given(forces(), days)
def test_the_next_change_is_the_next_day_with_another_effect(force: Force, day: date) -> None:
    change = force.next_change(day)
    horizon = change or day + timedelta(3000)

    between = range(1, (horizon - day).days)
    now = force.on(day).effect
    assert {force.on(day + timedelta(n)).effect for n in between} <= {now}
    assert change is None or force.on(change).effect is not now
