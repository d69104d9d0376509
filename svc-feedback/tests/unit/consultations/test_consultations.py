"""Consultations, in memory."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from svc_feedback.domain.consultations import reasons
from svc_feedback.domain.consultations.consultations import Consultation, Result
from svc_feedback.domain.consultations.drafts import Invitation, Passage, Said
from svc_feedback.domain.consultations.kinds import (
    ConsultationKind,
    ConsultationState,
    Disposition,
    OpinionGroup,
)
from svc_feedback.domain.consultations.opinions import Verdict, speaks_for

TODAY = date(2026, 1, 5)
KIND = ConsultationKind


def a_said(**known: Any) -> Said:
    about: dict[str, Any] = {
        "title": "鹤城区养犬管理办法（征求意见稿）",
        "kind": KIND.MAJOR_DECISION,
        "explanation": "为规范养犬行为。",
        "passages": (Passage(1, "第一条", "为了规范养犬。"), Passage(2, "第二条", "适用范围。")),
        "invitations": (),
        "opens_on": TODAY,
        "closes_on": TODAY + timedelta(days=30),
    } | known
    return Said(**about)


def a_consultation(**known: Any) -> Consultation:
    return Consultation(uuid4(), uuid4(), "431202", a_said(**known))


def codes(said: Said) -> set[str]:
    with pytest.raises(reasons.ConsultationUnsound) as refused:
        said.check(TODAY)
    return {error.code for error in refused.value.errors}


@pytest.mark.parametrize("kind", [KIND.MAJOR_DECISION, KIND.ENTERPRISE_POLICY])
@pytest.mark.parametrize(("days", "reason", "sound"), [
    (30, "", True), (29, "", False), (29, "防汛在即，需要尽快施行。", True), (29, "急", False),
])  # fmt: skip
def test_people_have_thirty_days_or_a_reason(
    kind: ConsultationKind, days: int, reason: str, *, sound: bool
) -> None:
    invited = (Invitation(OpinionGroup.ASSOCIATION, "鹤城区商会"),)
    said = a_said(
        kind=kind, closes_on=TODAY + timedelta(days=days), short_reason=reason, invitations=invited
    )

    if sound:
        said.check(TODAY)
    else:
        assert codes(said) == {"too_short_without_reason"}


def test_other_drafts_may_be_asked_about_for_a_shorter_time() -> None:
    a_said(kind=KIND.DOCUMENT, closes_on=TODAY + timedelta(days=7)).check(TODAY)


def test_rules_for_enterprises_are_not_made_without_them() -> None:
    lawyers = (Invitation(OpinionGroup.LAWYER, "某律师事务所"),)

    assert codes(a_said(kind=KIND.ENTERPRISE_POLICY)) == {"nobody_invited"}
    assert codes(a_said(kind=KIND.ENTERPRISE_POLICY, invitations=lawyers)) == {"nobody_invited"}


def test_everything_that_is_missing_is_said_at_once() -> None:
    yesterday = TODAY - timedelta(days=1)
    said = a_said(passages=(), opens_on=yesterday, closes_on=yesterday)

    wrong = {"passages_missing", "in_the_past", "before_it_opens", "too_short_without_reason"}
    assert codes(said) == wrong


def test_a_consultation_opens_and_closes_on_its_days() -> None:
    one = a_consultation(opens_on=TODAY + timedelta(days=1), closes_on=TODAY + timedelta(days=31))
    one.announce(TODAY)

    assert not one.begin(TODAY)
    assert one.begin(TODAY + timedelta(days=1))
    assert not one.end(TODAY + timedelta(days=31)), "the last day belongs to it"
    assert one.end(TODAY + timedelta(days=32))
    assert one.state is ConsultationState.CLOSED


def test_opinions_are_heard_between_the_days_on_passages_that_there_are() -> None:
    one = a_consultation()
    with pytest.raises(reasons.ConsultationNotOpen):
        one.hear(1, TODAY)
    one.announce(TODAY)

    one.hear(2, TODAY)
    one.hear(None, TODAY + timedelta(days=30))
    with pytest.raises(reasons.PassageUnknown):
        one.hear(3, TODAY)
    with pytest.raises(reasons.ConsultationNotOpen):
        one.hear(1, TODAY + timedelta(days=31))


def test_what_people_speak_about_does_not_change_but_they_may_get_more_time() -> None:
    one = a_consultation()
    one.announce(TODAY)
    before = one.said.closes_on

    with pytest.raises(reasons.ConsultationStepNotAllowed):
        one.change(a_said(title="另一稿"))
    with pytest.raises(reasons.ConsultationUnsound):
        one.extend(before, "")
    one.extend(before + timedelta(days=10), "应企业要求延长。")
    assert one.said.days == 40


def test_no_result_without_a_disposition_of_every_opinion() -> None:
    one = a_consultation()
    one.announce(TODAY)
    one.begin(TODAY)
    result = Result("完成。", TODAY, 2, {"adopted": 2}, {"public": 2})
    with pytest.raises(reasons.ConsultationStepNotAllowed):
        one.publish(result, 0)
    one.end(TODAY + timedelta(days=31))

    with pytest.raises(reasons.OpinionsUndisposed) as refused:
        one.publish(result, 1)
    one.publish(result, 0)

    assert refused.value.remaining == 1
    assert one.state is ConsultationState.PUBLISHED
    with pytest.raises(reasons.ConsultationStepNotAllowed):
        one.dispose()


@pytest.mark.parametrize("disposition", [Disposition.PARTLY, Disposition.NOT_ADOPTED])
def test_what_is_not_adopted_is_explained(disposition: Disposition) -> None:
    Verdict(Disposition.ADOPTED, "").check()
    with pytest.raises(reasons.DispositionUnexplained):
        Verdict(disposition, "").check()


def test_who_was_invited_speaks_for_the_group_of_the_invitation() -> None:
    account = uuid4()
    invited = (Invitation(OpinionGroup.LAWYER, "某律师事务所", str(account)),)

    assert speaks_for(OpinionGroup.PUBLIC, account, "person", invited) == (
        OpinionGroup.LAWYER, True, False,
    )  # fmt: skip
    assert speaks_for(OpinionGroup.PUBLIC, None, "anonymous", invited) == (
        OpinionGroup.PUBLIC, False, False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("group", "kind", "recognised"),
    [
        (OpinionGroup.ENTERPRISE, "enterprise", True),
        (OpinionGroup.ENTERPRISE, "person", False),
        (OpinionGroup.LAWYER, "enterprise", False),
    ],
)
def test_a_group_that_nobody_knows_of_is_only_claimed(
    group: OpinionGroup, kind: str, *, recognised: bool
) -> None:
    assert speaks_for(group, uuid4(), kind, ()) == (group, False, recognised)
