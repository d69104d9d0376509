"""Random processes and random histories of cases, as data that can be carried out twice."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from case_building import MONDAY, REASON, a_draft, a_material, a_step, organ_of, the_clock
from hypothesis import strategies as st

from svc_approvals.domain.cases import (
    branch_supplements,
    extending,
    handling,
    returning,
    specials,
    supervising,
)
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.clocks import Pause
from svc_approvals.domain.cases.facts import CasePaused, CaseResumed, NodePaused, NodeResumed
from svc_approvals.domain.cases.materials import CaseMaterial, material_of
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.recounting import OF_THE_CASE
from svc_approvals.domain.cases.signing import Signer
from svc_approvals.domain.cases.states import NodeState

MOST_STEPS = 6
MATERIALS = ("M1", "M2")
STAFF = ("S-1", "S-2")
POINTERS = ("materials/M1", "form/name")
SIGNERS = ("S-1", "S-2", "S-3")
HOURS = ("", "08:00-12:00,14:30-17:30")
Command = tuple[str, *tuple[Any, ...]]


@dataclass(frozen=True)
class Process:
    """Steps in an order in which each comes after all it waits for."""

    steps: tuple[Node, ...]
    delivery: str

    def running(self, case_id: UUID) -> list[Node]:
        """The steps of one case, with ids that follow from the case's."""
        return [
            replace(
                step,
                node_id=uuid5(case_id, step.key),
                signers={one.staff_no: replace(one) for one in step.signers.values()},
            )
            for step in self.steps
        ]


@dataclass
class World:
    """One case with its materials, and the moment it has come to."""

    case: Case
    process: Process
    materials: list[CaseMaterial] = field(default_factory=list)
    now: datetime = MONDAY
    pauses: dict[str, list[Pause]] = field(default_factory=lambda: defaultdict(list))
    since: dict[str, datetime] = field(default_factory=dict)
    seen: int = 0

    def note_pauses(self) -> None:
        """Remember the spans the newest facts begin and end, as storage does."""
        for fact in self.case.facts[self.seen :]:
            match fact:
                case NodePaused():
                    self.since[fact.node_key] = self.now
                case CasePaused():
                    self.since[OF_THE_CASE] = self.now
                case NodeResumed():
                    self._end(fact.node_key, anew=fact.anew)
                case CaseResumed():
                    self._end(OF_THE_CASE, anew=False)
        self.seen = len(self.case.facts)

    def _end(self, key: str, *, anew: bool) -> None:
        self.pauses[key].append(Pause(self.since.pop(key), self.now, anew))

    def any_key(self, which: int) -> str:
        """A node, whatever its state."""
        keys = list(self.case.nodes)
        if not keys:
            raise NoSuchNode
        return keys[which % len(keys)]

    def pick(self, which: int) -> str:
        """A node, mostly an active one; raises NoSuchNode while there is none."""
        nodes = self.case.nodes
        active = [key for key, node in nodes.items() if node.is_open]
        keys = [*active, *active, *active, *nodes]
        if not keys:
            raise NoSuchNode
        return keys[which % len(keys)]


class NoSuchNode(Exception):
    """The case has no nodes yet; routes find nodes by their id, so this never comes to it."""


@st.composite
def processes(draw: st.DrawFn) -> Process:
    """Any graph of up to six steps with joins of all, any or k, and perhaps a hand-out."""
    steps: list[Node] = []
    for number in range(draw(st.integers(1, MOST_STEPS))):
        before = [step.key for step in steps]
        after = draw(st.lists(st.sampled_from(before), unique=True) if before else st.just([]))
        steps.append(draw(a_random_step(f"n{number}", tuple(after))))
    if draw(st.integers(0, 3)):
        awaited = {key for step in steps for key in step.after}
        ends = tuple(step.key for step in steps if step.key not in awaited)
        issue = a_step("issue", *ends, kind="issue", role="window", promised_days=0, products=())
        automatic = draw(st.integers(0, 5)) == 0
        steps.append(replace(issue, applicable=draw(st.integers(0, 9)) > 0, automatic=automatic))
    return Process(tuple(steps), draw(st.sampled_from(["electronic", "pickup"])))


@st.composite
def a_random_step(draw: st.DrawFn, key: str, after: tuple[str, ...]) -> Node:
    """A step that waits for all, any or some of the ones before it."""
    for_all = draw(st.booleans())
    ruled = draw(st.integers(0, 5)) == 0
    signing = draw(st.sampled_from(["one", "one", "one", "one", "all", "any", "weighted"]))
    signers = {} if signing == "one" else {no: Signer(no) for no in SIGNERS[:2]}
    needed = len(after) if for_all or not after else draw(st.integers(1, len(after)))
    return a_step(
        key,
        *after,
        needed=needed,
        counts_skipped=for_all,
        applicable=draw(st.integers(0, 3)) > 0,
        on_refuse=draw(st.sampled_from(["branch", "branch", "branch", "stop"])),
        organ_id=organ_of(key),
        promised_days=draw(st.integers(0, 3)),
        kind="rule" if ruled else "approval",
        ruling=draw(st.sampled_from(["approved", "refused", ""])) if ruled else "",
        hours=draw(st.sampled_from(HOURS)),
        resets=draw(st.booleans()),
        signing=signing,
        threshold=2 if signing == "weighted" else 0,
        signers=signers,
    )


WHICH = st.integers(0, 40)  # of the nodes as they stand: see World.pick
DECISIONS = st.tuples(
    st.just("decide"), WHICH, st.sampled_from(["approved"] * 3 + ["refused", "skipped"]),
    st.sampled_from(STAFF),
)  # fmt: skip
ITEMS = st.sets(st.sampled_from(POINTERS))
HANDS: st.SearchStrategy[Command] = st.one_of(
    st.tuples(st.sampled_from(["claim", "release", "hand_back"]), WHICH, st.sampled_from(STAFF)),
    st.tuples(
        st.sampled_from(["transfer", "delegate"]), WHICH, st.sampled_from(STAFF),
        st.sampled_from(STAFF),
    ),
    st.tuples(st.just("reassign"), WHICH, st.sampled_from(STAFF)),
    st.tuples(st.just("urge"), WHICH),
    st.tuples(
        st.just("add_signer"), WHICH, st.sampled_from(STAFF), st.sampled_from(SIGNERS),
        st.integers(1, 2),
    ),
    st.tuples(
        st.just("remove_signer"), WHICH, st.sampled_from(STAFF), st.sampled_from(SIGNERS)
    ),
)  # fmt: skip
WAYS_BACK: st.SearchStrategy[Command] = st.one_of(
    st.tuples(st.just("return"), WHICH, WHICH, st.sampled_from(STAFF)),
    st.tuples(st.just("return_to_window"), WHICH, st.sampled_from(STAFF)),
    st.tuples(st.just("take_back"), WHICH, st.sampled_from(STAFF)),
)
RESTS: st.SearchStrategy[Command] = st.one_of(
    st.tuples(
        st.sampled_from(["special", "end_special", "end_supplement"]), WHICH,
        st.sampled_from(STAFF),
    ),
    st.tuples(st.just("node_supplement"), WHICH, st.sampled_from(STAFF), ITEMS, st.booleans()),
    st.tuples(st.just("bring"), ITEMS),
    st.tuples(st.just("ask_extension"), WHICH, st.sampled_from(STAFF), st.integers(1, 11)),
    st.tuples(st.just("answer_extension"), WHICH, st.sampled_from(STAFF), st.booleans()),
    st.sampled_from([("supplemented",), ("supplemented",), ("suspend",), ("lift",), ("lift",)]),
)  # fmt: skip
COMMANDS: st.SearchStrategy[Command] = st.one_of(
    DECISIONS,
    DECISIONS,
    DECISIONS,
    DECISIONS,
    HANDS,
    WAYS_BACK,
    RESTS,
    RESTS,
    st.tuples(st.just("supply"), st.sampled_from(MATERIALS)),
    st.tuples(st.just("supplement_asked"), st.sets(st.sampled_from(["a", "b"])), st.booleans()),
    st.sampled_from(
        [
            ("submit",), ("supplement",), ("deliver",), ("withdraw",), ("not_accept",), ("lapse",),
            ("terminate",),
        ]
    ),
    st.tuples(st.sampled_from(["accept", "deem"]), st.sets(st.sampled_from(MATERIALS))),
    st.tuples(st.just("wait"), st.integers(1, 3000)),
    st.tuples(st.just("wait"), st.integers(1, 3000)),
)  # fmt: skip
# Most histories hand in and accept first, so that they come to the departments.
ACCEPTED: list[Command] = [("submit",), ("accept", {"M1", "M2"})]
COMPLETE: list[Command] = [*ACCEPTED, ("supply", "M1"), ("supply", "M2")]
BEGINNINGS = st.sampled_from([ACCEPTED, ACCEPTED, COMPLETE, COMPLETE, [("submit",)], []])
HISTORIES = st.builds(list.__add__, BEGINNINGS, st.lists(COMMANDS, min_size=5, max_size=25))


def a_world(process: Process, **known: Any) -> World:
    """A draft that lacks one deferrable and one optional material."""
    materials = [a_material("M1", deferrable=True), a_material("M2", required=False)]
    materials[1].deferrable = True
    return World(a_draft(delivery=process.delivery, **known), process, materials)


def carry_out(world: World, command: Command) -> None:
    """Do one thing to the case; raises the refusal when it may not be done."""
    name, *args = command
    DO[name](world, *args)
    world.note_pauses()


def _accept(world: World, deferred: set[str]) -> None:
    running = world.process.running(world.case.case_id)
    days = dict.fromkeys(sorted(deferred), 5)
    world.case.accept(running, world.materials, days, world.now, the_clock())


def _deem(world: World, _: set[str]) -> None:
    running = world.process.running(world.case.case_id)
    world.case.deem_accepted(running, world.materials, world.now, the_clock())


def _supply(world: World, code: str) -> None:
    material = material_of(world.materials, code)
    world.case.supply_deferred(material, uuid5(world.case.case_id, code), world.now)


def _decide(world: World, which: int, outcome: str, staff_no: str) -> None:
    node = NodeState(outcome)
    handling.decide(world.case, world.pick(which), node, staff_no, world.now, the_clock())


def _claim(world: World, which: int, staff_no: str) -> None:
    handling.claim(world.case, world.pick(which), staff_no, world.now)


def _release(world: World, which: int, staff_no: str) -> None:
    handling.give_back(world.case, world.pick(which), staff_no)


def _wait(world: World, minutes: int) -> None:
    world.now += timedelta(minutes=minutes)


def _transfer(world: World, which: int, staff_no: str, to: str) -> None:
    handling.transfer(world.case, world.pick(which), staff_no, to, world.now)


def _delegate(world: World, which: int, staff_no: str, to: str) -> None:
    handling.delegate(world.case, world.pick(which), staff_no, to)


def _add_signer(world: World, which: int, by: str, staff_no: str, weight: int) -> None:
    handling.add_signer(world.case, world.pick(which), by, staff_no, weight)


def _remove_signer(world: World, which: int, by: str, staff_no: str) -> None:
    handling.remove_signer(world.case, world.pick(which), by, staff_no, world.now, the_clock())


def _return(world: World, which: int, to: int, staff_no: str) -> None:
    key, target = world.pick(which), world.any_key(to)
    returning.return_to(world.case, key, target, staff_no, world.now, the_clock())


def _return_to_window(world: World, which: int, staff_no: str) -> None:
    returning.return_to_window(world.case, world.pick(which), staff_no, world.now, the_clock())
    for material in world.materials:
        if material.state == "deferred":
            material.ask_again()


def _take_back(world: World, which: int, staff_no: str) -> None:
    returning.take_back(world.case, world.any_key(which), staff_no, world.now, the_clock())


def _special(world: World, which: int, staff_no: str) -> None:
    specials.start_special_procedure(
        world.case, world.pick(which), staff_no, "hearing", 5, world.now, the_clock()
    )


def _end_special(world: World, which: int, staff_no: str) -> None:
    specials.end_special_procedure(world.case, world.pick(which), staff_no, world.now, the_clock())


def _node_supplement(
    world: World,
    which: int,
    staff_no: str,
    items: set[str],
    reason: bool,  # noqa: FBT001
) -> None:
    branch_supplements.request_supplement(
        world.case, world.pick(which), staff_no, items, REASON if reason else "", world.now,
        the_clock(),
    )  # fmt: skip


def _end_supplement(world: World, which: int, staff_no: str) -> None:
    branch_supplements.end_supplement(
        world.case, world.pick(which), staff_no, world.now, the_clock()
    )


def _answer_extension(world: World, which: int, staff_no: str, agreed: bool) -> None:  # noqa: FBT001
    extending.answer_extension(world.case, world.pick(which), staff_no, the_clock(), agreed=agreed)


DO: dict[str, Callable[..., object]] = {
    "hand_back": lambda w, which, no: handling.hand_back(w.case, w.pick(which), no),
    "transfer": _transfer,
    "delegate": _delegate,
    "reassign": lambda w, which, to: handling.reassign(w.case, w.pick(which), to, w.now),
    "urge": lambda w, which: handling.urge(w.case, w.pick(which)),
    "add_signer": _add_signer,
    "remove_signer": _remove_signer,
    "return": _return,
    "return_to_window": _return_to_window,
    "take_back": _take_back,
    "special": _special,
    "end_special": _end_special,
    "node_supplement": _node_supplement,
    "end_supplement": _end_supplement,
    "bring": lambda w, items: branch_supplements.bring(w.case, *sorted(items)),
    "supplemented": lambda w: branch_supplements.supplemented(w.case, w.now, the_clock()),
    "ask_extension": lambda w, which, no, days: extending.ask_extension(
        w.case, w.pick(which), no, days
    ),
    "answer_extension": _answer_extension,
    "suspend": lambda w: supervising.suspend(w.case, "等待上级答复", w.now, the_clock()),
    "lift": lambda w: supervising.lift_suspension(w.case, w.now, the_clock()),
    "terminate": lambda w: supervising.terminate(w.case, "申请人已注销", w.now),
    "submit": lambda w: w.case.submit(w.materials, w.now, the_clock()),
    "supplement": lambda w: w.case.supplement(w.materials, w.now, the_clock()),
    "supplement_asked": lambda w, items, reason: w.case.request_supplement(
        dict.fromkeys(items, "缺"), "首次未能发现" if reason else ""
    ),
    "not_accept": lambda w: w.case.not_accept("不属于本窗口", w.now),
    "withdraw": lambda w: w.case.withdraw(w.now),
    "deliver": lambda w: w.case.deliver("pickup", w.now),
    "lapse": lambda w: w.case.lapse(w.now),
    "accept": _accept,
    "deem": _deem,
    "supply": _supply,
    "decide": _decide,
    "claim": _claim,
    "release": _release,
    "wait": _wait,
}
