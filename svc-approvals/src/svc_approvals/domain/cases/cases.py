"""The case (办件): every command either happens whole or is refused with a reason.

A method decides on the whole consistent state, changes it and notes the facts;
storage writes exactly that, or nothing when somebody else was faster.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from svc_approvals.domain.cases import facts, progress
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.facts import Fact
from svc_approvals.domain.cases.materials import CaseMaterial, defer, require_complete
from svc_approvals.domain.cases.nodes import Node, not_active
from svc_approvals.domain.cases.reasons import (
    NodeAlreadyDecided,
    NodeClaimedByOther,
    NodeDelegated,
    NodeResting,
    SecondRequestNeedsReason,
    SupplementEmpty,
    TransitionNotAllowed,
)
from svc_approvals.domain.cases.states import (
    HOLDS_IN_CHINESE,
    IN_CHINESE,
    NODES_IN_CHINESE,
    CaseState,
    NodeState,
    Result,
)

DECIDED_OUTCOMES = {NodeState.APPROVED, NodeState.REFUSED}


@dataclass(slots=True)
class Case:
    """One application and where it stands. ``version`` is the number storage compares.

    ``policy_id`` names the policy whose benefit is applied for, as svc-policy-match knows it.
    """

    case_id: UUID
    case_no: str
    matter_code: str
    matter_name: str
    version_id: UUID
    applicant_id: UUID
    channel: str
    delivery: str
    promised_days: int
    statutory_days: int
    hours: str = ""
    policy_id: UUID | None = None
    state: CaseState = CaseState.DRAFT
    version: int = 0
    result: Result | None = None
    submitted_at: datetime | None = None
    received_at: datetime | None = None
    acceptance_due: datetime | None = None
    accepted_at: datetime | None = None
    deemed_accepted: bool = False
    promised_due: datetime | None = None
    statutory_due: datetime | None = None
    provisional: bool = False
    clock_from: datetime | None = None
    epoch: int = 0
    paused_at: datetime | None = None
    promised_left: int | None = None
    statutory_left: int | None = None
    extended_days: int = 0
    suspended_at: datetime | None = None
    supplement_due: datetime | None = None
    unforeseen: int = 0
    decided_at: datetime | None = None
    closed_at: datetime | None = None
    deferrals_open: int = 0
    supplement_round: int = 0
    supplement_items: tuple[str, ...] = ()
    reason: str = ""
    claimed_by: str = ""
    claimed_at: datetime | None = None
    nodes: dict[str, Node] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)

    # -- the applicant ---------------------------------------------------------

    def submit(
        self, materials: Iterable[CaseMaterial], at: datetime, clock: Clock, *, staff_no: str = ""
    ) -> None:
        """Hand the draft in, by the applicant or by a clerk (``staff_no``) in their name.

        Refused with ApplicationIncomplete, naming each missing thing.
        """
        self.only("提交", CaseState.DRAFT)
        require_complete(materials, at_window=False)
        self.state, self.submitted_at, self.received_at = CaseState.SUBMITTED, at, at
        self.acceptance_due = clock.within(self.hours).acceptance_due(at)
        self.tell(facts.CaseSubmitted(self.acceptance_due, staff_no))

    def supplement(
        self, materials: Iterable[CaseMaterial], at: datetime, clock: Clock, *, staff_no: str = ""
    ) -> None:
        """Hand the completed application in again; the acceptance clock starts anew."""
        self.only("补正", CaseState.SUPPLEMENT_REQUESTED)
        require_complete(materials, at_window=False)
        self.state, self.supplement_due = CaseState.SUBMITTED, None
        self.received_at = at
        self.acceptance_due = clock.within(self.hours).acceptance_due(at)
        self.tell(facts.CaseSupplemented(self.supplement_round, self.acceptance_due, staff_no))

    def withdraw(self, at: datetime) -> None:
        """Take the application back while nothing is decided."""
        self.only(
            "撤回", CaseState.SUBMITTED, CaseState.SUPPLEMENT_REQUESTED, CaseState.IN_PROGRESS,
        )  # fmt: skip
        progress.cancel_nodes(self, at)
        self.tell(facts.CaseWithdrawn())
        progress.close(self, Result.WITHDRAWN, at)

    def may_edit(self) -> None:
        """Drafts and cases sent back may be edited; others are refused."""
        self.only("修改", CaseState.DRAFT, CaseState.SUPPLEMENT_REQUESTED)

    def lapse(self, at: datetime) -> None:
        """End a draft nobody touched for thirty days; it opens no review."""
        self.only("失效", CaseState.DRAFT)
        self.state, self.result, self.closed_at = CaseState.CLOSED, Result.LAPSED, at
        self.tell(facts.CaseLapsed())

    def save_draft(self, *what: str) -> None:
        """Note that answers, form or materials of the draft changed."""
        self.may_edit()
        self.tell(facts.DraftSaved(what))

    # -- the window ------------------------------------------------------------

    def accept(
        self,
        running: Iterable[Node],
        materials: Iterable[CaseMaterial],
        deferrals: Mapping[str, int],
        at: datetime,
        clock: Clock,
    ) -> None:
        """Accept, with materials deferred for so many working days, and open the first nodes.

        Refused with DeferralNotAllowed, or ApplicationIncomplete when something
        missing is not deferred.
        """
        self.only("受理", CaseState.SUBMITTED)
        self.deferrals_open = defer(list(materials), deferrals, at, clock)
        progress.start(self, running, at, at, clock, deferrals=tuple(deferrals))

    def deem_accepted(
        self,
        running: Iterable[Node],
        materials: Iterable[CaseMaterial],
        at: datetime,
        clock: Clock,
    ) -> None:
        """Silence past the fifth working day is acceptance from the day of receipt (art. 32).

        After a supplement that is the day on which the completed application came in.

        What may be deferred and is missing counts as deferred to the end of the statutory limit.
        """
        self.only("视为受理", CaseState.SUBMITTED)
        received_at = self.received_at or at
        given = list(materials)
        out = {m.code: self.statutory_days for m in given if m.required and m.is_missing}
        self.deferrals_open = defer(given, out, received_at, clock)
        self.deemed_accepted = True
        progress.start(self, running, received_at, at, clock, deferrals=tuple(out))

    def request_supplement(
        self,
        items: Collection[str],
        supervisor_reason: str,
        due_at: datetime | None = None,
    ) -> None:
        """Tell everything missing at once; what was not named the first time needs a reason.

        Such a second request is counted in ``unforeseen``. What has not come by ``due_at``
        ends the case. Refused with SupplementEmpty or SecondRequestNeedsReason.
        """
        self.only("要求补正", CaseState.SUBMITTED)
        if not items:
            raise SupplementEmpty
        fresh = set(items) - set(self.supplement_items)
        if self.supplement_round and fresh and not supervisor_reason:
            raise SecondRequestNeedsReason(items="、".join(sorted(fresh)))
        self.unforeseen += bool(self.supplement_round and fresh)
        self.state = CaseState.SUPPLEMENT_REQUESTED
        self.acceptance_due, self.supplement_due = None, due_at
        self.supplement_round += 1
        self.supplement_items = tuple(sorted({*self.supplement_items, *items}))
        self.tell(facts.SupplementRequested(self.supplement_round, tuple(sorted(items))))

    def not_accept(self, reason: str, at: datetime) -> None:
        """Decline to accept, with the reason."""
        self.only("不予受理", CaseState.SUBMITTED)
        self.reason = reason
        self.tell(facts.CaseNotAccepted())
        progress.close(self, Result.NOT_ACCEPTED, at)

    def supply_deferred(self, material: CaseMaterial, file_id: UUID, at: datetime) -> None:
        """Hand a deferred material in; the last one lets the issue node go on."""
        self.only("补交容缺材料", CaseState.IN_PROGRESS, CaseState.DECIDED)
        material.supply_deferred(file_id)
        self.deferrals_open -= 1
        self.tell(facts.MaterialSupplied(material.code, self.deferrals_open))
        progress.issue_by_itself(self, at)

    def deferral_overdue(self, material: CaseMaterial) -> None:
        """Warn that a deferred material has not come by its day."""
        self.tell(facts.DeferralOverdue(material.code))

    def deliver(self, how: str, at: datetime) -> None:
        """The applicant has the results; the case is closed."""
        self.only("送达", CaseState.ISSUED)
        progress.delivered(self, how, at)

    # -- the clock ---------------------------------------------------------------

    def ring(self, key: str, percent: int, *, overdue: bool) -> None:
        """Note that a share of a node's limit is used up."""
        node = self.nodes[key]
        self.tell(facts.NodeClockRang(key, node.organ_id, percent, overdue))

    # -- guards ------------------------------------------------------------------

    def only(self, action: str, *allowed: CaseState) -> None:
        """Refused with TransitionNotAllowed unless the case is in one of these states."""
        if self.state not in allowed:
            raise TransitionNotAllowed(
                action=action, state=self.state, state_name=IN_CHINESE[self.state],
            )  # fmt: skip

    def active(self, key: str) -> Node:
        """A node somebody can work on; refused with what keeps it from that."""
        node = self.open_node(key)
        if node.state is NodeState.PAUSED:
            reasons = "、".join(HOLDS_IN_CHINESE[one] for one in node.held_by)
            raise NodeResting(node_key=key, node_name=node.name, reasons=reasons)
        return node

    def open_node(self, key: str) -> Node:
        """A node that is with its department, at work or resting."""
        node = self.nodes[key]
        if node.state in DECIDED_OUTCOMES and node.finished_at is not None:
            raise NodeAlreadyDecided(
                node_key=key, node_name=node.name, outcome=node.state,
                outcome_name=NODES_IN_CHINESE[node.state],
                decided_by=node.handler_no, decided_at=node.finished_at,
            )  # fmt: skip
        if not node.is_open:
            raise not_active(node)
        return node

    def not_others(self, node: Node, staff_no: str) -> None:
        """Refused with NodeClaimedByOther."""
        if node.handler_no and node.handler_no != staff_no:
            raise NodeClaimedByOther(node_key=node.key, staff_no=node.handler_no)

    def in_hand(self, key: str, staff_no: str) -> Node:
        """A node at work that this official may act on for the department, not only look at.

        Refused as `active` is, and with NodeClaimedByOther, or NodeDelegated while it is lent.
        """
        node = self.active(key)
        self.not_others(node, staff_no)
        self.not_lent(node)
        return node

    def not_lent(self, node: Node) -> None:
        """Refused with NodeDelegated: who was asked for an opinion gives only that."""
        if node.delegated_by:
            raise NodeDelegated(node_key=node.key, staff_no=node.handler_no, by=node.delegated_by)

    def reopen(self) -> None:
        """The result does not stand any more, if it stood."""
        if self.state is CaseState.DECIDED:
            self.state, self.result, self.decided_at = CaseState.IN_PROGRESS, None, None
            self.tell(facts.CaseReopened())

    def change(self, node: Node, fact: Fact) -> None:
        """Note a changed node and what happened to it."""
        self.changed.add(node.key)
        self.tell(fact)

    def tell(self, fact: Fact) -> None:
        """Note what happened."""
        self.facts.append(fact)
