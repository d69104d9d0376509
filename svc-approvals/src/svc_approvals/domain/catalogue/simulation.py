"""The timeline of a case that does not exist yet, to the minute, on the real calendar.

A simulated case runs through the engine's own functions (`progress.start`, `progress.go_on`):
what opens, is skipped, or ends everything is decided there and nowhere else, so that what is
foretold cannot drift from what happens.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID, uuid5

from svc_approvals.domain.cases import progress
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.running import running_nodes
from svc_approvals.domain.cases.states import CaseState, NodeState, Result
from svc_approvals.domain.catalogue.conditions import Values
from svc_approvals.domain.catalogue.guides import Guide
from svc_approvals.domain.catalogue.process import ProcessNode

NOBODY = UUID(int=0)
Outcome = Literal["approve", "refuse"]
STATES = {"approve": NodeState.APPROVED, "refuse": NodeState.REFUSED}
WORKED_ON = {NodeState.APPROVED, NodeState.REFUSED}
Minutes = Callable[[ProcessNode], int | None]


def no_history(_: ProcessNode) -> int | None:
    """Nothing is known of how long nodes took, so they take what they promise."""
    return None


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What is assumed of a case.

    `minutes` are working minutes a node takes; for a node without, `history` is asked, and
    what that does not know lasts to the close of the promised limit. A rule takes no time, and
    approves where the form it judges is not given. `outcomes` are decisions that are not
    approvals, `hours` the office hours of organs by their code.
    """

    minutes: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    history: Minutes = no_history
    form: Values = field(default_factory=dict)
    hours: Mapping[str, str] = field(default_factory=dict)

    def outcome(self, key: str) -> NodeState | None:
        """The decision that is assumed of a node."""
        return STATES[self.outcomes[key]] if key in self.outcomes else None


@dataclass(frozen=True, slots=True)
class Foretold:
    """What would become of a case, and when."""

    case: Case
    guide: Guide
    started_at: datetime
    critical_path: tuple[str, ...]

    @property
    def ends_at(self) -> datetime | None:
        """When the results are handed out, or everything is refused."""
        moments = [
            node.finished_at
            for node in self.case.nodes.values()
            if node.finished_at is not None and node.state is not NodeState.CANCELLED
        ]
        stopped = self.case.closed_at if self.case.result is Result.REFUSED else None
        return stopped or max(moments, default=None)


def simulate(guide: Guide, start: datetime, clock: Clock, assumed: Assumptions) -> Foretold:
    """Let a case that is accepted at `start` run to its end.

    Never raises for a matter that passes the checks; a node nothing opens stays waiting.
    """
    case = _accepted(guide, start, clock, assumed)
    foreseen = _Foreseen(guide, clock, assumed)
    while nodes := [node for node in case.nodes.values() if node.state is NodeState.ACTIVE]:
        node = min(nodes, key=foreseen.finish)
        at = foreseen.finish(node)
        node.state, node.finished_at = foreseen.outcome(node), at
        progress.go_on(case, node, at, clock)
    return Foretold(case, guide, start, tuple(_critical(case)))


def _accepted(guide: Guide, start: datetime, clock: Clock, assumed: Assumptions) -> Case:
    matter = guide.matter
    case = Case(
        case_id=NOBODY,
        case_no="",
        matter_code=matter.code,
        matter_name=matter.name,
        version_id=NOBODY,
        applicant_id=NOBODY,
        channel="",
        delivery="",
        promised_days=matter.promised_days,
        statutory_days=matter.statutory_days,
        state=CaseState.SUBMITTED,
        hours=assumed.hours.get(matter.lead_organ, ""),
    )
    organs = {node.organ: uuid5(NOBODY, node.organ) for node in matter.nodes}
    running = running_nodes(guide, organs, lambda: NOBODY, assumed.form, assumed.hours)
    for node in running:
        if node.kind == "rule":
            node.ruling = assumed.outcome(node.key) or node.ruling or NodeState.APPROVED
    progress.start(case, running, start, start, clock, deferrals=())
    return case


@dataclass(frozen=True, slots=True)
class _Foreseen:
    """When an open node would be decided, and how."""

    guide: Guide
    clock: Clock
    assumed: Assumptions

    def finish(self, node: Node) -> datetime:
        if node.arrived_at is None or node.promised_due is None:
            raise ValueError(f"{node.key} has not been opened")
        defined = self._defined(node)
        minutes = self.assumed.minutes.get(node.key, self.assumed.history(defined))
        if minutes is None:
            return max(node.promised_due, node.arrived_at)
        return self.clock.within(node.hours).after(node.arrived_at, minutes).at

    def outcome(self, node: Node) -> NodeState:
        if node.is_issue:
            return NodeState.APPROVED
        return self.assumed.outcome(node.key) or NodeState.APPROVED

    def _defined(self, node: Node) -> ProcessNode:
        return next(one.node for one in self.guide.nodes if one.node.key == node.key)


def _critical(case: Case) -> Iterator[str]:
    """The nodes, first to last, of which none could take longer without moving the end."""
    done = [node for node in case.nodes.values() if node.state in WORKED_ON]
    last = max(done, key=_end_of, default=None)
    path: list[str] = []
    while last is not None:
        if last.state in WORKED_ON:
            path.append(last.key)
        last = _held_up_by(last, case)
    yield from reversed(path)


def _held_up_by(node: Node, case: Case) -> Node | None:
    """The node before whose end let this one begin."""
    began = node.arrived_at or node.finished_at
    before = (
        [one for one in case.nodes.values() if not one.is_issue]
        if node.is_issue
        else [case.nodes[key] for key in node.after]
    )
    held = [one for one in before if one.finished_at == began and one.finished_at is not None]
    return max(held, key=lambda one: one.state in WORKED_ON, default=None)


def _end_of(node: Node) -> tuple[datetime, bool]:
    if node.finished_at is None:
        raise ValueError(f"{node.key} has no end")
    return node.finished_at, node.is_issue
