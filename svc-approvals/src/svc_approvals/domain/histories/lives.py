"""The life of one made-up case: people act in time, the engine decides what comes of it.

Every step is a command of the real ``Case``, so a history cannot hold what the
engine would refuse. Nobody is perfect: some applicants forget a page, some
windows stay silent until the law decides, some departments are late.
"""

from datetime import datetime, timedelta

from shared.office_hours import china_time
from shared.refusals import Refusal
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.clocks import DRAFT_DAYS, SUPPLEMENT_DAYS
from svc_approvals.domain.cases.facts import CaseDrafted
from svc_approvals.domain.cases.materials import CaseMaterial
from svc_approvals.domain.cases.states import CaseState
from svc_approvals.domain.histories.dice import Dice
from svc_approvals.domain.histories.handling import Handling
from svc_approvals.domain.histories.paces import around
from svc_approvals.domain.histories.recipes import Recipe, Worker, World
from svc_approvals.domain.histories.stories import Agenda, Asked, Story, id_at

CHANNELS = {"web": 45, "mini_program": 27, "window": 20, "kiosk": 8}
DELIVERIES = {"electronic": 62, "pickup": 23, "courier": 15}
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗向舒"
SYSTEM = "system:svc-approvals"
ABANDONED, WITHDRAWN, NOT_ACCEPTED, SILENT = 0.02, 0.015, 0.02, 0.004
SUPPLEMENTED, AGAIN, DEFERRED = 0.17, 0.08, 0.3
ITEM_REASONS = ("复印件不清晰", "缺少签名", "与申请表信息不一致", "未加盖公章", "缺页")


def live(rng: Dice, world: World, recipe: Recipe, begun_at: datetime, delivery: str = "") -> Story:
    """A case begun at this moment, as it stands now."""
    life = _Life(rng, world, recipe, begun_at, delivery)
    life.agenda.run()
    return life.story


class _Life:
    """Applicant and window; the departments act in ``Handling``."""

    def __init__(
        self, rng: Dice, world: World, recipe: Recipe, begun_at: datetime, delivery: str
    ) -> None:
        self.rng, self.world, self.recipe = rng, world, recipe
        self.agenda = Agenda(world.now)
        self.clerk = self._clerk()
        case = _draft(rng, recipe, begun_at, delivery)
        self.applicant = str(case.applicant_id)
        masked = rng.choice(SURNAMES) + "*"
        self.story = Story(rng, case, begun_at, masked, begun_at, _materials(recipe))
        case.tell(CaseDrafted(case.matter_code))
        self.story.take_facts(begun_at, self.applicant)
        case.version = 0  # a draft is inserted, not saved
        self.agenda.add(begun_at + timedelta(minutes=around(rng, 12)), self._fill_in)
        self.handling = Handling(rng, world, self.story, self.agenda, self.clerk)

    @property
    def case(self) -> Case:
        return self.story.case

    def _clerk(self) -> Worker:
        issue = next((e.node for e in self.recipe.guide.nodes if e.node.kind == "issue"), None)
        organ = issue.organ if issue else self.recipe.guide.matter.lead_organ
        return self.rng.choice(self.world.cast.of(self.world.cast.organs[organ]))

    def _later(self, at: datetime, median: float) -> datetime:
        """After so many working minutes or so."""
        return self.world.clock.calendar.add_working_minutes(at, around(self.rng, median)).at

    # -- the applicant ---------------------------------------------------------

    def _fill_in(self, at: datetime) -> None:
        given = [one for one in self.story.materials if self._hands_in(one)]
        for one in given:
            one.supply(id_at(self.rng, at))
        self.case.save_draft("answers", "form", *(f"materials/{one.code}" for one in given))
        self.story.take_facts(at, self.applicant)
        if self.rng.random() < ABANDONED:
            self.agenda.add(at + timedelta(days=DRAFT_DAYS), self._lapse)
        else:
            self.agenda.add(at + timedelta(minutes=around(self.rng, 20, 1.3)), self._submit)

    def _hands_in(self, material: CaseMaterial) -> bool:
        return not material.deferrable or self.rng.random() > DEFERRED

    def _lapse(self, at: datetime) -> None:
        self.case.lapse(at)
        self.story.take_facts(at, SYSTEM)

    def _submit(self, at: datetime) -> None:
        self.case.submit(self.story.materials, at, self.world.clock)
        self.story.take_facts(at, self.applicant)
        if self.rng.random() < WITHDRAWN:
            self.agenda.add(self._later(at, 300), self._withdraw)
        self._comes_to_window(at)

    def _supplement(self, at: datetime) -> None:
        if self.case.state is CaseState.SUPPLEMENT_REQUESTED:
            self.case.supplement(self.story.materials, at, self.world.clock)
            self.story.take_facts(at, self.applicant)
            self._comes_to_window(at)

    def _withdraw(self, at: datetime) -> None:
        try:
            self.case.withdraw(at)
        except Refusal:
            return  # too late
        self.story.take_facts(at, self.applicant)

    # -- the window ------------------------------------------------------------

    def _comes_to_window(self, at: datetime) -> None:
        due = self.case.acceptance_due
        if due is not None and self.rng.random() < SILENT:
            self.agenda.add(due, self._silence)
        else:
            self.agenda.add(self._later(at, 75), self._look_at)

    def _silence(self, at: datetime) -> None:
        if self.case.state is CaseState.SUBMITTED:
            running = self.handling.running(self.recipe, at)
            self.case.deem_accepted(running, self.story.materials, at, self.world.clock)
            self.handling.accepted(at, SYSTEM)

    def _look_at(self, at: datetime) -> None:
        if self.case.state is not CaseState.SUBMITTED:
            return
        wanting = AGAIN if self.case.supplement_round else SUPPLEMENTED
        if self.rng.random() < wanting and not self.case.supplement_items[2:]:
            self._ask(at)
        elif self.rng.random() < NOT_ACCEPTED:
            self.case.not_accept("不属于本窗口受理范围，已告知申请人向有权部门申请", at)
            self.story.take_facts(at, self.clerk.account)
        else:
            self._accept(at)

    def _ask(self, at: datetime) -> None:
        codes = [one.code for one in self.story.materials]
        asked = list(self.case.supplement_items)[:1] or [
            f"materials/{code}" for code in self.rng.sample(codes, min(len(codes), 2))
        ]
        items = {pointer: self.rng.choice(ITEM_REASONS) for pointer in asked}
        if not items:
            self._accept(at)
            return
        due_at = self.world.clock.due(at, SUPPLEMENT_DAYS).at
        self.case.request_supplement(items, "", due_at)
        requested = Asked(self.case.supplement_round, items, self.clerk.staff_no, at)
        self.story.asked.append(requested)
        self.story.take_facts(at, self.clerk.account)
        self.agenda.add(self._later(at, 700), self._supplement)

    def _accept(self, at: datetime) -> None:
        out = [m.code for m in self.story.materials if m.required and m.is_missing]
        running = self.handling.running(self.recipe, at)
        deferrals = dict.fromkeys(out, 5)
        self.case.accept(running, self.story.materials, deferrals, at, self.world.clock)
        self.handling.accepted(at, self.clerk.account)


def _draft(rng: Dice, recipe: Recipe, begun_at: datetime, delivery: str) -> Case:
    matter = recipe.guide.matter
    day = china_time(begun_at).strftime("%Y%m%d")
    return Case(
        case_id=id_at(rng, begun_at),
        case_no=f"{recipe.region_code}-{day}-{''.join(rng.choices(LETTERS, k=8))}",
        matter_code=matter.code,
        matter_name=matter.name,
        version_id=recipe.version_id,
        applicant_id=id_at(rng, begun_at),
        channel=rng.choices(list(CHANNELS), list(CHANNELS.values()))[0],
        delivery=delivery or rng.choices(list(DELIVERIES), list(DELIVERIES.values()))[0],
        promised_days=matter.promised_days,
        statutory_days=matter.statutory_days,
    )


def _materials(recipe: Recipe) -> list[CaseMaterial]:
    return [
        CaseMaterial(one.code, one.name, one.required, one.deferrable, one.commitment_allowed)
        for one in recipe.guide.handed_in
    ]
