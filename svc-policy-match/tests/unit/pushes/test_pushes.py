"""Who is told what, and when it leaves."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.office_hours import CHINA_TIME
from svc_policy_match.domain.conditions.truth import FALSE, TRUE, UNKNOWN, Truth
from svc_policy_match.domain.pushes.differences import Tiding, Told, news
from svc_policy_match.domain.pushes.sending import REMINDERS, SendingRules, reminder_due

RULES = SendingRules()
verdicts = st.sampled_from(list(Truth))


@pytest.mark.parametrize(
    ("before", "verdict", "expected"),
    [
        (None, TRUE, Tiding.MATCHED), (None, UNKNOWN, Tiding.POSSIBLE), (None, FALSE, None),
        (Tiding.POSSIBLE, TRUE, Tiding.MATCHED), (Tiding.POSSIBLE, FALSE, None),
        (Tiding.MATCHED, UNKNOWN, Tiding.POSSIBLE), (Tiding.MATCHED, FALSE, Tiding.LOST),
        (Tiding.LOST, TRUE, Tiding.MATCHED), (Tiding.CLOSED, FALSE, None),
    ],
)  # fmt: skip
def test_only_what_differs_is_told(
    before: Tiding | None, verdict: Truth, expected: Tiding | None
) -> None:
    told = None if before is None else Told(1, before)
    assert news(told, verdict) is expected


@given(st.lists(verdicts, max_size=12))
def test_nobody_is_told_the_same_twice_in_a_row(each: list[Truth]) -> None:
    told: Told | None = None
    heard: list[Tiding] = []
    for version, verdict in enumerate(each):
        tiding = news(told, verdict)
        assert news(told and Told(version, told.tiding), verdict) is tiding
        if tiding is not None:
            told = Told(version, tiding)
            heard.append(tiding)
            assert news(told, verdict) is None
    assert all(one is not after for one, after in pairwise(heard))


def at(hour: int, minute: int = 0, day: int = 26) -> datetime:
    """A moment in the offices' time."""
    return datetime(2026, 11, day, hour, minute, tzinfo=CHINA_TIME)


def test_at_night_a_message_waits_for_the_morning() -> None:
    assert RULES.leaves_at(at(12), 0) == at(12)
    assert RULES.leaves_at(at(23), 0) == at(8, 30, day=27)
    assert RULES.leaves_at(at(3), 0) == at(8, 30)
    assert RULES.leaves_at(at(8, 30), 0) == at(8, 30)


def test_quiet_hours_may_lie_within_a_day() -> None:
    noon = SendingRules(quiet_from=time(12), quiet_until=time(14))
    assert noon.leaves_at(at(13), 0) == at(14)
    assert noon.leaves_at(at(14), 0) == at(14)


def test_the_fourth_message_of_a_day_waits_for_the_digest_of_the_next_morning() -> None:
    assert RULES.leaves_at(at(12), 2) == at(12)
    assert RULES.leaves_at(at(12), 3) is None
    assert RULES.digest_at(at(12)) == at(8, 30, day=27)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))  # noqa: DTZ001 - set below
def test_no_message_ever_leaves_in_quiet_hours(moment: datetime) -> None:
    leaves = RULES.leaves_at(moment.replace(tzinfo=CHINA_TIME), 0)
    assert leaves is not None
    assert not RULES.is_quiet(leaves)
    assert leaves - moment.replace(tzinfo=CHINA_TIME) < timedelta(hours=12)


def test_reminders_fall_on_the_days_left_and_none_that_was_past_at_publishing() -> None:
    until = date(2026, 12, 31)
    long_ago, late = date(2026, 6, 1), date(2026, 12, 20)
    days = {
        left: reminder_due(until, long_ago, until - timedelta(days=left)) for left in range(-1, 40)
    }
    assert {left: said for left, said in days.items() if said != days.get(left + 1)} == {
        -1: None, 1: 1, 7: 7, 30: 30
    }  # fmt: skip
    assert reminder_due(until, late, date(2026, 12, 21)) is None
    assert reminder_due(until, late, date(2026, 12, 24)) == min(set(REMINDERS) - {1})
    assert reminder_due(None, late, late) is None
