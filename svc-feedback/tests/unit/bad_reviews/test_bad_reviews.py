"""A bad review on its way, in memory; the bugs of other systems each have their test."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from bad_reviews_building import (
    CALENDAR,
    DESK,
    HANDLER,
    LIMITS,
    MONDAY,
    ORGAN,
    OTHER_ORGAN,
    OWN_SUPERVISOR,
    REVIEWED,
    SUPERVISOR,
    a_received,
    a_rectifying,
    a_replied,
    an_assigned,
    answer_it,
    china,
    the_rules,
    turn,
)

from svc_feedback.domain.bad_reviews import ending, handling, reasons
from svc_feedback.domain.bad_reviews.bad_reviews import WRITER, Actor, BadReview
from svc_feedback.domain.bad_reviews.clocks import Clock, in_office_hours
from svc_feedback.domain.bad_reviews.kinds import (
    AppealKind,
    AttemptChannel,
    BadReviewState,
    ChangeKind,
    Explanation,
    Grade,
    StepKind,
    Verdict,
)
from svc_feedback.domain.bad_reviews.limits import Limit, Target
from svc_feedback.domain.bad_reviews.writers import TOLD

PHONE = AttemptChannel.PHONE
LATER = china(1, 6)


def clock_of(bad: BadReview, target: Target) -> Clock:
    clock = bad.clock(target)
    assert clock is not None
    return clock


def try_in_vain(bad: BadReview, times: int) -> None:
    for number in range(times):
        now = MONDAY + timedelta(days=1 + len(bad.attempts), hours=number)
        handling.attempt(bad, turn(HANDLER, now), PHONE, reached=False)


def test_it_goes_from_receipt_to_its_end() -> None:
    bad = a_received()
    passed = [bad.state]
    course: tuple[Callable[[], None], ...] = (
        lambda: handling.triage(bad, turn(DESK), Grade.COMPLEX),
        lambda: handling.assign(bad, turn(DESK), HANDLER.staff_no),
        lambda: handling.attempt(bad, turn(HANDLER), PHONE, reached=True),
        lambda: handling.verify(bad, turn(HANDLER), Verdict.PARTLY),
        lambda: handling.rectify(bad, turn(HANDLER)),
        lambda: answer_it(bad),
        lambda: handling.attempt(bad, turn(HANDLER, LATER), PHONE, reached=True),
        lambda: ending.revisit(bad, turn(HANDLER, LATER), satisfied=True),
    )
    for step in course:
        step()
        passed.append(bad.state)
    assert [state.value for state in passed] == [
        "received", "triage", "assigned", "contacted", "verified", "rectifying", "replied",
        "revisiting", "closed",
    ]  # fmt: skip
    assert bad.closed_at == LATER
    assert bad.change is ChangeKind.GUIDE
    assert bad.light(LATER) == "done"


def test_it_is_not_closed_without_a_reply() -> None:
    with pytest.raises(reasons.BadReviewStepNotAllowed):
        ending.revisit(a_rectifying(), turn(HANDLER), satisfied=True)


def test_it_is_closed_without_a_revisit_only_after_three_attempts_at_one() -> None:
    bad = a_replied()
    try_in_vain(bad, 2)
    with pytest.raises(reasons.AttemptsTooFew):
        ending.close(bad, turn(HANDLER, china(1, 9)))
    try_in_vain(bad, 1)
    ending.close(bad, turn(HANDLER, china(1, 12)))
    assert bad.state is BadReviewState.CLOSED


def test_a_writer_nobody_reaches_in_three_attempts_is_unreachable() -> None:
    bad = an_assigned()
    with pytest.raises(reasons.AttemptsTooFew):
        handling.verify(bad, turn(HANDLER), Verdict.UNREACHABLE)
    try_in_vain(bad, 3)
    with pytest.raises(reasons.VerdictDoesNotFit):
        handling.verify(bad, turn(HANDLER, china(1, 9)), Verdict.TRUE)
    handling.verify(bad, turn(HANDLER, china(1, 9)), Verdict.UNREACHABLE)
    assert clock_of(bad, Target.CONTACT).met_at == bad.attempts[-1].at


def test_a_double_click_is_one_attempt() -> None:
    bad = an_assigned()
    handling.attempt(bad, turn(HANDLER), PHONE, reached=False)
    with pytest.raises(reasons.AttemptTooSoon):
        handling.attempt(bad, turn(HANDLER, MONDAY + timedelta(seconds=1)), PHONE, reached=False)
    assert len(bad.attempts) == 1


def test_what_has_no_legal_basis_is_explained_and_need_not_change_anything() -> None:
    bad = an_assigned()
    handling.attempt(bad, turn(HANDLER), PHONE, reached=True)
    handling.verify(bad, turn(HANDLER), Verdict.UNTRUE)
    handling.explain(bad, turn(HANDLER), Explanation.NO_LEGAL_BASIS)
    handling.reply(bad, turn(HANDLER), "法律没有规定。", ChangeKind.NOTHING, "作出解释")
    assert bad.state is BadReviewState.REPLIED
    assert bad.explanation is Explanation.NO_LEGAL_BASIS


@pytest.mark.parametrize(
    ("verdict", "why"),
    [
        (Verdict.UNTRUE, Explanation.UNTRUE), (Verdict.TRUE, Explanation.NO_LEGAL_BASIS),
        (Verdict.PARTLY, Explanation.NO_LEGAL_BASIS),
    ],
)  # fmt: skip
def test_why_it_is_explained_follows_from_the_verdict_unless_it_is_said(
    verdict: Verdict, why: Explanation
) -> None:
    bad = an_assigned()
    handling.attempt(bad, turn(HANDLER), PHONE, reached=True)
    handling.verify(bad, turn(HANDLER), verdict)
    handling.explain(bad, turn(HANDLER))
    assert bad.explanation is why


def test_what_is_true_is_not_explained_as_untrue() -> None:
    bad = an_assigned()
    handling.attempt(bad, turn(HANDLER), PHONE, reached=True)
    handling.verify(bad, turn(HANDLER), Verdict.TRUE)
    with pytest.raises(reasons.ExplanationDoesNotFit):
        handling.explain(bad, turn(HANDLER), Explanation.UNTRUE)


def test_what_was_rectified_states_what_changed() -> None:
    bad = a_rectifying()
    with pytest.raises(reasons.ChangeMissing):
        handling.reply(bad, turn(HANDLER), "已经改正。", ChangeKind.NOTHING, "")


def test_the_writers_own_word_counts_as_a_revisit_does() -> None:
    content, not_content = a_replied(), a_replied()
    ending.answer(content, turn(WRITER, LATER), satisfied=True)
    ending.answer(not_content, turn(WRITER, LATER), satisfied=False)
    assert (content.state, content.closed_at) == (BadReviewState.CLOSED, LATER)
    assert (not_content.state, not_content.round) == (BadReviewState.RECTIFYING, 2)
    with pytest.raises(reasons.RevisitOver):
        ending.answer(content, turn(WRITER, LATER), satisfied=False)
    with pytest.raises(reasons.RevisitNotAsked):
        ending.answer(not_content, turn(WRITER, LATER), satisfied=True)


def test_every_state_is_told_to_the_writer_in_words() -> None:
    assert set(TOLD) == set(BadReviewState)


def test_an_unsatisfied_writer_gets_one_more_round_and_then_a_supervisor() -> None:
    bad = a_replied()
    ending.revisit(bad, turn(HANDLER, LATER), satisfied=False)
    assert (bad.state, bad.round) == (BadReviewState.RECTIFYING, 2)
    answer_it(bad, china(1, 7))
    ending.revisit(bad, turn(HANDLER, china(1, 8)), satisfied=False)
    assert bad.state is BadReviewState.ESCALATED
    with pytest.raises(reasons.SupervisorNeeded):
        ending.rule(bad, turn(HANDLER), again=False)
    ending.rule(bad, turn(SUPERVISOR, china(1, 9)), again=True)
    assert (bad.state, bad.round) == (BadReviewState.RECTIFYING, 3)
    answer_it(bad, china(1, 12))
    ending.revisit(bad, turn(HANDLER, china(1, 13)), satisfied=False)
    ending.rule(bad, turn(SUPERVISOR, china(1, 14)), again=False)
    assert bad.closed_at == china(1, 14)


def test_the_reviewed_person_neither_handles_nor_judges() -> None:
    bad = a_received()
    with pytest.raises(reasons.ReviewedPersonMayNotAct):
        handling.triage(bad, turn(REVIEWED), Grade.SIMPLE)
    handling.triage(bad, turn(DESK), Grade.SIMPLE)
    with pytest.raises(reasons.ReviewedPersonMayNotAct):
        handling.assign(bad, turn(DESK), REVIEWED.staff_no)
    ending.file_appeal(bad, turn(REVIEWED), uuid4(), AppealKind.MISTAKEN, "点错了。")
    judge = Actor(REVIEWED.staff_no, OTHER_ORGAN, supervises=True)
    with pytest.raises(reasons.ReviewedPersonMayNotAct):
        ending.decide_appeal(bad, turn(judge), upheld=True, reason="")


@pytest.mark.parametrize("written", ["hc-13", " HC-13", "HC-１３", "ＨＣ－13", "HC–13"])
def test_another_spelling_of_the_number_does_not_get_around_it(written: str) -> None:
    bad, himself = a_received(), Actor(written, ORGAN, supervises=True)
    with pytest.raises(reasons.ReviewedPersonMayNotAct):
        handling.triage(bad, turn(himself), Grade.SIMPLE)
    with pytest.raises(reasons.ReviewedPersonMayNotAct):
        handling.extend(bad, turn(himself))
    handling.triage(bad, turn(DESK), Grade.SIMPLE)
    with pytest.raises(reasons.ReviewedPersonMayNotAct):
        handling.assign(bad, turn(DESK), written)
    ending.file_appeal(bad, turn(REVIEWED), uuid4(), AppealKind.MISTAKEN, "点错了。")
    judge = Actor(written, OTHER_ORGAN, supervises=True)
    with pytest.raises(reasons.ReviewedPersonMayNotAct):
        ending.decide_appeal(bad, turn(judge), upheld=True, reason="")


def test_only_its_handler_handles_it() -> None:
    bad = an_assigned()
    with pytest.raises(reasons.BadReviewNotYours):
        handling.attempt(bad, turn(DESK), PHONE, reached=True)
    handling.assign(bad, turn(DESK), DESK.staff_no)
    handling.attempt(bad, turn(DESK), PHONE, reached=True)
    assert bad.state is BadReviewState.CONTACTED


def test_an_appeal_is_judged_by_another_organ_and_leaves_the_figures_when_upheld() -> None:
    bad = a_rectifying()
    ending.file_appeal(bad, turn(REVIEWED), uuid4(), AppealKind.MALICIOUS, "录像可以证明。")
    for own in (OWN_SUPERVISOR, Actor("HC-31", ORGAN, supervises=True)):
        with pytest.raises(reasons.JudgedByAnotherOrgan):
            ending.decide_appeal(bad, turn(own), upheld=True, reason="属实")
    with pytest.raises(reasons.SupervisorNeeded):
        ending.decide_appeal(bad, turn(Actor("HC-31", OTHER_ORGAN)), upheld=True, reason="")
    ending.decide_appeal(bad, turn(SUPERVISOR, LATER), upheld=True, reason="属实")
    assert (bad.state, bad.closed_at) == (BadReviewState.UPHELD, LATER)


def test_a_rejected_appeal_goes_back_and_is_not_filed_again() -> None:
    bad = a_rectifying()
    ending.file_appeal(bad, turn(DESK), uuid4(), AppealKind.NOT_OURS, "不是我们办的。")
    ending.decide_appeal(bad, turn(SUPERVISOR, LATER), upheld=False, reason="是本单位办理")
    assert bad.state is BadReviewState.RECTIFYING
    with pytest.raises(reasons.AppealedAlready):
        ending.file_appeal(bad, turn(DESK), uuid4(), AppealKind.NOT_OURS, "仍不服。")


def test_a_pause_costs_no_time_and_wins_none() -> None:
    bad = a_rectifying()
    due_at = clock_of(bad, Target.RECTIFY).due_at
    ending.file_appeal(bad, turn(DESK, china(1, 6, 9)), uuid4(), AppealKind.MISTAKEN, "误评")
    assert bad.light(china(1, 30)) == "green"
    ending.decide_appeal(bad, turn(SUPERVISOR, china(1, 8, 9)), upheld=False, reason="不成立")
    resumed = clock_of(bad, Target.RECTIFY)
    assert CALENDAR.working_minutes_between(due_at, resumed.due_at) == 2 * 390
    assert resumed.runs


def test_a_pause_does_not_heal_what_was_late() -> None:
    bad = a_rectifying()
    ending.file_appeal(bad, turn(DESK, china(1, 20)), uuid4(), AppealKind.MISTAKEN, "误评")
    assert bad.light(china(1, 21)) == "red"
    ending.decide_appeal(bad, turn(SUPERVISOR, china(1, 23)), upheld=False, reason="不成立")
    assert bad.light(china(1, 23)) == "red"


def test_the_clock_does_not_run_on_after_the_reply() -> None:
    bad = a_replied()
    rectify = clock_of(bad, Target.RECTIFY)
    assert rectify.met_at == MONDAY
    assert rectify.light(china(3, 2)) == "done"


def test_a_reopened_one_has_a_clock_and_a_close_of_its_own() -> None:
    bad = a_replied()
    ending.revisit(bad, turn(HANDLER, LATER), satisfied=True)
    with pytest.raises(reasons.SupervisorNeeded):
        ending.reopen(bad, turn(HANDLER, china(2, 2)))
    ending.reopen(bad, turn(SUPERVISOR, china(2, 2)))
    clock = clock_of(bad, Target.RECTIFY)
    assert (bad.closed_at, clock.begun_at, clock.met_at) == (None, china(2, 2), None)
    assert bad.light(china(2, 2)) == "green"
    answer_it(bad, china(2, 3))
    ending.revisit(bad, turn(HANDLER, china(2, 4)), satisfied=True)
    assert bad.closed_at == china(2, 4)


def test_a_transfer_starts_no_clock_anew() -> None:
    bad = an_assigned()
    before = [(one.begun_at, one.due_at) for one in bad.clocks]
    handling.transfer(bad, turn(DESK, china(1, 7)), OTHER_ORGAN)
    assert [(one.begun_at, one.due_at) for one in bad.clocks] == before
    assert (bad.state, bad.handler) == (BadReviewState.TRIAGE, None)
    with pytest.raises(reasons.BadReviewNotYours):
        handling.triage(bad, turn(DESK), Grade.SIMPLE)


def test_grading_counts_from_receipt() -> None:
    bad = a_received()
    handling.triage(bad, turn(DESK, china(1, 7)), Grade.COMPLEX)
    assert clock_of(bad, Target.RECTIFY).due_at == china(1, 19, 17)


def test_it_is_extended_once_and_in_time_by_a_supervisor() -> None:
    bad = a_rectifying()
    with pytest.raises(reasons.SupervisorNeeded):
        handling.extend(bad, turn(HANDLER))
    late = a_rectifying()
    with pytest.raises(reasons.ExtensionTooLate):
        handling.extend(late, turn(SUPERVISOR, china(1, 12, 17, 1)))
    handling.extend(bad, turn(SUPERVISOR))
    assert clock_of(bad, Target.RECTIFY).due_at == china(1, 19, 17)
    with pytest.raises(reasons.ExtendedAlready):
        handling.extend(bad, turn(SUPERVISOR))


def test_lights_turn_yellow_at_four_fifths_and_red_after_the_end() -> None:
    clock = Clock.begin(Target.RECTIFY, 1, Limit(5, "working_day"), CALENDAR, MONDAY)
    assert clock.light(china(1, 9, 9)) == "green"
    assert clock.light(china(1, 12, 9)) == "yellow"
    assert clock.light(china(1, 12, 17)) == "yellow"
    assert clock.light(china(1, 12, 17, 1)) == "red"


def test_a_notice_comes_neither_at_midnight_nor_at_the_weekend() -> None:
    friday = china(1, 9, 16)
    for limit in (
        Limit(48, "hour"),
        Limit(10, "hour"),
        Limit(3, "natural_day"),
        Limit(1, "working_day"),
    ):
        clock = Clock.begin(Target.CONTACT, 1, limit, CALENDAR, friday)
        assert in_office_hours(CALENDAR, clock.soon_at), limit
        assert friday <= clock.soon_at <= clock.due_at
    assert not in_office_hours(CALENDAR, china(1, 10))
    assert not in_office_hours(CALENDAR, china(1, 9, 0))


def test_at_once_is_late_the_next_moment() -> None:
    bad = a_received(limits=the_rules().limits_of("371400"))
    assert bad.light(MONDAY + timedelta(seconds=1)) == "red"


def test_everybody_is_shown_the_steps_that_are_theirs() -> None:
    bad = an_assigned()
    assert bad.steps_for(HANDLER) == [
        StepKind.ASSIGN, StepKind.TRANSFER, StepKind.ATTEMPT, StepKind.VERIFY, StepKind.APPEAL,
    ]  # fmt: skip
    assert bad.steps_for(REVIEWED) == [StepKind.APPEAL]
    assert bad.steps_for(SUPERVISOR) == [StepKind.ASSIGN, StepKind.TRANSFER, StepKind.EXTEND]
    assert LIMITS.extension == Limit(5, "working_day")
