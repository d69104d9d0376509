"""A certificate is valid until it is revoked or its last day is over; nothing brings it back."""

from datetime import date, timedelta

import pytest
from case_building import MONDAY, at
from certificate_building import a_certificate
from hypothesis import given
from hypothesis import strategies as st

from svc_approvals.domain.certificates.certificates import CertificateState, held_at
from svc_approvals.domain.certificates.reasons import CertificateNotValid
from svc_approvals.domain.certificates.types import last_day


def test_the_last_day_counts_whole_on_the_clocks_of_china() -> None:
    one = a_certificate(valid_until=date(2026, 3, 31))

    assert one.state_at(at("2026-03-31 23:59")) is CertificateState.VALID
    assert one.state_at(at("2026-04-01 00:00")) is CertificateState.EXPIRED


def test_without_a_last_day_it_holds_for_good() -> None:
    assert a_certificate(valid_until=None).state_at(at("2126-01-01 00:00")) == "valid"


def test_four_years_end_the_day_before_the_anniversary() -> None:
    assert last_day(date(2026, 3, 5), 1461) == date(2030, 3, 4)
    assert last_day(date(2026, 3, 5), None) is None


def test_a_revoked_certificate_stays_revoked_and_says_so() -> None:
    one = a_certificate()
    one.revoke("注销", "S-1", MONDAY)

    with pytest.raises(CertificateNotValid) as refused:
        one.revoke("再次", "S-2", MONDAY)

    assert (refused.value.state, refused.value.state_name) == ("revoked", "已撤销")
    assert (one.reason, one.revoked_by) == ("注销", "S-1")


def test_what_was_good_at_a_moment_stays_good_for_that_moment() -> None:
    revoked_at = MONDAY + timedelta(hours=1)

    assert held_at(revoked_at, None, MONDAY)
    assert not held_at(revoked_at, None, revoked_at)
    assert not held_at(None, date(2026, 3, 1), MONDAY)


WAITS = st.tuples(st.just("wait"), st.integers(1, 20))
COMMANDS = st.lists(st.just(("revoke", 0)) | st.just(("expire", 0)) | WAITS, max_size=12)


@given(COMMANDS, st.integers(0, 40) | st.none())
def test_any_history_ends_once_and_shows_expiry_on_time(
    commands: list[tuple[str, int]], days: int | None
) -> None:
    """The model: the first of revocation and expiry counts, and expiry is never shown late."""
    until = None if days is None else date(2026, 3, 2) + timedelta(days=days)
    one, now, expected = a_certificate(valid_until=until), MONDAY, "valid"
    for name, value in commands:
        if name == "wait":
            now += timedelta(days=value)
        if expected == "valid" and until is not None and now.date() > until:
            expected = "expired"
        if name == "revoke":
            if expected == "valid":
                one.revoke("r", "s", now)
                expected = "revoked"
            else:
                with pytest.raises(CertificateNotValid):
                    one.revoke("r", "s", now)
        if name == "expire":
            assert one.expire(now) in {True, False}
        assert one.state_at(now) == expected
        assert not (one.expire(now) and one.expire(now))
        assert (one.revoked_at is not None) == (expected == "revoked")
