from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from gateway.domain.kiosk_sessions import (
    IDLE,
    LONGEST,
    SCAN_WITHIN,
    KioskCodeRefused,
    KioskSession,
    KioskSessionOver,
)
from gateway.domain.kiosks import Beat, laid_over, troubles

NOW = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def a_beat(**told: object) -> Beat:
    known = {"at": NOW, "version": "1", "paper": 80, "printer": "ok", "settings_version": 3}
    return Beat(**(known | told))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("beat", "found"),
    [
        (None, ["away"]),
        (a_beat(), []),
        (a_beat(at=NOW - timedelta(seconds=181)), ["away"]),
        (a_beat(at=NOW - timedelta(seconds=180)), []),
        (a_beat(paper=10), ["paper_low"]),
        (a_beat(paper=0, settings_version=2), ["no_paper", "settings_old"]),
        (a_beat(printer="no_paper"), ["no_paper"]),
        (a_beat(printer="jammed", paper=9), ["paper_low", "jammed"]),
        (a_beat(printer="away"), ["printer_away"]),
    ],
)
def test_what_ails_a_kiosk(beat: Beat | None, found: list[str]) -> None:
    assert troubles(beat, 3, NOW) == found


def test_a_kiosks_own_settings_go_before_its_regions() -> None:
    assert laid_over({"volume": 10, "big_text": True}, {"volume": 70}) == {
        "volume": 70,
        "big_text": True,
    }


def a_session() -> KioskSession:
    return KioskSession(uuid4(), uuid4(), NOW)


def test_a_code_is_good_once_and_for_two_minutes() -> None:
    session = a_session()
    confirmed = session.confirmed_by(uuid4(), NOW + SCAN_WITHIN - SECOND)

    with pytest.raises(KioskCodeRefused):
        session.scannable(NOW + SCAN_WITHIN)
    with pytest.raises(KioskCodeRefused):
        confirmed.confirmed_by(uuid4(), NOW + SECOND)
    assert confirmed.number == session.number + 1


def test_a_session_is_over_after_a_minute_of_nothing_and_at_the_latest_after_twenty() -> None:
    session = a_session().confirmed_by(uuid4(), NOW)

    with pytest.raises(KioskSessionOver):
        session.touched(NOW + IDLE)
    moment = NOW
    while moment + IDLE - SECOND < NOW + LONGEST:
        moment += IDLE - SECOND
        session = session.touched(moment)
    with pytest.raises(KioskSessionOver):
        session.touched(NOW + LONGEST)


def test_nobody_can_renew_what_waits_or_ended_and_who_it_was_is_forgotten() -> None:
    session = a_session()
    with pytest.raises(KioskSessionOver):
        session.touched(NOW)
    ended = session.confirmed_by(uuid4(), NOW).ended()
    assert ended.account_id is None
    with pytest.raises(KioskSessionOver):
        ended.touched(NOW)
