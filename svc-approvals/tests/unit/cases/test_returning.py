"""Ways back in every position: to an earlier node, to the window, one's own decision taken back."""

import pytest
from case_building import (
    MONDAY,
    a_join,
    a_running_case,
    a_step,
    approve,
    refuse,
    states,
    the_clock,
    the_issue,
    told,
)
from position_building import COLLEAGUE, OFFICER, RESTING, Place, at, everywhere

from svc_approvals.domain.cases import facts, handling, returning, specials, supervising
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.reasons import (
    CaseSuspended,
    NextNodeActed,
    NodeAlreadyDecided,
    NodeClaimedByOther,
    NotYourDecision,
    ReturnTargetNotEarlier,
    ReturnWouldOrphan,
    TransitionNotAllowed,
)
from svc_approvals.domain.cases.states import CaseState, NodeState

# Where there is nothing finished before the node, there is nothing to return to.
NOTHING_BEFORE = {
    "alone", "beside an active branch", "beside a finished branch", "before a join of all",
    "before a join of any", "before a join of two", "signed by two",
}  # fmt: skip
TO_THE_WINDOW = RESTING | {
    "beside an active branch": ReturnWouldOrphan,
    "beside a finished branch": ReturnWouldOrphan,
    "before a join of all": ReturnWouldOrphan,
    "before a join of any": ReturnWouldOrphan,
    "before a join of two": ReturnWouldOrphan,
    "after a join": ReturnWouldOrphan,
    "at the hand-out": TransitionNotAllowed,
    "signed by two": ReturnWouldOrphan,
}
# The issue node that opened behind the decision waits again; a branch beside it goes on.
TAKEN_BACK = {
    "alone": {"issue": "waiting"},
    "beside an active branch": {"y": "active", "issue": "waiting"},
    "beside a finished branch": {"y": "approved", "issue": "waiting"},
    "before a join of all": {"y": "active", "z": "active", "site": "waiting", "issue": "waiting"},
    "before a join of any": {"y": "active", "z": "active", "site": "waiting", "issue": "waiting"},
    "before a join of two": {"y": "active", "z": "active", "site": "waiting", "issue": "waiting"},
    "after a join": {"a": "approved", "b": "approved", "issue": "waiting"},
    "signed by two": {"y": "active", "issue": "waiting"},
}


def return_to(case: Case, key: str, to: str, staff_no: str = OFFICER) -> None:
    returning.return_to(case, key, to, staff_no, MONDAY, the_clock())


def take_back(case: Case, key: str, staff_no: str = OFFICER) -> None:
    returning.take_back(case, key, staff_no, MONDAY, the_clock())


def to_the_window(place: Place) -> None:
    returning.return_to_window(place.case, place.key, OFFICER, MONDAY, the_clock())


class TestToAnEarlierNode:
    @everywhere
    def test_only_a_decided_node_before_this_one_is_a_target(self, where: str) -> None:
        place = at(where)
        nowhere = RESTING.get(where) or ReturnTargetNotEarlier

        for to in ("issue", place.key, "nobody"):
            if where == "at the hand-out" or to in place.case.nodes:
                with place.refused_with(nowhere):
                    return_to(place.case, place.key, to)
        if where in NOTHING_BEFORE:
            with place.refused_with(nowhere):
                return_to(place.case, place.key, "y" if "y" in place.case.nodes else "issue")

    @pytest.mark.parametrize("where", ["after a join", "at the hand-out"])
    def test_one_branch_opens_again_and_its_sibling_stays_decided(self, where: str) -> None:
        place = at(where)

        return_to(place.case, place.key, "a")

        stands = states(place.case)
        assert (stands["a"], stands["b"], stands[place.key]) == ("active", "approved", "waiting")
        assert place.case.state is CaseState.IN_PROGRESS
        approve(place.case, "a")
        assert states(place.case)[place.key] == "active"

    def test_the_former_handler_has_it_again_with_a_limit_of_its_own(self) -> None:
        place = at("after a join")
        tuesday = MONDAY.replace(day=3)

        returning.return_to(place.case, "x", "a", OFFICER, tuesday, the_clock())

        node = place.case.nodes["a"]
        assert (node.handler_no, node.arrived_at, node.finished_at) == ("S-1", tuesday, None)
        assert node.promised_due == the_clock().due(tuesday, 1).at
        assert place.case.nodes["x"].promised_due is None

    def test_only_who_has_the_node_returns_it(self) -> None:
        place = at("after a join")
        place.taken_by(COLLEAGUE)

        with place.refused_with(NodeClaimedByOther):
            return_to(place.case, "x", "a")

    def test_everything_finished_on_the_way_is_done_again(self) -> None:
        case = a_running_case(a_step("a"), a_step("b", "a"), a_step("c", "b"), the_issue("c"))
        approve(case, "a", "b", "c")

        return_to(case, "issue", "a")

        assert states(case) == {
            "a": "active", "b": "waiting", "c": "waiting", "issue": "waiting",
        }  # fmt: skip
        assert [fact.node_key for fact in told(case, facts.NodeReset)] == ["b", "c", "issue"]

    def test_a_returned_branch_lets_the_case_wait_for_it_alone(self) -> None:
        place = at("at the hand-out")

        return_to(place.case, "issue", "a")
        refuse(place.case, "a")

        assert (place.case.result, states(place.case)["issue"]) == ("partly", "active")


class TestFlowable:
    """What Flowable gets wrong when it jumps out of, into or between parallel branches."""

    def test_1641_going_back_before_the_fork_leaves_no_branch_behind_the_join(self) -> None:
        """Issue 1641: from after the join to before the fork, the old branches stayed."""
        case = a_running_case(
            a_step("begin"),
            a_step("left", "begin"),
            a_step("right", "begin"),
            a_step("end", "left", "right"),
        )
        approve(case, "begin", "left", "right")

        return_to(case, "end", "begin")

        assert states(case) == {
            "begin": "active", "left": "waiting", "right": "waiting", "end": "waiting",
        }  # fmt: skip
        approve(case, "begin")
        assert states(case)["end"] == "waiting", "the join counts anew"
        approve(case, "left", "right", "end")
        assert case.state is CaseState.ISSUED

    def test_2259_out_of_one_branch_while_the_other_runs_is_refused(self) -> None:
        """Issue 2259: jumping out of one branch left the other without a way to join."""
        case = a_running_case(
            a_step("begin"),
            a_step("left", "begin"),
            a_step("right", "begin"),
            the_issue("left", "right"),
        )
        approve(case, "begin")
        place = Place(case, "left")

        with place.refused_with(ReturnWouldOrphan):
            return_to(case, "left", "begin")
        approve(case, "right")
        with place.refused_with(ReturnWouldOrphan):
            return_to(case, "left", "begin")

    def test_3919_back_into_one_branch_after_the_join_does_not_join_twice(self) -> None:
        """Issue 3919: returning into one branch made the join fire again, or never."""
        case = a_running_case(
            a_step("left"), a_step("right"), a_step("end", "left", "right"), the_issue("end")
        )
        approve(case, "left", "right")

        return_to(case, "end", "left")
        assert states(case)["right"] == "approved"
        approve(case, "left")

        assert [one.node_key for one in told(case, facts.NodeOpened)].count("end") == 2
        assert states(case)["end"] == "active"
        approve(case, "end", "issue")
        assert case.state is CaseState.ISSUED

    @pytest.mark.parametrize("paused", [False, True])
    def test_a_branch_a_join_of_any_did_not_wait_for_is_no_way_back_either(
        self,
        paused: bool,  # noqa: FBT001
    ) -> None:
        case = a_running_case(
            a_step("begin"),
            a_step("left", "begin"),
            a_step("right", "begin"),
            a_join("end", "left", "right", needed=1),
        )
        approve(case, "begin", "left")
        if paused:
            specials.start_special_procedure(
                case, "right", OFFICER, "hearing", 5, MONDAY, the_clock()
            )

        with Place(case, "end").refused_with(ReturnWouldOrphan):
            return_to(case, "end", "begin")
        return_to(case, "end", "left")

        assert states(case)["right"] == ("paused" if paused else "active")
        assert states(case)["end"] == "waiting"

    def test_a_second_branch_behind_the_target_is_not_left_an_orphan(self) -> None:
        case = a_running_case(
            a_step("begin"),
            a_step("left", "begin"),
            a_step("right", "begin"),
            a_step("further", "right"),
            a_step("end", "left", "right"),
        )
        approve(case, "begin", "left", "right")

        with Place(case, "end").refused_with(ReturnWouldOrphan):
            return_to(case, "end", "begin")


class TestToTheWindow:
    @everywhere
    def test_it_goes_back_whole_while_no_other_branch_has_begun(self, where: str) -> None:
        place = at(where)

        with place.done_or(TO_THE_WINDOW.get(where)):
            to_the_window(place)
            assert (place.case.state, place.case.nodes) == (CaseState.SUBMITTED, {})
            assert place.case.promised_due is None
            assert place.case.acceptance_due == the_clock().acceptance_due(MONDAY)

    def test_it_may_be_accepted_anew(self) -> None:
        place = at("alone")
        to_the_window(place)

        place.case.accept([a_step("x"), the_issue("x")], [], {}, MONDAY, the_clock())

        assert states(place.case) == {"x": "active", "issue": "waiting"}


class TestTakingBack:
    @pytest.mark.parametrize("where", TAKEN_BACK)
    def test_a_decision_is_taken_back_before_anybody_acts_on_it(self, where: str) -> None:
        place = at(where)
        approve(place.case, place.key, staff_no=OFFICER)
        last = OFFICER
        if where == "signed by two":
            approve(place.case, place.key, staff_no=COLLEAGUE)
            last = COLLEAGUE

        take_back(place.case, place.key, last)

        stands = states(place.case)
        assert stands.pop(place.key) == "active"
        assert stands == TAKEN_BACK[where]
        assert (place.case.state, place.case.result) == (CaseState.IN_PROGRESS, None)
        approve(place.case, place.key, staff_no=last)
        assert place.node.state is NodeState.APPROVED

    @pytest.mark.parametrize("where", TAKEN_BACK)
    def test_nobody_takes_back_what_somebody_else_decided(self, where: str) -> None:
        place = at(where)
        approve(place.case, place.key, staff_no=OFFICER)
        if where == "signed by two":
            approve(place.case, place.key, staff_no=COLLEAGUE)

        with place.refused_with(NotYourDecision):
            take_back(place.case, place.key, "S-9")

    @pytest.mark.parametrize("how", ["claimed", "decided", "resting", "signed"])
    def test_not_after_the_next_node_has_acted(self, how: str) -> None:
        place = at("before a join of any")
        case = place.case
        approve(case, "x", staff_no=OFFICER)
        match how:
            case "claimed":
                handling.claim(case, "site", COLLEAGUE, MONDAY)
            case "decided":
                approve(case, "site", staff_no=COLLEAGUE)
            case "resting":
                specials.start_special_procedure(
                    case, "site", COLLEAGUE, "testing", 5, MONDAY, the_clock()
                )
            case _:
                handling.add_signer(case, "site", COLLEAGUE, "S-3")
                approve(case, "site", staff_no=COLLEAGUE)

        with place.refused_with(NextNodeActed):
            take_back(case, "x")

    def test_a_rule_behind_it_has_acted_too(self) -> None:
        rule = a_step("rule", "x", kind="rule", ruling="approved")
        place = Place(a_running_case(a_step("x"), rule, the_issue("rule")), "x")
        approve(place.case, "x", staff_no=OFFICER)

        with place.refused_with(NextNodeActed):
            take_back(place.case, "x")

    def test_not_while_the_case_is_suspended(self) -> None:
        place = at("beside an active branch")
        approve(place.case, "x", staff_no=OFFICER)
        supervising.suspend(place.case, "等待上级答复", MONDAY, the_clock())

        with place.refused_with(CaseSuspended):
            take_back(place.case, "x")
        supervising.lift_suspension(place.case, MONDAY, the_clock())
        take_back(place.case, "x")

        assert states(place.case)["x"] == "active"

    def test_while_another_branch_rests_the_case_rests_on(self) -> None:
        place = at("beside an active branch")
        approve(place.case, "x", staff_no=OFFICER)
        specials.start_special_procedure(
            place.case, "y", COLLEAGUE, "hearing", 5, MONDAY, the_clock()
        )

        take_back(place.case, "x")

        assert place.case.paused_at == MONDAY
        assert states(place.case) == {"x": "active", "y": "paused", "issue": "waiting"}

    def test_it_buys_no_time(self) -> None:
        place = at("alone")
        due = place.node.promised_due
        approve(place.case, "x", staff_no=OFFICER)

        returning.take_back(place.case, "x", OFFICER, MONDAY.replace(hour=15), the_clock())

        assert place.node.promised_due == due

    def test_a_refusal_that_ended_the_case_is_final(self) -> None:
        place = at("alone")
        place.node.on_refuse = "stop"
        refuse(place.case, "x", staff_no=OFFICER)

        with place.refused_with(TransitionNotAllowed):
            take_back(place.case, "x")

    def test_who_took_a_decision_back_may_decide_otherwise(self) -> None:
        place = at("beside a finished branch")
        approve(place.case, "x", staff_no=OFFICER)
        take_back(place.case, "x")

        refuse(place.case, "x", staff_no=OFFICER)

        assert (place.case.result, states(place.case)["issue"]) == ("partly", "active")
        with place.refused_with(NodeAlreadyDecided):
            approve(place.case, "x", staff_no=OFFICER)
