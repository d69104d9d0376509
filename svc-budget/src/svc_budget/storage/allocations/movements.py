"""When money of a fund's year came to regions, and when they passed it on."""

from collections import defaultdict
from itertools import groupby
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_budget.domain.allocations.nodes import NodeKey, NodeKind
from svc_budget.domain.allocations.passing_on import Movements
from svc_budget.domain.allocations.receipts import Given, Receipt, arrivals

# Each time a region said how much had arrived, oldest first; once without, if it never did.
CAME = """
SELECT a.target_id AS region, a.allocation_id, a.source_kind IS NULL AS budgeted, a.amount,
       a.allocated_on, v.received, v.received_on
FROM allocation a LEFT JOIN allocation_version v
    ON v.allocation_id = a.allocation_id AND v.step = 'received' AND a.source_kind IS NOT NULL
WHERE (a.fund_id, a.year, a.target_kind) = ($1, $2, 'region')
    AND (a.source_kind, a.source_id) IS DISTINCT FROM (a.target_kind, a.target_id)
    AND (a.amount > 0 OR a.received > 0)
ORDER BY a.target_id, a.allocation_id, v.version
"""
WENT = """
SELECT source_id AS region, allocated_on, sum(amount)::bigint AS amount FROM allocation
WHERE (fund_id, year, source_kind) = ($1, $2, 'region') AND target_kind IN ('region', 'unit')
    AND (source_kind, source_id) <> (target_kind, target_id) AND amount > 0
GROUP BY source_id, allocated_on
"""


async def of_year(work: UnitOfWork, fund_id: UUID, year: int) -> dict[NodeKey, Movements]:
    """What came to every region and what it passed on, by day (index ranges)."""
    received: defaultdict[str, list[Receipt]] = defaultdict(list)
    budgeted: defaultdict[str, list[Given]] = defaultdict(list)
    given: defaultdict[str, list[Given]] = defaultdict(list)
    came = await work.fetch(CAME, fund_id, year)
    for _, each in groupby(came, key=lambda row: row["allocation_id"]):
        rows = list(each)
        first, region = rows[0], rows[0]["region"]
        if first["budgeted"]:
            budgeted[region].append(Given(first["allocated_on"], first["amount"]))
        else:
            received[region] += _receipts(rows)
    for row in await work.fetch(WENT, fund_id, year):
        given[row["region"]].append(Given(row["allocated_on"], row["amount"]))
    return {
        NodeKey(NodeKind.REGION, region): Movements(
            tuple(received[region]), tuple(budgeted[region]), tuple(given[region])
        )
        for region in {*received, *budgeted, *given}
    }


def _receipts(rows: list[Row]) -> list[Receipt]:
    """Of one allocation: as it was acknowledged, or else by its document."""
    first = rows[0]
    if first["received"] is None:
        return [Receipt(first["allocated_on"], first["amount"], acknowledged=False)]
    return arrivals(Given(one["received_on"], one["received"]) for one in rows)
