"""A pair of screens: what was confirmed is the value that stood there, and nothing else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from case_building import MONDAY

from svc_approvals.domain.screens.reasons import (
    FieldNotShown,
    FieldsNotConfirmed,
    NothingShown,
    ScreenAlreadyJoined,
    ScreenSessionOver,
    ValueChangedMeanwhile,
)
from svc_approvals.domain.screens.sessions import IDLE, ScreenSession, ScreenState, Verdict

CASE = uuid4()


def a_session(**marks: str) -> ScreenSession:
    """Joined, and showing fields with these marks."""
    session = ScreenSession(uuid4(), "431202", "W1", ScreenState.WAITING, 1, MONDAY)
    session.join(MONDAY)
    if marks:
        session.show(CASE, marks, MONDAY)
    return session


def confirm(session: ScreenSession, key: str, mark: str, seen: str = "") -> None:
    session.judge(
        key, Verdict.CONFIRMED, seen=seen or mark, mark=mark, remark="", now=MONDAY
    )  # fmt: skip


def test_all_that_is_shown_must_be_confirmed_as_it_stands() -> None:
    session = a_session(name="m1", phone="m2")
    confirm(session, "name", "m1")

    with pytest.raises(FieldsNotConfirmed) as refused:
        session.require_confirmed({"name": "m1", "phone": "m2"})
    assert refused.value.fields == "phone"

    confirm(session, "phone", "m2")
    session.require_confirmed({"name": "m1", "phone": "m2"})
    with pytest.raises(FieldsNotConfirmed):
        session.require_confirmed({"name": "m1", "phone": "another"})


def test_an_objection_is_no_confirmation() -> None:
    session = a_session(name="m1")
    session.judge("name", Verdict.OBJECTED, seen="m1", mark="m1", remark="写错了", now=MONDAY)

    assert session.fields["name"].remark == "写错了"
    with pytest.raises(FieldsNotConfirmed):
        session.require_confirmed({"name": "m1"})


def test_a_value_nobody_has_seen_cannot_be_confirmed() -> None:
    session = a_session(name="m1")

    with pytest.raises(ValueChangedMeanwhile):
        confirm(session, "name", "m2", seen="m1")
    with pytest.raises(FieldNotShown):
        confirm(session, "phone", "m1")
    with pytest.raises(NothingShown):
        confirm(a_session(), "name", "m1")


def test_a_changed_value_is_open_again_and_the_others_are_not() -> None:
    session = a_session(name="m1", phone="m2")
    confirm(session, "name", "m1")
    confirm(session, "phone", "m2")

    assert session.reopen({"name", "elsewhere"}, MONDAY) == ("name",)

    assert session.fields["name"].verdict is Verdict.PENDING
    assert session.fields["phone"].verdict is Verdict.CONFIRMED


def test_showing_the_same_case_again_keeps_what_has_not_changed() -> None:
    session = a_session(name="m1", phone="m2")
    confirm(session, "name", "m1")
    confirm(session, "phone", "m2")

    session.show(CASE, {"name": "m1", "phone": "new", "area": "m3"}, MONDAY)
    kept = {key: one.verdict for key, one in session.fields.items()}
    session.show(uuid4(), {"name": "m1"}, MONDAY)

    assert kept == {
        "name": Verdict.CONFIRMED, "phone": Verdict.PENDING, "area": Verdict.PENDING,
    }  # fmt: skip
    assert session.fields["name"].verdict is Verdict.PENDING


def test_every_change_has_a_number_of_its_own() -> None:
    session = a_session(name="m1")
    before = session.version

    confirm(session, "name", "m1")
    session.reopen({"name"}, MONDAY)
    session.reopen({"nothing"}, MONDAY)
    session.close()

    assert session.version == before + 3


def test_ten_idle_minutes_end_it() -> None:
    session = a_session(name="m1")

    assert not session.is_over(MONDAY + IDLE - timedelta(seconds=1))
    assert session.is_over(MONDAY + IDLE)
    with pytest.raises(ScreenSessionOver):
        session.show(CASE, {"name": "m1"}, MONDAY + IDLE)


def test_a_closed_session_remembers_nothing_it_showed() -> None:
    session = a_session(name="m1")

    session.close()

    assert (session.case_id, session.fields) == (None, {})
    with pytest.raises(ScreenSessionOver):
        confirm(session, "name", "m1")


def test_a_joined_session_gets_no_other_code() -> None:
    with pytest.raises(ScreenAlreadyJoined):
        a_session().renew_code(MONDAY)
