"""What still has to be told: each change once, whatever clocks and commands did meanwhile."""

from dataclasses import replace
from datetime import date, timedelta

from forces_building import days, forces
from hypothesis import given, settings
from hypothesis import strategies as st

from svc_documents.domain.effects.effects import Cause, Effect, Force
from svc_documents.domain.effects.telling import Change, Told, told_by, untold

D = date.fromisoformat
FORCE = Force(first=D("2020-01-01"), until=D("2025-01-01"), cause=Cause.LAPSED)
VALID = Told(Effect.VALID, D("2024-12-31"))


def test_nothing_is_told_twice() -> None:
    assert list(untold(FORCE, VALID, D("2025-01-01"))) == [
        Change(Effect.VALID, Effect.LAPSED, D("2025-01-01"))
    ]
    told = told_by(FORCE, VALID, D("2025-01-01"))
    assert list(untold(FORCE, told, D("2025-01-02"))) == []


def test_what_was_told_by_a_fast_clock_is_not_told_back() -> None:
    told = told_by(FORCE, VALID, D("2025-01-01"))

    assert list(untold(FORCE, told, D("2024-12-31"))) == []


def test_a_force_that_became_known_otherwise_is_told_with_its_true_date() -> None:
    repealed = replace(FORCE, until=D("2024-03-01"), cause=Cause.REPEALED)

    assert list(untold(repealed, VALID, D("2024-12-31"))) == [
        Change(Effect.VALID, Effect.REPEALED, D("2024-03-01"))
    ]


@settings(deadline=None)  # many days; a busy machine is no fault
@given(forces(), st.lists(days, min_size=1, max_size=8), days)
def test_whenever_one_looks_the_same_changes_are_told_once_in_order(
    force: Force, looks: list[date], start: date
) -> None:
    """Looks on any days in any order (clocks jump) tell what one look at the last would."""
    began = Told(force.on(start).effect, start)
    told, changes = began, list[Change]()
    for day in looks:
        changes += untold(force, told, day)
        told = told_by(force, told, day)

    assert changes == list(untold(force, began, max(looks)))
    assert [one.before for one in changes[1:]] == [one.effect for one in changes[:-1]]
    assert all(one.since > start for one in changes)
    for one in changes:
        assert force.on(one.since).effect is one.effect
        assert force.on(one.since - timedelta(1)).effect is not one.effect
