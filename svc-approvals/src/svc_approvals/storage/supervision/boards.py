"""The supervisors' boards: open nodes by urgency with their lights, cases open and closed.

A node's light is what its clock has rung: red when the promised due date is
over, yellow when the ring at 80 % is (its timer stands at 100 %), else green.
A resting node has no light. Everything is confined to the region of the case.

What it costs with 100,000 cases, 4,400 nodes at work: the open nodes and cases
are read from ``ix_node_at_work`` and ``ix_kase_open`` alone and hashed with
their timers, for the counts and for the page; only the rows of the page touch
the tables. A page of open cases walks ``ix_kase_open``, one of closed cases
``ix_kase_closed`` or, of one matter, ``ix_kase_closed_by_matter``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork

LIGHT = """
CASE WHEN n.promised_due IS NULL THEN NULL WHEN n.promised_due < {now} THEN 'red'
     WHEN t.percent = 100 OR (t.percent = 80 AND t.due_at <= {now}) THEN 'yellow'
     ELSE 'green' END
"""
# Without MATERIALIZED the planner takes open nodes and open cases for independent and loops.
LIT = f"""
WITH k AS MATERIALIZED (
    SELECT case_id FROM kase
    WHERE region_code = $1 AND state NOT IN ('draft', 'closed'){{of_case}}
), n AS MATERIALIZED (
    SELECT node_id, case_id, key, epoch, promised_due FROM node WHERE state = {{state}}{{of_node}}
), lit AS (
    SELECT n.node_id, n.promised_due, {LIGHT.format(now="$2::timestamptz")} AS light
    FROM n JOIN k USING (case_id)
    LEFT JOIN timer t ON t.case_id = n.case_id AND t.kind = 'node_clock' AND t.key = n.key
        AND t.epoch = n.epoch
)
"""
PAGE = """
SELECT n.node_id, n.key, n.name, n.kind, n.state, n.organ_id, o.name AS organ, n.handler_no,
       s.name AS handler, s.office_phone AS handler_phone, n.arrived_at, n.claimed_at,
       n.promised_due, n.statutory_due, n.hours, n.held_by, n.paused_at,
       coalesce(n.clock_from, n.arrived_at) AS clock_from, k.case_id, k.case_no, k.matter_code,
       k.matter_name, k.applicant_masked, page.light
FROM (SELECT * FROM lit WHERE true{asked} ORDER BY {inner} LIMIT {limit}) page
JOIN node n USING (node_id) JOIN kase k ON k.case_id = n.case_id
LEFT JOIN organ o ON o.organ_id = n.organ_id LEFT JOIN staff s ON s.staff_no = n.handler_no
ORDER BY {outer}
"""
LIGHTS = "SELECT light, count(*) AS number FROM lit GROUP BY light"
FITTING = "SELECT count(*) FROM lit WHERE true{asked}"
CASE = """
SELECT k.case_id, k.case_no, k.matter_code, k.matter_name, k.applicant_masked, k.channel, k.state,
       k.result, k.submitted_at, k.accepted_at, k.promised_due, k.statutory_due, k.decided_at,
       k.closed_at, k.hours,
       coalesce(k.clock_from, k.accepted_at) AS clock_from, k.paused_at, k.suspended_at,
       k.unforeseen,
       (SELECT count(*) FROM node n WHERE n.case_id = k.case_id) AS nodes,
       (SELECT count(*) FROM node n WHERE n.case_id = k.case_id
        AND n.state NOT IN ('waiting', 'active', 'paused')) AS nodes_done
FROM kase k
"""
CASE_NO = """
SELECT case_no FROM kase WHERE case_id = $1 AND region_code = $2 AND state <> 'draft'
"""
RECORD = """
SELECT j.sequence, j.at, j.subject, j.data, j.actor, s.name, s.staff_no
FROM journal j LEFT JOIN staff s ON s.staff_no = j.data->>'staff_no'
WHERE j.aggregate_id = $1 ORDER BY j.sequence
"""


After = tuple[datetime | None, UUID | None]


@dataclass(frozen=True, slots=True)
class NodeFilters:
    """What narrows the board of nodes."""

    organ_id: UUID | None = None
    matter_code: str | None = None
    light: str | None = None
    overdue: bool = False
    resting: bool = False


@dataclass(frozen=True, slots=True)
class CaseFilters:
    """What narrows the board of cases; closed ones stand apart."""

    matter_code: str | None = None
    state: str | None = None
    closed: bool = False
    overdue: bool = False


class _Conditions:
    """Conditions of a query and their parameters, numbered as they come."""

    def __init__(self, *given: Any) -> None:
        self.parameters = list(given)
        self.texts: list[str] = []

    def add(self, text: str, *values: Any) -> None:
        """A condition with ``{}`` for each of its values."""
        first = len(self.parameters) + 1
        self.texts.append(text.format(*(f"${first + n}" for n in range(len(values)))))
        self.parameters.extend(values)

    def add_if(self, text: str, value: Any) -> None:
        """A condition that was asked for."""
        if value is not None:
            self.add(text, value)

    @property
    def joined(self) -> str:
        """To stand behind another condition."""
        return "".join(f" AND {text}" for text in self.texts)


async def nodes(
    work: UnitOfWork, region_code: str, filters: NodeFilters, after: After, limit: int
) -> Sequence[Row]:
    """Nodes at work, the most urgent first; or those that rest (listed)."""
    lit, asked = _lit(work, region_code, filters)
    inner, outer = "promised_due, node_id", "page.promised_due, node_id"
    if filters.resting:
        inner = outer = "node_id"
        asked.add_if("node_id > {}", after[1])
    elif after[0] is not None:
        asked.add("(promised_due, node_id) > ({}, {})", *after)
    page = PAGE.format(asked=asked.joined, inner=inner, outer=outer, limit=int(limit))
    return await work.fetch(lit + page, *asked.parameters)


async def count_nodes(work: UnitOfWork, region_code: str, filters: NodeFilters) -> int:
    """How many nodes fit (counted)."""
    lit, asked = _lit(work, region_code, filters)
    sql = lit + FITTING.format(asked=asked.joined)
    return int(await work.fetch_value(sql, *asked.parameters))


async def count_lights(work: UnitOfWork, region_code: str, filters: NodeFilters) -> dict[str, int]:
    """How many nodes at work have which light, whichever was asked for (counted)."""
    every = replace(filters, light=None, overdue=False, resting=False)
    lit, asked = _lit(work, region_code, every)
    rows = await work.fetch(lit + LIGHTS, *asked.parameters)
    return {row["light"]: row["number"] for row in rows}


def _lit(work: UnitOfWork, region_code: str, filters: NodeFilters) -> tuple[str, _Conditions]:
    """The open nodes that fit with their lights; what is asked besides goes on numbering."""
    of_case = _Conditions(region_code, work.now)
    of_case.add_if("matter_code = {}", filters.matter_code)
    of_node = _Conditions(*of_case.parameters)
    of_node.add_if("organ_id = {}", filters.organ_id)
    if filters.overdue:
        of_node.add("promised_due < $2")
    asked = _Conditions(*of_node.parameters)
    asked.add_if("light = {}", filters.light)
    state = "'paused'" if filters.resting else "'active'"
    lit = LIT.format(of_case=of_case.joined, of_node=of_node.joined, state=state)
    return lit, asked


async def cases(
    work: UnitOfWork, region_code: str, filters: CaseFilters, after: After, limit: int
) -> Sequence[Row]:
    """Open cases, the newest first; or closed ones, the last closed first (listed)."""
    asked = _asked_cases(work, region_code, filters)
    order = "k.closed_at DESC, k.case_id DESC" if filters.closed else "k.case_id DESC"
    if not filters.closed:
        asked.add_if("k.case_id < {}", after[1])
    elif after[0] is not None:
        asked.add("(k.closed_at, k.case_id) < ({}, {})", *after)
    sql = f"{CASE} WHERE k.region_code = $1{asked.joined} ORDER BY {order} LIMIT {limit:d}"
    return await work.fetch(sql, *asked.parameters)


async def count_cases(work: UnitOfWork, region_code: str, filters: CaseFilters) -> int:
    """How many cases fit (counted)."""
    asked = _asked_cases(work, region_code, filters)
    sql = f"SELECT count(*) FROM kase k WHERE k.region_code = $1{asked.joined}"
    return int(await work.fetch_value(sql, *asked.parameters))


def _asked_cases(work: UnitOfWork, region_code: str, filters: CaseFilters) -> _Conditions:
    asked = _Conditions(region_code)
    asked.add_if("k.matter_code = {}", filters.matter_code)
    if filters.closed:
        asked.add("k.state = 'closed' AND k.submitted_at IS NOT NULL")
    else:
        asked.add("k.state NOT IN ('draft', 'closed')")
        asked.add_if("k.state = {}", filters.state)
        if filters.overdue:
            asked.add("k.promised_due < {} AND k.decided_at IS NULL", work.now)
    return asked


async def case_no_of(work: UnitOfWork, case_id: UUID, region_code: str) -> str | None:
    """The number of a case of the region that is no draft (one indexed read)."""
    number: str | None = await work.fetch_value(CASE_NO, case_id, region_code)
    return number


async def record_of(work: UnitOfWork, case_id: UUID) -> Sequence[Row]:
    """Everything recorded of a case, with the official it names."""
    return await work.fetch(RECORD, case_id)
