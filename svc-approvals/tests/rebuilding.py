"""A case rebuilt from its facts alone: what tracking may show must follow from what was told."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from svc_approvals.domain.cases import facts
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.facts import Fact

STATES: dict[type[Fact], str] = {
    facts.CaseSubmitted: "submitted",
    facts.SupplementRequested: "supplement_requested",
    facts.CaseSupplemented: "submitted",
    facts.CaseAccepted: "in_progress",
    facts.CaseReturnedToWindow: "submitted",
    facts.CaseDecided: "decided",
    facts.CaseReopened: "in_progress",
    facts.CaseIssued: "issued",
    facts.CaseDelivered: "delivered",
    facts.CaseLapsed: "closed",
    facts.CaseClosed: "closed",
}
NODE_STATES: dict[type[Fact], str] = {
    facts.NodeOpened: "active",
    facts.NodeSkipped: "skipped",
    facts.NodePaused: "paused",
    facts.NodeResumed: "active",
    facts.NodeReset: "waiting",
    facts.NodeTakenBack: "active",
    facts.NodeCancelled: "cancelled",
}


@dataclass
class Rebuilt:
    """What the facts say so far."""

    state: str = "draft"
    result: str | None = None
    paused: bool = False
    suspended: bool = False
    nodes: dict[str, str] = field(default_factory=dict)

    def take(self, fact: Fact) -> None:
        """Let one fact have its effect."""
        self.state = STATES.get(type(fact), self.state)
        if key := getattr(fact, "node_key", ""):
            self._take_node(key, fact)
        match fact:
            case facts.CaseDecided() | facts.CaseClosed():
                self.result = fact.result
            case facts.CaseLapsed():
                self.result = "lapsed"
            case facts.CaseReopened():
                self.result = None
            case facts.CaseReturnedToWindow():
                self.nodes = {}
            case facts.CasePaused() | facts.CaseResumed():
                self.paused = isinstance(fact, facts.CasePaused)
            case facts.CaseSuspended() | facts.SuspensionLifted():
                self.suspended = isinstance(fact, facts.CaseSuspended)
        if self.state == "closed":
            self.paused = self.suspended = False

    def _take_node(self, key: str, fact: Fact) -> None:
        if isinstance(fact, facts.NodeDecided):
            self.nodes[key] = fact.outcome
        elif type(fact) in NODE_STATES:
            self.nodes[key] = NODE_STATES[type(fact)]


def rebuilt(told: Iterable[Fact]) -> Rebuilt:
    """The case as its facts tell it."""
    case = Rebuilt()
    for fact in told:
        case.take(fact)
    return case


def standing(case: Case) -> Rebuilt:
    """The same of the case as it stands; nodes that have only waited were never told of."""
    return Rebuilt(
        state=case.state,
        result=case.result,
        paused=case.paused_at is not None,
        suspended=case.suspended_at is not None,
        nodes={key: str(node.state) for key, node in case.nodes.items()},
    )
