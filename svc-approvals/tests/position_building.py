"""Positions a node can be in beside others: every operation is tried in each of them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass

import pytest
from case_building import MONDAY, a_join, a_running_case, a_step, approve, the_clock, the_issue

from shared.refusals import Refusal
from svc_approvals.domain.cases import specials, supervising
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.reasons import NodeResting
from svc_approvals.domain.cases.signing import Signer

OFFICER, COLLEAGUE, BORROWER = "S-1", "S-2", "S-3"


@dataclass
class Place:
    """A case, and the key of the node that something is done to."""

    case: Case
    key: str

    @property
    def node(self) -> Node:
        return self.case.nodes[self.key]

    @property
    def state(self) -> str:
        return str(self.node.state)

    def taken_by(self, staff_no: str) -> Case:
        """The case, whose node this official had taken before."""
        self.node.handler_no, self.node.claimed_at = staff_no, MONDAY
        return self.case

    def others(self) -> dict[str, Node]:
        """All other nodes as they stand."""
        return {key: deepcopy(one) for key, one in self.case.nodes.items() if key != self.key}

    @contextmanager
    def refused_with(self, reason: type[Refusal]) -> Iterator[None]:
        """What is done meanwhile is refused for this reason, and changes nothing."""
        before = deepcopy(self.case)
        with pytest.raises(reason):
            yield
        assert self.case == before, "a refused command changes nothing"

    @contextmanager
    def done_or(self, reason: type[Refusal] | None) -> Iterator[None]:
        """What is done meanwhile succeeds, or is refused for this reason."""
        if reason is None:
            yield
        else:
            with self.refused_with(reason):
                yield


def _alone() -> Place:
    return Place(a_running_case(a_step("x"), the_issue("x")), "x")


def _beside_an_active_branch() -> Place:
    return Place(a_running_case(a_step("x"), a_step("y"), the_issue("x", "y")), "x")


def _beside_a_finished_branch() -> Place:
    place = _beside_an_active_branch()
    approve(place.case, "y", staff_no=COLLEAGUE)
    return place


def _before_a_join(needed: int) -> Place:
    before = ("x", "y", "z")
    every = needed == len(before)
    join = a_step("site", *before) if every else a_join("site", *before, needed=needed)
    return Place(a_running_case(*map(a_step, before), join, the_issue("site")), "x")


def _after_a_join() -> Place:
    case = a_running_case(a_step("a"), a_step("b"), a_step("x", "a", "b"), the_issue("x"))
    approve(case, "a", "b")
    return Place(case, "x")


def _at_the_hand_out() -> Place:
    case = a_running_case(a_step("a"), a_step("b"), the_issue("a", "b"))
    approve(case, "a", "b")
    return Place(case, "issue")


def _while_paused() -> Place:
    place = _beside_an_active_branch()
    specials.start_special_procedure(place.case, "x", OFFICER, "hearing", 5, MONDAY, the_clock())
    return place


def _while_suspended() -> Place:
    place = _beside_an_active_branch()
    supervising.suspend(place.case, "等待上级答复", MONDAY, the_clock())
    return place


def _signed_by_two() -> Place:
    signers = {no: Signer(no) for no in (OFFICER, COLLEAGUE)}
    step = a_step("x", signing="all", signers=signers)
    return Place(a_running_case(step, a_step("y"), the_issue("x", "y")), "x")


POSITIONS: Mapping[str, Callable[[], Place]] = {
    "alone": _alone,
    "beside an active branch": _beside_an_active_branch,
    "beside a finished branch": _beside_a_finished_branch,
    "before a join of all": lambda: _before_a_join(3),
    "before a join of any": lambda: _before_a_join(1),
    "before a join of two": lambda: _before_a_join(2),
    "after a join": _after_a_join,
    "at the hand-out": _at_the_hand_out,
    "while paused": _while_paused,
    "while suspended": _while_suspended,
    "signed by two": _signed_by_two,
}
WORKING = tuple(name for name in POSITIONS if not name.startswith("while "))
RESTING = dict.fromkeys(("while paused", "while suspended"), NodeResting)
everywhere = pytest.mark.parametrize("where", POSITIONS)
where_there_is_work = pytest.mark.parametrize("where", WORKING)


def at(where: str) -> Place:
    """A new case whose node is in this position."""
    return POSITIONS[where]()
