"""Show a case to whoever has its number and code, or owns it: every node, every step."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from shared.database import Row, UnitOfWork
from shared.identity import Caller
from shared.masking import mask_text
from shared.refusals import NotFound
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.expected import (
    NO_HISTORY,
    UNKNOWN,
    Expected,
    Step,
    expected,
    expected_end,
)
from svc_approvals.domain.cases.lights import light
from svc_approvals.domain.cases.states import (
    FINISHED,
    HOLDS_IN_CHINESE,
    IN_CHINESE,
    NODES_IN_CHINESE,
    CaseState,
    Hold,
    NodeState,
)
from svc_approvals.domain.cases.timeline import RESULTS, sentence
from svc_approvals.domain.catalogue.basis_guard import BasisFlag
from svc_approvals.storage.cases import tracking
from svc_approvals.storage.catalogue import matters
from svc_approvals.use_cases.catalogue.guarding import flag_on_case
from svc_approvals.use_cases.deliveries.news import delivery_shown
from svc_approvals.use_cases.office import Office
from svc_approvals.use_cases.supervision.history import history_of


@dataclass(eq=False)
class TrackingNotFound(NotFound):
    """没有查到办件。"""

    advice: ClassVar[str] = "请核对办件编号和查询码；两者都印在受理回执上。"


async def tracked_case(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    case_no: str,
    code: str,
) -> Row:
    """The case somebody may look at; a wrong number and a wrong code are refused alike."""
    head = await tracking.head_of(work, case_no)
    code_fits = hmac.compare_digest(office.query_code(case_no).encode(), code.upper().encode())
    if head is None:
        raise TrackingNotFound
    owns = not caller.is_anonymous and str(head["applicant_id"]) == caller.subject
    if not (code_fits or owns):
        raise TrackingNotFound
    return head


async def track(work: UnitOfWork, office: Office, head: Row) -> dict[str, Any]:
    """The whole view of a case: state, clocks, nodes, deferrals and the timeline."""
    case_id = head["case_id"]
    clock = await office.clock(work)
    nodes = await tracking.nodes_of(work, case_id)
    events = await tracking.events_of(work, case_id)
    ends = await _expected(work, head, nodes, clock)
    ending = expected_end(ends.values()) if head["closed_at"] is None else UNKNOWN
    state = CaseState(head["state"])
    return {
        **{key: head[key] for key in HEAD_MEMBERS},
        "reason": mask_text(head["reason"]),
        "state_name": IN_CHINESE[state],
        "result_name": RESULTS[head["result"]] if head["result"] else None,
        "progress": _progress(nodes),
        "paused_for": [f"{node['name']}：{why}" for node in nodes for why in _reasons(node)],
        "remaining_working_days": _remaining(head, work, clock),
        "expected_finish": ending.median,
        "expected_finish_p80": ending.p80,
        "nodes": [_node(node, ends[node["key"]], work, clock) for node in nodes],
        "delivery": await delivery_shown(work, case_id, head["delivery"]),
        "deferrals": await _deferrals(work, head),
        "basis_flag": await _basis_flag(work, office, head),
        "timeline": _timeline(events, {node["key"]: node["name"] for node in nodes}),
    }


HEAD_MEMBERS = (
    "case_no", "matter_code", "matter_name", "applicant_masked", "state", "result", "version",
    "submitted_at", "acceptance_due", "accepted_at", "deemed_accepted", "promised_due",
    "statutory_due", "provisional", "decided_at", "closed_at", "paused_at",
    "suspended_at", "supplement_due",
)  # fmt: skip


async def _basis_flag(work: UnitOfWork, office: Office, head: Row) -> BasisFlag | None:
    """What the case rests on that is dead; of a closed case nothing is said any more."""
    if head["closed_at"] is not None:
        return None
    return await flag_on_case(work, head["matter_code"], head["version_id"], office.basis_guard)


async def _deferrals(work: UnitOfWork, head: Row) -> list[dict[str, Any]]:
    rows = await tracking.deferrals_of(work, head["case_id"])
    if not rows:
        return []
    matter = (await matters.version(work, head["version_id"])).matter
    names = {one.code: one.name for one in matter.materials}
    return [{**row, "name": names.get(row["code"], row["code"])} for row in rows]


def _progress(nodes: Any) -> dict[str, int]:
    done = sum(NodeState(node["state"]) in FINISHED for node in nodes)
    return {"done": done, "total": len(nodes)}


def _remaining(head: Row, work: UnitOfWork, clock: Clock) -> int | None:
    if head["closed_at"] is not None:
        return None
    if head["paused_at"] is not None and head["promised_left"] is not None:
        return int(head["promised_left"] / clock.hours.minutes_a_day)
    if head["promised_due"] is None:
        return None
    return clock.calendar.remaining_working_days(work.now, head["promised_due"])


async def _expected(
    work: UnitOfWork, head: Row, nodes: Sequence[Row], clock: Clock
) -> dict[str, Expected]:
    """When each node ends; of a closed case no history needs to be read."""
    history = NO_HISTORY
    if nodes and head["closed_at"] is None:
        history = await history_of(work, head["matter_code"])
    return expected(map(_step, nodes), history, work.now, clock)


def _step(node: Row) -> Step:
    return Step(
        key=node["key"],
        state=node["state"],
        after=node["after"],
        needed=node["needed"],
        promised_days=node["promised_days"],
        applicable=node["applicable"],
        is_issue=node["kind"] == "issue",
        clock_from=node["clock_from"] or node["arrived_at"],
        finished_at=node["finished_at"],
        promised_due=node["promised_due"],
        hours=node["hours"],
    )


def _node(node: Row, end: Expected, work: UnitOfWork, clock: Clock) -> dict[str, Any]:
    return {
        **dict(node),
        "state_name": NODES_IN_CHINESE[NodeState(node["state"])],
        "feedback": mask_text(node["feedback"]),
        "expected_finish": end.median,
        "expected_finish_p80": end.p80,
        "light": _light(node, work, clock),
        "paused_for": _reasons(node),
    }


def _reasons(node: Row) -> list[str]:
    return [HOLDS_IN_CHINESE[Hold(one)] for one in node["held_by"]]


def _light(node: Row, work: UnitOfWork, clock: Clock) -> str | None:
    """None before it opened and while it rests: a clock that stands still has no light."""
    if node["clock_from"] is None or node["promised_due"] is None:
        return None
    moment = node["finished_at"] or work.now
    return light(node["clock_from"], node["promised_due"], moment, clock.within(node["hours"]))


def _timeline(events: Any, names: dict[str, str]) -> list[dict[str, Any]]:
    told = ((event, sentence(event["subject"], event["data"], names)) for event in events)
    return [
        {"sequence": event["sequence"], "at": event["at"], "text": text}
        for event, text in told
        if text is not None
    ]
