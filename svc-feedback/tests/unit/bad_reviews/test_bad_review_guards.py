"""Whatever anybody does in whatever order, at whatever time: the guards hold."""

from copy import deepcopy
from datetime import timedelta

import pytest
from bad_reviews_building import MONDAY, a_received, a_rectifying, an_assigned
from courses_of_bad_reviews import NOBODYS, PEOPLE, TIMES, Command, carry_out, drawn
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.refusals import Refusal
from svc_feedback.domain.bad_reviews.bad_reviews import ALLOWED, ATTEMPTS_NEEDED, BadReview
from svc_feedback.domain.bad_reviews.kinds import BadReviewState, StepKind
from svc_feedback.domain.bad_reviews.limits import Target


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
    paused = bad.state in {
        BadReviewState.APPEALED, BadReviewState.UPHELD, BadReviewState.INVALIDATED,
    }  # fmt: skip
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
        command = drawn(data, bad, now)
        kind, before = command.kind, deepcopy(bad)
        try:
            carry_out(bad, command)
        except Refusal:
            assert bad == before
            continue
        assert kind in NOBODYS or kind in before.steps_for(command.actor)
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
    for kind in {*ALLOWED, *NOBODYS} - {StepKind.REOPEN}:
        for actor in PEOPLE:
            with pytest.raises(Refusal):
                carry_out(bad, Command(kind, actor, MONDAY, True, 0))  # noqa: FBT003
