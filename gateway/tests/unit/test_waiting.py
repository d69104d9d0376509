"""A lane nobody serves rests ever longer, and one message finds out for all that it is served."""

from datetime import UTC, datetime, timedelta

from gateway.domain.waiting import AT_ONCE, CHANNELS, RESTS, Lanes

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_a_lane_rests_longer_each_time_in_a_row_and_never_more_than_the_longest() -> None:
    lanes, now = Lanes(CHANNELS), NOW
    lanes.let_rest("sms", now)
    for rest in (*RESTS, RESTS[-1]):
        assert "sms" not in lanes.waiting(now + rest - SECOND)
        assert not lanes.may_try("sms", now + rest - SECOND)
        now += rest
        assert lanes.waiting(now)["sms"] == 1
        assert lanes.may_try("sms", now)
        lanes.let_rest("sms", now)


def test_one_alone_may_find_out_whichever_meets_the_lane_first() -> None:
    lanes, later = Lanes(CHANNELS), NOW + RESTS[0]
    lanes.let_rest("sms", NOW)

    assert [lanes.may_try("sms", later) for _ in range(5)] == [True, *[False] * 4]
    assert lanes.may_try("email", later)


def test_others_that_fail_while_it_rests_make_the_rest_no_longer() -> None:
    lanes = Lanes(CHANNELS)
    for _ in range(20):
        lanes.let_rest("sms", NOW)

    assert lanes.waiting(NOW + RESTS[0]) == {"sms": 1, "mini_program": AT_ONCE, "email": AT_ONCE}


def test_a_lane_that_goes_is_open_to_all() -> None:
    lanes = Lanes(CHANNELS)
    lanes.let_rest("sms", NOW)
    assert not lanes.may_try("sms", NOW)

    lanes.goes("sms")

    assert all(lanes.may_try("sms", NOW) for _ in range(3))
    assert lanes.waiting(NOW)["sms"] == AT_ONCE
