"""The departments of one made-up case: they take nodes, decide them, and are late sometimes."""

from datetime import datetime
from functools import partial

from svc_approvals.domain.cases import handling as hands
from svc_approvals.domain.cases import supervising
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.clocks import SHARES
from svc_approvals.domain.cases.materials import CaseMaterial
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.running import running_nodes
from svc_approvals.domain.cases.states import CaseState, MaterialState, NodeState
from svc_approvals.domain.histories.dice import Dice
from svc_approvals.domain.histories.paces import around
from svc_approvals.domain.histories.recipes import Recipe, Worker, World
from svc_approvals.domain.histories.stories import Agenda, Story, id_at

REFUSED, LATE_DEFERRAL = 0.007, 0.1
SYSTEM = "system:svc-approvals"
OPINIONS = ("同意", "材料齐全，同意", "经审核符合条件", "经现场核查符合要求")
REFUSAL = "经审核不符合法定条件，理由已书面告知"


class Handling:
    """What happens after acceptance."""

    def __init__(
        self, rng: Dice, world: World, story: Story, agenda: Agenda, clerk: Worker
    ) -> None:
        self.rng, self.world, self.story = rng, world, story
        self.agenda, self.clerk = agenda, clerk
        self._seen: set[tuple[str, int]] = set()

    @property
    def case(self) -> Case:
        """The case that is handled."""
        return self.story.case

    def running(self, recipe: Recipe, at: datetime) -> list[Node]:
        """The nodes of this case."""
        return running_nodes(recipe.guide, self.world.cast.organs, lambda: id_at(self.rng, at))

    def accepted(self, at: datetime, actor: str) -> None:
        """The departments begin; what was deferred will come, mostly in time."""
        self.story.take_facts(at, actor)
        if self.case.promised_due is not None:
            self.agenda.add(max(at, self.case.promised_due), self._overdue)
        for material in self.story.materials:
            if material.state is MaterialState.DEFERRED and material.deferred_until is not None:
                left = self.world.clock.calendar.working_minutes_between(
                    at, material.deferred_until
                )
                share = 1.3 if self.rng.random() < LATE_DEFERRAL else self.rng.uniform(0.1, 0.7)
                self.agenda.add(self._after(at, max(5, left * share)), self._supplies(material))
                self.agenda.add(max(at, material.deferred_until), self._warns(material))
        self._opened()

    def _after(self, at: datetime, minutes: float) -> datetime:
        return self.world.clock.calendar.add_working_minutes(at, max(1, round(minutes))).at

    def _supplies(self, material: CaseMaterial) -> "partial[None]":
        return partial(self._supply, material)

    def _warns(self, material: CaseMaterial) -> "partial[None]":
        return partial(self._warn, material)

    def _supply(self, material: CaseMaterial, at: datetime) -> None:
        running = self.case.state in {CaseState.IN_PROGRESS, CaseState.DECIDED}
        if running and material.state is MaterialState.DEFERRED:
            self.case.supply_deferred(material, id_at(self.rng, at), at)
            self.story.take_facts(at, str(self.case.applicant_id))

    def _warn(self, material: CaseMaterial, at: datetime) -> None:
        if material.state is MaterialState.DEFERRED and self.case.state is not CaseState.CLOSED:
            self.case.deferral_overdue(material)
            self.story.take_facts(at, SYSTEM)

    def _overdue(self, at: datetime) -> None:
        if self.case.state is CaseState.IN_PROGRESS:
            supervising.overdue(self.case)
            self.story.take_facts(at, SYSTEM)

    def _opened(self) -> None:
        for node in self.case.nodes.values():
            if node.state is NodeState.ACTIVE and (node.key, node.epoch) not in self._seen:
                self._seen.add((node.key, node.epoch))
                self._hand_to(node)

    def _hand_to(self, node: Node) -> None:
        if node.arrived_at is None or node.promised_due is None:
            raise ValueError(f"{node.key} has not been opened")
        at, due = node.arrived_at, node.promised_due
        calendar = self.world.clock.calendar
        limit = calendar.working_minutes_between(at, due)
        takes = (
            around(self.rng, 40)
            if node.is_issue
            else self.world.paces.minutes(self.rng, node.organ_id, limit)
        )
        worker = self.clerk if node.is_issue else self._worker(node)
        claimed = self._after(at, takes * self.rng.uniform(0.05, 0.6))
        self.agenda.add(claimed, partial(self._claim, node, worker))
        self.agenda.add(self._after(at, takes), partial(self._decide, node, worker))
        self._ring_next(node, 0)

    def _worker(self, node: Node) -> Worker:
        return self.rng.choice(self.world.cast.of(node.organ_id))

    def _ring_next(self, node: Node, percent: int) -> None:
        following = next((share for share in SHARES if share > percent), None)
        self.story.rung[node.key] = percent
        if following and node.arrived_at and node.promised_due:
            at = self.world.clock.rings_at(node.arrived_at, node.promised_due, following)
            self.agenda.add(at, partial(self._ring, node, node.epoch, following))

    def _ring(self, node: Node, epoch: int, percent: int, at: datetime) -> None:
        if node.state is NodeState.ACTIVE and node.epoch == epoch:
            self.case.ring(node.key, percent, overdue=percent == SHARES[-1])
            self.story.take_facts(at, SYSTEM)
            self._ring_next(node, percent)

    def _claim(self, node: Node, worker: Worker, at: datetime) -> None:
        if node.state is NodeState.ACTIVE and node.signing == "one":
            hands.claim(self.case, node.key, worker.staff_no, at)
            self.story.take_facts(at, worker.account)

    def _decide(self, node: Node, worker: Worker, at: datetime) -> None:
        if node.state is not NodeState.ACTIVE:
            return
        if node.is_issue and self.case.deferrals_open:
            self.agenda.add(self._after(at, 180), partial(self._decide, node, worker))
            return
        refused = not node.is_issue and self.rng.random() < REFUSED
        outcome = NodeState.REFUSED if refused else NodeState.APPROVED
        for staff_no in list(node.signers) or [worker.staff_no]:
            if node.state is NodeState.ACTIVE:
                hands.decide(
                    self.case, node.key, outcome, staff_no, at, self.world.clock,
                    opinion=REFUSAL if refused else self.rng.choice(OPINIONS),
                    feedback=REFUSAL if refused else "",
                )  # fmt: skip
        self.story.take_facts(at, worker.account)
        if self.case.state is CaseState.ISSUED:
            wait = 260 if self.case.delivery == "pickup" else 900
            self.agenda.add(self._after(at, around(self.rng, wait)), self._deliver)
        self._opened()

    def _deliver(self, at: datetime) -> None:
        if self.case.state is CaseState.ISSUED:
            self.case.deliver(self.case.delivery, at)
            self.story.take_facts(at, self.clerk.account)
