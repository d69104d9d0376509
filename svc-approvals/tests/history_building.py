"""Random processes and random histories of cases, as data that can be carried out twice."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from case_building import MONDAY, a_draft, a_material, a_step, organ_of, the_clock
from hypothesis import strategies as st

from svc_approvals.domain.cases import handling
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.materials import CaseMaterial, material_of
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.states import NodeState

MOST_STEPS = 6
MATERIALS = ("M1", "M2")
STAFF = ("S-1", "S-2")
Command = tuple[str, *tuple[Any, ...]]


@dataclass(frozen=True)
class Process:
    """Steps in an order in which each comes after all it waits for."""

    steps: tuple[Node, ...]
    delivery: str

    def running(self, case_id: UUID) -> list[Node]:
        """The steps of one case, with ids that follow from the case's."""
        return [replace(step, node_id=uuid5(case_id, step.key)) for step in self.steps]


@dataclass
class World:
    """One case with its materials, and the moment it has come to."""

    case: Case
    process: Process
    materials: list[CaseMaterial] = field(default_factory=list)
    now: datetime = MONDAY

    def pick(self, which: int) -> str:
        """A node, mostly an active one; raises NoSuchNode while there is none."""
        nodes = self.case.nodes
        active = [key for key, node in nodes.items() if node.state is NodeState.ACTIVE]
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
        steps.append(replace(issue, applicable=draw(st.integers(0, 9)) > 0))
    return Process(tuple(steps), draw(st.sampled_from(["electronic", "pickup"])))


@st.composite
def a_random_step(draw: st.DrawFn, key: str, after: tuple[str, ...]) -> Node:
    """A step that waits for all, any or some of the ones before it."""
    for_all = draw(st.booleans())
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
    )


WHICH = st.integers(0, 40)  # of the nodes as they stand: see World.pick
DECISIONS = st.tuples(
    st.just("decide"), WHICH, st.sampled_from(["approved", "approved", "refused"]),
    st.sampled_from(STAFF),
)  # fmt: skip
COMMANDS: st.SearchStrategy[Command] = st.one_of(
    DECISIONS,
    DECISIONS,
    DECISIONS,
    DECISIONS,
    DECISIONS,
    st.tuples(st.sampled_from(["claim", "release"]), WHICH, st.sampled_from(STAFF)),
    st.tuples(st.just("supply"), st.sampled_from(MATERIALS)),
    st.tuples(st.just("supplement_asked"), st.sets(st.sampled_from(["a", "b"])), st.booleans()),
    st.sampled_from(
        [("submit",), ("supplement",), ("deliver",), ("withdraw",), ("not_accept",), ("lapse",)]
    ),
    st.tuples(st.sampled_from(["accept", "deem"]), st.sets(st.sampled_from(MATERIALS))),
    st.tuples(st.just("wait"), st.integers(1, 3000)),
)
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


DO: dict[str, Callable[..., None]] = {
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
