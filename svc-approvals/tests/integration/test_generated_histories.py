"""Made-up cases are cases: told, chained, tracked, queued and rung like any other."""

from collections import Counter

import asyncpg
import pytest
from approvals_building import DEPARTMENTS, NOW, Approvals
from case_building import at
from generating import generated

from shared import audit

CASES = 200
ROWS = """
SELECT k.case_no, k.state, k.version, count(j.*) AS facts,
       max(j.sequence) AS last, bool_and(j.at <= $1) AS past
FROM kase k JOIN journal j ON j.aggregate_id = k.case_id GROUP BY k.case_id ORDER BY k.case_id
"""
TIMELESS = """
SELECT case_id, key FROM node n WHERE state = 'active' AND promised_due > $1
AND NOT EXISTS (SELECT FROM timer t WHERE t.case_id = n.case_id AND t.key = n.key
                AND t.kind = 'node_clock' AND t.epoch = n.epoch)
"""
UNEVEN = """
SELECT case_id FROM kase k JOIN node n USING (case_id)
WHERE k.state = 'closed' AND n.state IN ('active', 'waiting')
"""


@pytest.fixture
async def filled(approvals: Approvals) -> Approvals:
    """Made-up cases of the barber shop, in the middle of the year."""
    approvals.set_clock(at("2026-06-16 10:05"))
    await generated(approvals, cases=CASES)
    return approvals


async def test_every_made_up_case_keeps_the_rules_of_a_real_one(filled: Approvals) -> None:
    rows = await filled.pool.fetch(ROWS, filled.now)

    assert len(rows) == CASES
    assert all(row["past"] and row["facts"] == row["last"] for row in rows)
    assert await filled.pool.fetch(TIMELESS, filled.now) == []
    assert await filled.pool.fetch(UNEVEN) == []
    assert (
        await filled.pool.fetchval(
            "SELECT count(*) FROM outbox o JOIN kase k ON o.aggregate_id = k.case_id"
        )
        == 0
    )
    states = Counter(row["state"] for row in rows)
    assert states["closed"] > 0.8 * CASES
    assert states["in_progress"] >= 1


async def test_the_audit_chain_holds_over_made_up_cases(filled: Approvals) -> None:
    async with filled.work() as work:
        await audit.seal(work, work.now)
        await work.commit()
    async with filled.pool.acquire() as connection:
        assert await audit.first_broken(connection) is None


async def test_a_made_up_case_goes_on_by_the_usual_commands(filled: Approvals) -> None:
    row = await filled.pool.fetchrow(
        "SELECT n.node_id, n.key, n.handler_no, k.case_no FROM node n JOIN kase k USING (case_id)"
        " WHERE n.state = 'active' AND n.role = 'approver' ORDER BY n.node_id LIMIT 1"
    )
    assert row is not None
    officer = f"approver-{DEPARTMENTS[row['key']]}"
    if row["handler_no"] not in {"", officer.upper()}:
        officer = row["handler_no"].lower()

    decided = await filled.as_(officer).post(
        f"/tasks/{row['node_id']}/decide", json={"outcome": "approve"}
    )
    code = filled.office.query_code(row["case_no"])
    shown = await filled.as_("anonymous").get(f"/track/{row['case_no']}", params={"code": code})

    assert decided.status_code == 200, decided.text
    assert shown.status_code == 200, shown.text
    assert shown.json()["timeline"][-1]["text"]
    assert (await filled.as_(officer).get("/tasks")).status_code == 200
    assert (await filled.as_("window1").get("/desk/cases?count=true")).json()["total"] >= 0


async def test_due_timers_of_made_up_cases_ring(filled: Approvals) -> None:
    filled.set_clock(at("2026-07-10 18:00"))

    rang = await filled.ring_due()

    assert rang >= 1
    async with filled.pool.acquire() as connection:
        assert await audit.first_broken(connection) is None


async def test_the_same_seed_makes_the_same_cases(approvals: Approvals) -> None:
    approvals.set_clock(at("2026-06-16 10:05"))
    await generated(approvals, cases=20, seed=7)
    first = await numbers(approvals)
    with pytest.raises(asyncpg.UniqueViolationError, match="pk_kase"):
        await generated(approvals, cases=20, seed=7)

    await generated(approvals, cases=20, seed=8)

    assert len(await numbers(approvals)) == 2 * len(first)
    assert approvals.now > NOW


async def numbers(approvals: Approvals) -> list[str]:
    rows = await approvals.pool.fetch("SELECT case_no FROM kase ORDER BY 1")
    return [row["case_no"] for row in rows]
