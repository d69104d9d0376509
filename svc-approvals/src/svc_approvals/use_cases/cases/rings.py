"""Which timers a command leaves behind; a stale one finds its clock moved and does nothing."""

from collections.abc import Iterator
from datetime import datetime

from svc_approvals.domain.cases import facts
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.clocks import SHARES, SUPPLEMENT_DAYS, Clock
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.states import CaseState, NodeState
from svc_approvals.storage.cases.timers import Timer

WARNING, RETURN = 0, 1
SILENCE = (
    facts.CaseSubmitted,
    facts.CaseSupplemented,
    facts.CaseReturnedToWindow,
    facts.AcceptanceRecounted,
)
NODE_RUNS = (
    facts.NodeOpened,
    facts.NodeResumed,
    facts.NodeTakenBack,
    facts.NodeExtended,
    facts.NodeRecounted,
)
MAY_BE_LATE = (facts.NodeTakenBack, facts.NodeRecounted)
CASE_RUNS = (
    facts.CaseAccepted,
    facts.CaseResumed,
    facts.CaseExtended,
    facts.CaseReopened,
    facts.CaseRecounted,
)


def timers_of(case: Case, clock: Clock, now: datetime) -> list[Timer]:
    """The timers of every clock that the facts of this command set going."""
    found: dict[tuple[str, str], Timer] = {}
    for fact in case.facts:
        for timer in _timers(case, fact, clock, now):
            found[timer.kind, timer.key] = timer
    return list(found.values())


def _timers(case: Case, fact: facts.Fact, clock: Clock, now: datetime) -> Iterator[Timer]:
    if isinstance(fact, NODE_RUNS):
        node, late = case.nodes.get(fact.node_key), isinstance(fact, MAY_BE_LATE)
        yield from _node_clock(node, clock, now, tell_late=late)
    elif isinstance(fact, CASE_RUNS):
        yield from _case_clock(case)
    elif isinstance(fact, SILENCE) and case.acceptance_due is not None:
        yield Timer("deem_accepted", case.acceptance_due, epoch=case.supplement_round)
    else:
        yield from _given_days(case, fact, clock, now)


def _given_days(case: Case, fact: facts.Fact, clock: Clock, now: datetime) -> Iterator[Timer]:
    """Until when the applicant has time."""
    if isinstance(fact, facts.SupplementRequested) and case.supplement_due is not None:
        yield Timer("supplement", case.supplement_due, epoch=case.supplement_round)
    elif isinstance(fact, facts.NodeSupplementRequested):
        due = clock.due(now, SUPPLEMENT_DAYS).at
        yield Timer("node_supplement", due, fact.node_key, fact.round)
    elif isinstance(fact, facts.SupplementRecounted):
        node = case.nodes.get(fact.node_key)
        kind, holder = ("node_supplement", node) if node else ("supplement", case)
        yield Timer(kind, fact.due_at, fact.node_key, holder.supplement_round)
    elif isinstance(fact, facts.DeferralRecounted):
        stage = RETURN if fact.warned else WARNING
        yield Timer("deferral", fact.due_at, fact.material_code, stage)


def _node_clock(
    node: Node | None, clock: Clock, now: datetime, *, tell_late: bool
) -> Iterator[Timer]:
    """The next share that is still ahead; when all are past, the last one if nobody was told."""
    if node is not None and node.state is NodeState.ACTIVE:
        for share in SHARES:
            timer = node_timer(node, clock, share)
            if timer.due_at > now or (tell_late and share == SHARES[-1]):
                yield timer
                return


def _case_clock(case: Case) -> Iterator[Timer]:
    if case.promised_due is not None and case.closed_at is None:
        yield Timer("case_clock", case.promised_due, epoch=case.epoch)


def node_timer(node: Node, clock: Clock, percent: int) -> Timer:
    """The ring at a share of a node's promised limit."""
    if node.clock_from is None or node.promised_due is None:
        raise ValueError(f"{node.key} has no running clock")
    within = clock.within(node.hours)
    at = within.rings_at(node.clock_from, node.promised_due, percent)
    return Timer("node_clock", at, node.key, node.epoch, percent)


def next_percent(percent: int) -> int | None:
    """The share after this one."""
    later = [share for share in SHARES if share > percent]
    return later[0] if later else None


def is_stale(case: Case, timer: Timer) -> bool:
    """Whether the clock of the node this timer belongs to has moved on."""
    node = case.nodes.get(timer.key)
    return node is None or node.state is not NodeState.ACTIVE or node.epoch != timer.epoch


def case_is_stale(case: Case, timer: Timer) -> bool:
    """Whether the case's clock has moved on, stands still or is over."""
    runs = case.state is CaseState.IN_PROGRESS and case.paused_at is None
    return not runs or case.epoch != timer.epoch
