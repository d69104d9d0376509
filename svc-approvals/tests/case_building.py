"""Builders of cases in memory: steps, materials, the real calendar, and cases on their way."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

import chinese_calendar

from shared.office_hours import CHINA_TIME
from shared.work_calendar import WorkCalendar
from svc_approvals.domain.cases import handling
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.facts import Fact
from svc_approvals.domain.cases.materials import CaseMaterial
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.states import CaseState, NodeState

REASON = "首次未能发现"


@cache
def the_clock() -> Clock:
    """The calendar of 2026 as the State Council's notice gives it; later years are a guess."""
    year = (date(2026, 1, 1) + timedelta(days=n) for n in range(365))
    return Clock(
        WorkCalendar.of((day, chinese_calendar.is_workday(day), None, False) for day in year)
    )


def at(text: str) -> datetime:
    """A moment on the clocks in the offices: `2026-09-30 16:59`."""
    return datetime.fromisoformat(text).replace(tzinfo=CHINA_TIME)


MONDAY = at("2026-03-02 09:00")


def organ_of(key: str) -> UUID:
    """The organ that handles a step."""
    return uuid5(NAMESPACE_URL, f"organ:{key}")


def a_step(key: str, *after: str, **changes: Any) -> Node:
    """A department's step that waits for all before it, and whose refusal leaves the others."""
    node = Node(
        node_id=uuid4(),
        key=key,
        name=f"{key}环节",
        kind="approval",
        organ_id=organ_of(key),
        role="approver",
        after=after,
        needed=len(after),
        counts_skipped=True,
        applicable=True,
        promised_days=1,
        statutory_days=20,
        on_refuse="branch",
        products=(f"{key}-paper",),
    )
    return replace(node, **changes)


def a_join(key: str, *after: str, needed: int, **changes: Any) -> Node:
    """A step that opens when so many of the ones before it have passed (any, k of n)."""
    return a_step(key, *after, needed=needed, counts_skipped=False, **changes)


def the_issue(*after: str, **changes: Any) -> Node:
    """The hand-out."""
    told = {"kind": "issue", "role": "window", "products": (), "promised_days": 0, **changes}
    return a_step("issue", *after, **told)


def a_material(code: str = "M1", **changes: Any) -> CaseMaterial:
    """A material that is asked for and missing."""
    given: dict[str, Any] = {
        "name": f"材料{code}", "required": True, "deferrable": False, "commitment_allowed": False,
    }  # fmt: skip
    return CaseMaterial(code, **(given | changes))


def a_supplied(code: str = "M1") -> CaseMaterial:
    """A material whose file is there."""
    material = a_material(code)
    material.supply(uuid4())
    return material


def a_draft(**changes: Any) -> Case:
    """An application nobody has handed in."""
    given: dict[str, Any] = {
        "case_id": uuid4(),
        "case_no": f"431202-20260302-{uuid4().hex[:8].upper()}",
        "matter_code": "M-1",
        "matter_name": "事项",
        "version_id": uuid4(),
        "applicant_id": uuid4(),
        "channel": "web",
        "delivery": "pickup",
        "promised_days": 10,
        "statutory_days": 20,
    }
    return Case(**(given | changes))


def a_submitted_case(**changes: Any) -> Case:
    """Handed in on a Monday morning."""
    case = a_draft(**changes)
    case.submit([], MONDAY, the_clock())
    return case


def a_running_case(*steps: Node, **changes: Any) -> Case:
    """Accepted on the same Monday, with these steps."""
    case = a_submitted_case(**changes)
    running = steps or (a_step("market"), a_step("health"), the_issue("market", "health"))
    case.accept(running, [], {}, MONDAY, the_clock())
    return case


def a_case_in(state: CaseState) -> Case:
    """A case that came to this state by its own commands."""
    if state is CaseState.DRAFT:
        return a_draft()
    if state is CaseState.SUBMITTED:
        return a_submitted_case()
    if state is CaseState.SUPPLEMENT_REQUESTED:
        case = a_submitted_case()
        case.request_supplement({"materials/M1": "缺页"}, "")
        return case
    case = a_running_case()
    if state in {CaseState.DECIDED, CaseState.ISSUED, CaseState.CLOSED}:
        approve(case, "market", "health")
    if state in {CaseState.ISSUED, CaseState.CLOSED}:
        approve(case, "issue")
    if state is CaseState.CLOSED:
        case.deliver("pickup", MONDAY)
    assert case.state is state
    return case


def approve(case: Case, *keys: str, when: datetime = MONDAY, staff_no: str = "S-1") -> None:
    """An officer approves these steps one after the other."""
    for key in keys:
        handling.decide(case, key, NodeState.APPROVED, staff_no, when, the_clock())


def refuse(case: Case, *keys: str, when: datetime = MONDAY, staff_no: str = "S-1") -> None:
    """An officer refuses these steps one after the other."""
    for key in keys:
        handling.decide(case, key, NodeState.REFUSED, staff_no, when, the_clock())


def states(case: Case) -> dict[str, str]:
    """How every step stands."""
    return {key: str(node.state) for key, node in case.nodes.items()}


def told(case: Case, kind: type[Fact]) -> list[Any]:
    """The facts of one kind, in order."""
    return [fact for fact in case.facts if type(fact) is kind]
