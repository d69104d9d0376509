"""Eight branches finishing together, case after case: no join is lost, none opens twice."""

import os
from asyncio import gather

import pytest
from approvals_building import Approvals
from crowd_building import accepted_cases, in_waves

from shared import audit

CASES = int(os.environ.get("JOIN_CASES", "60"))
CASES_AT_SCALE = int(os.environ.get("JOIN_CASES_AT_SCALE", "10000"))
OPENED = """
SELECT opened, count(*) FROM (
    SELECT count(j.sequence) FILTER (WHERE j.data->>'node_key' = 'issue') AS opened
    FROM kase LEFT JOIN journal j
      ON j.aggregate_id = case_id AND j.subject = 'approvals.case.node_opened.v1'
    GROUP BY case_id) one GROUP BY opened
"""
STANDING = """
SELECT k.state, k.result, n.state AS issue, count(*) FROM kase k
JOIN node n ON n.case_id = k.case_id AND n.kind = 'issue' GROUP BY 1, 2, 3
"""


async def test_eight_departments_finishing_together_open_the_join_once(
    approvals: Approvals,
) -> None:
    await every_join_opens_once(approvals, CASES)


@pytest.mark.scale
async def test_ten_thousand_joins_of_eight_are_neither_lost_nor_doubled(
    approvals: Approvals,
) -> None:
    await every_join_opens_once(approvals, CASES_AT_SCALE)


async def every_join_opens_once(approvals: Approvals, count: int) -> None:
    waves = in_waves(await accepted_cases(approvals, count))
    officers = {code: approvals.as_(f"approver-{code}") for code, _ in waves[0]}
    for wave in waves:
        answers = await gather(
            *(
                officers[code].post(f"/tasks/{node_id}/decide", json={"outcome": "approve"})
                for code, node_id in wave
            )
        )
        assert [answer.status_code for answer in answers] == [200] * len(wave)

    assert [tuple(row) for row in await approvals.pool.fetch(OPENED)] == [(1, count)]
    standing = [tuple(row) for row in await approvals.pool.fetch(STANDING)]
    assert standing == [("decided", "approved", "active", count)]
    async with approvals.pool.acquire() as connection:
        assert await audit.first_broken(connection) is None
