"""Whom a policy is for: how many, and who they are."""

from dataclasses import dataclass
from uuid import UUID

from shared.database import Connection
from svc_policy_match.domain.conditions.trees import Condition
from svc_policy_match.domain.rows.cells import Layout
from svc_policy_match.storage.reverse.where import Where

FIRST = 100


@dataclass(frozen=True, slots=True)
class Reach:
    """How many match, of how many it is possible (these too), and the first of the latter."""

    matched: int
    possible: int
    first: list[UUID]


def finding(condition: Condition, layout: Layout, table: str = "profile_row") -> tuple[str, Where]:
    """Rows of id and whether matched, of all that match or may."""
    where = Where(layout, table)
    certain, possible = where.certain(condition), where.possible(condition)
    return f"SELECT p.id, {certain} AS matched FROM {table} p WHERE {possible}", where


async def reach_of(
    connection: Connection, condition: Condition, layout: Layout, table: str = "profile_row"
) -> Reach:
    """One pass: counted, and the first hundred by id."""
    rows, where = finding(condition, layout, table)
    row = await connection.fetchrow(
        f"WITH found AS MATERIALIZED ({rows}) SELECT count(*) FILTER (WHERE matched) AS matched,"
        " count(*) AS possible, ARRAY(SELECT id FROM found ORDER BY id"
        f" LIMIT {FIRST}) AS first FROM found",
        *where.parameters,
    )
    assert row is not None  # noqa: S101 - an aggregate always has a row
    return Reach(row["matched"], row["possible"], [UUID(str(one)) for one in row["first"]])
