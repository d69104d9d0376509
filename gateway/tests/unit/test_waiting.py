"""A lane nobody serves rests ever longer, and one message finds out for all that it is served."""

from datetime import UTC, datetime, timedelta

from gateway.domain.waiting import AT_ONCE, CHANNELS, RESTS, Lanes

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_a_lane_rests_longer_each_time_in_a_row_and_never_more_than_the_longest() -> None:
    lanes, now = Lanes(CHANNELS), NOW
    for rest in (*RESTS, RESTS[-1]):
        lanes.let_rest("sms", now)
        assert "sms" not in lanes.waiting(now + rest - SECOND)
        now += rest
        assert lanes.waiting(now)["sms"] == 1


def test_others_that_fail_while_it_rests_make_the_rest_no_longer() -> None:
    lanes = Lanes(CHANNELS)
    for _ in range(20):
        lanes.let_rest("sms", NOW)

    assert lanes.waiting(NOW + RESTS[0]) == {"sms": 1, "mini_program": AT_ONCE, "email": AT_ONCE}


def test_what_is_new_tries_no_lane_that_has_not_been_found_served_again() -> None:
    lanes = Lanes(CHANNELS)
    lanes.let_rest("sms", NOW)
    assert (lanes.is_served("sms"), lanes.is_served("email")) == (False, True)

    lanes.goes("sms")

    assert lanes.is_served("sms")
    assert lanes.waiting(NOW)["sms"] == AT_ONCE
