"""Whatever anybody does in whatever order, at whatever time: the guards hold."""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from uuid import uuid4

import pytest
from bad_reviews_building import (
    DESK,
    HANDLER,
    MONDAY,
    ORGAN,
    OTHER_ORGAN,
    OWN_SUPERVISOR,
    REVIEWED,
    SUPERVISOR,
    a_received,
    a_rectifying,
    an_assigned,
    turn,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.refusals import Refusal
from svc_feedback.domain.bad_reviews import ending, handling
from svc_feedback.domain.bad_reviews.bad_reviews import (
    ALLOWED,
    ATTEMPTS_NEEDED,
    Actor,
    BadReview,
    Turn,
)
from svc_feedback.domain.bad_reviews.kinds import (
    AppealKind,
    AttemptChannel,
    BadReviewState,
    ChangeKind,
    Grade,
    StepKind,
    Verdict,
)
from svc_feedback.domain.bad_reviews.limits import Target

ELSEWHERE = Actor("HC-31", OTHER_ORGAN)
PEOPLE = (DESK, HANDLER, REVIEWED, SUPERVISOR, OWN_SUPERVISOR, ELSEWHERE)
TIMES = st.sampled_from(
    [timedelta(0), timedelta(minutes=20), timedelta(hours=3), timedelta(days=2)]
)
# The way to the end is taken often, so that every guard is reached.
LIKELY = (HANDLER,) * 12 + (SUPERVISOR, *PEOPLE)
SIDEWAYS = {StepKind.TRIAGE, StepKind.ASSIGN, StepKind.TRANSFER, StepKind.APPEAL}


def take(bad: BadReview, kind: StepKind, at: Turn, *, yes: bool, choice: int) -> None:
    person = PEOPLE[choice % len(PEOPLE)]
    steps: dict[StepKind, Callable[[], object]] = {
        StepKind.TRIAGE: lambda: handling.triage(bad, at, list(Grade)[choice % 2]),
        StepKind.ASSIGN: lambda: handling.assign(bad, at, person.staff_no),
        StepKind.TRANSFER: lambda: handling.transfer(bad, at, (ORGAN, OTHER_ORGAN)[choice % 2]),
        StepKind.ATTEMPT: lambda: handling.attempt(bad, at, AttemptChannel.PHONE, reached=yes),
        StepKind.VERIFY: lambda: handling.verify(bad, at, list(Verdict)[choice % 4]),
        StepKind.RECTIFY: lambda: handling.rectify(bad, at),
        StepKind.EXPLAIN: lambda: handling.explain(bad, at),
        StepKind.REPLY: lambda: handling.reply(bad, at, "答复", list(ChangeKind)[choice % 5], "改"),
        StepKind.REVISIT: lambda: ending.revisit(bad, at, satisfied=yes),
        StepKind.CLOSE: lambda: ending.close(bad, at),
        StepKind.RULE: lambda: ending.rule(bad, at, again=yes),
        StepKind.REOPEN: lambda: ending.reopen(bad, at),
        StepKind.EXTEND: lambda: handling.extend(bad, at),
        StepKind.APPEAL: lambda: ending.file_appeal(bad, at, uuid4(), AppealKind.MISTAKEN, "误评"),
        StepKind.DECIDE: lambda: ending.decide_appeal(bad, at, upheld=yes, reason="理由"),
    }
    steps[kind]()


def guards_hold(bad: BadReview) -> None:
    assert bad.handler not in bad.reviewed
    assert (bad.closed_at is not None) is bad.state.is_closed
    if bad.state is BadReviewState.CLOSED:
        revisited = bad.satisfied is not None
        assert bad.reply
        assert bad.change is not None
        assert revisited or len(bad.tried(Target.REVISIT)) >= ATTEMPTS_NEEDED
    if bad.state in {BadReviewState.REPLIED, BadReviewState.REVISITING, BadReviewState.CLOSED}:
        assert all(one.met_at for one in bad.clocks if one.target is not Target.REVISIT)
    if bad.appeal is not None and bad.appeal.upheld is not None:
        assert bad.appeal.judge_organ_id != bad.appeal.organ_id
        assert bad.appeal.judge not in {*bad.reviewed, bad.appeal.appellant}
    first = [one for one in bad.clocks if one.round == 1 and one.target is not Target.REVISIT]
    assert [one.begun_at for one in first] == [bad.received_at, bad.received_at]
    paused = bad.state in {BadReviewState.APPEALED, BadReviewState.UPHELD}
    assert paused or not any(one.paused_at for one in bad.clocks)
    gaps = zip(bad.attempts, bad.attempts[1:], strict=False)
    assert all(later.at - earlier.at >= timedelta(hours=1) for earlier, later in gaps)


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_the_guards_hold_over_any_course(data: st.DataObject) -> None:
    begin = data.draw(st.sampled_from([a_received, an_assigned, a_rectifying]))
    bad, now, extensions = begin(), MONDAY, 0
    for _ in range(data.draw(st.integers(5, 40))):
        now += data.draw(TIMES)
        actor = data.draw(st.sampled_from(LIKELY))
        possible = bad.steps_for(actor)
        usual = [kind for kind in possible if kind not in SIDEWAYS] or possible
        wild = data.draw(st.integers(0, 7)) == 0
        kind = data.draw(st.sampled_from(list(ALLOWED) if wild or not usual else usual))
        before = deepcopy(bad)
        try:
            take(
                bad, kind, turn(actor, now), yes=data.draw(st.booleans()),
                choice=data.draw(st.integers(0, 19)),
            )  # fmt: skip
        except Refusal:
            assert bad == before
            continue
        assert kind in before.steps_for(actor)
        extensions += kind is StepKind.EXTEND
        assert extensions <= 1
        assert (bad.review_id, bad.level, bad.reviewed) == (
            before.review_id, before.level, before.reviewed,
        )  # fmt: skip
        assert bad.attempts[: len(before.attempts)] == before.attempts
        guards_hold(bad)


@pytest.mark.parametrize("state", [one for one in BadReviewState if one.is_closed])
def test_nothing_is_done_with_what_is_closed_but_to_reopen_it(state: BadReviewState) -> None:
    bad = a_received()
    bad.state = state
    for kind in set(ALLOWED) - {StepKind.REOPEN}:
        for actor in PEOPLE:
            with pytest.raises(Refusal):
                take(bad, kind, turn(actor), yes=True, choice=0)
