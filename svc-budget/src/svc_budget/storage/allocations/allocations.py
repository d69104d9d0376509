"""Allocations as rows, with every version of them."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_budget.domain.allocations.allocations import Allocation
from svc_budget.domain.allocations.edges import Bundle, Edge, Pair
from svc_budget.domain.allocations.nodes import NodeKey, NodeKind

OWN = (
    "allocation_id", "fund_id", "year", "source_kind", "source_id", "target_kind", "target_id",
    "amount", "document", "document_id", "allocated_on", "received", "received_on", "paid",
    "paid_on", "policy_id", "case_id", "version",
)  # fmt: skip
PLAIN = frozenset(OWN) & frozenset(one.name for one in fields(Allocation))
ALLOCATION = f"SELECT {', '.join(OWN)} FROM allocation"
LOCKED = f"{ALLOCATION} WHERE allocation_id = $1 FOR UPDATE"
ONE = f"{ALLOCATION} WHERE allocation_id = $1"
FILTER = """
    fund_id = $1 AND ($2::int IS NULL OR year = $2)
    AND ($3::text IS NULL OR source_kind = $3) AND ($4::text IS NULL OR source_id = $4)
    AND ($5::text IS NULL OR target_kind = $5)
"""
LISTED = f"""
{ALLOCATION} WHERE {FILTER}
    AND ($6::int IS NULL OR (year, allocated_on, allocation_id) < ($6, $7::date, $8::uuid))
ORDER BY year DESC, allocated_on DESC, allocation_id DESC LIMIT $9
"""
COUNTED = f"SELECT count(*) FROM allocation WHERE {FILTER}"
YEARS = "SELECT DISTINCT year FROM allocation WHERE fund_id = $1 ORDER BY year DESC"
FIRST = """
SELECT fund_id, year, min(allocated_on) AS first_on FROM allocation
WHERE fund_id = ANY ($1::uuid[]) AND amount > 0 GROUP BY fund_id, year
"""
PAIRS = """
SELECT DISTINCT year, source_kind, source_id, target_kind, target_id FROM allocation
WHERE fund_id = $1 AND year = ANY ($2::int[]) AND target_kind <> 'recipient' AND amount > 0
"""
OF_YEAR = """
SELECT source_kind, source_id, target_kind, target_id, amount, received, paid, allocation_id,
       CASE target_kind WHEN 'recipient'
           THEN row_number() OVER (PARTITION BY target_kind ORDER BY amount DESC, allocation_id)
       END AS place
FROM allocation WHERE (fund_id, year) = ($1, $2)
"""
EDGES = f"SELECT * FROM ({OF_YEAR}) e WHERE place IS NULL OR place <= $3 OR paid > amount"
BUNDLES = f"""
SELECT source_kind, source_id, count(*), sum(amount)::bigint AS amount, sum(paid)::bigint AS paid
FROM ({OF_YEAR}) e WHERE place > $3 AND paid <= amount
GROUP BY source_kind, source_id
"""
VERSIONS = """
SELECT version, step, amount, document, allocated_on, received, received_on, paid, paid_on,
       reason, changed_at
FROM allocation_version WHERE allocation_id = $1 ORDER BY version DESC
"""
ADD = f"""
INSERT INTO allocation ({", ".join(OWN)}, entered_at)
VALUES ({", ".join(f"${n}" for n in range(1, len(OWN) + 2))})
"""
CHANGE = """
UPDATE allocation SET amount = $2, document = $3, allocated_on = $4, received = $5,
    received_on = $6, paid = $7, paid_on = $8, version = $9
WHERE allocation_id = $1
"""
ADD_VERSION = """
INSERT INTO allocation_version (allocation_id, version, step, amount, document, allocated_on,
    received, received_on, paid, paid_on, reason, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
"""
GRANTED = """
SELECT a.fund_id, f.name AS fund_name, f.category, a.year, sum(a.amount)::bigint AS amount,
       sum(coalesce(a.received, 0))::bigint AS received, sum(a.paid)::bigint AS paid
FROM allocation a JOIN fund f USING (fund_id)
WHERE a.target_kind = $1 AND a.target_id = $2 AND a.amount > 0
    AND (a.source_kind, a.source_id) IS DISTINCT FROM (a.target_kind, a.target_id)
    AND ($3::int IS NULL OR a.year = $3)
    AND ($4::int IS NULL OR (a.year, a.fund_id) < ($4, $5::uuid))
GROUP BY a.fund_id, f.name, f.category, a.year
ORDER BY a.year DESC, a.fund_id DESC LIMIT $6
"""
# Everything above a node of one fund and year: eight steps at most, no allocation twice.
ABOVE = """
WITH RECURSIVE up AS (
    SELECT a.* FROM allocation a
    WHERE (a.target_kind, a.target_id) = ($1, $2) AND (a.fund_id, a.year) IN (
        SELECT * FROM unnest($3::uuid[], $4::int[])) AND a.amount > 0
    UNION
    SELECT a.* FROM up JOIN allocation a ON (a.fund_id, a.year) = (up.fund_id, up.year)
        AND (a.target_kind, a.target_id) = (up.source_kind, up.source_id) AND a.amount > 0
        AND (a.source_kind, a.source_id) IS DISTINCT FROM (a.target_kind, a.target_id)
)
SELECT * FROM up
WHERE (source_kind, source_id) IS DISTINCT FROM (target_kind, target_id)
ORDER BY year DESC, fund_id, allocated_on, allocation_id LIMIT 2000
"""


async def with_id(work: UnitOfWork, allocation_id: UUID) -> Allocation | None:
    """One allocation (one row by key)."""
    row = await work.fetch_row(ONE, allocation_id)
    return None if row is None else allocation_of(row)


async def locked(work: UnitOfWork, allocation_id: UUID) -> Allocation | None:
    """One allocation; whoever else changes it waits (one row by key)."""
    await work.lock()
    row = await work.fetch_row(LOCKED, allocation_id)
    return None if row is None else allocation_of(row)


Filter = tuple[UUID, int | None, str | None, str | None, str | None]


async def listed(
    work: UnitOfWork, wanted: Filter, after: tuple[object, ...], limit: int
) -> list[Allocation]:
    """Allocations of a fund, the newest first (a page)."""
    return [allocation_of(row) for row in await work.fetch(LISTED, *wanted, *after, limit)]


async def counted(work: UnitOfWork, wanted: Filter) -> int:
    """How many there are (an index range)."""
    return int(await work.fetch_value(COUNTED, *wanted))


async def years(work: UnitOfWork, fund_id: UUID) -> list[int]:
    """The years a fund has allocations of, the newest first (an index range)."""
    return [row["year"] for row in await work.fetch(YEARS, fund_id)]


async def first_days(work: UnitOfWork, fund_ids: Iterable[UUID]) -> dict[tuple[UUID, int], date]:
    """The day of the first allocation, by fund and year (index ranges)."""
    rows = await work.fetch(FIRST, list(fund_ids))
    return {(row["fund_id"], row["year"]): row["first_on"] for row in rows}


async def pairs(work: UnitOfWork, fund_id: UUID, some: Iterable[int]) -> list[tuple[int, Pair]]:
    """Who gives to whom among those who pass money on, by year (index ranges)."""
    rows = await work.fetch(PAIRS, fund_id, sorted(set(some)))
    return [(row["year"], (_source(row), _target(row))) for row in rows]


async def edges(
    work: UnitOfWork, fund_id: UUID, year: int, most: int
) -> tuple[list[Edge], list[Bundle]]:
    """What balances are counted from: at most so many recipients one by one (index ranges)."""
    found = [
        Edge(
            _source(row), _target(row), row["amount"], row["received"], row["paid"],
            str(row["allocation_id"]),
        )
        for row in await work.fetch(EDGES, fund_id, year, most)
    ]  # fmt: skip
    rest = await work.fetch(BUNDLES, fund_id, year, most)
    return found, [Bundle(_source(one), one["count"], one["amount"], one["paid"]) for one in rest]


async def versions(work: UnitOfWork, allocation_id: UUID) -> list[Row]:
    """Every version of an allocation, the newest first (an index range)."""
    return await work.fetch(VERSIONS, allocation_id)


async def add(work: UnitOfWork, some: Iterable[Allocation]) -> None:
    """Keep new allocations."""
    made = list(some)
    await work.write_many(ADD, [(*_row(one), work.now) for one in made])
    await work.write_many(
        ADD_VERSION, [_version(one, "entered", "", work) for one in made]
    )  # fmt: skip


async def change(work: UnitOfWork, one: Allocation, step: str, reason: str) -> None:
    """Keep a new version in the place of the one before."""
    await work.write(
        CHANGE, one.allocation_id, one.amount, one.document, one.allocated_on, one.received,
        one.received_on, one.paid, one.paid_on, one.version,
    )  # fmt: skip
    await work.write_many(ADD_VERSION, [_version(one, step, reason, work)])


async def granted(
    work: UnitOfWork, node: NodeKey, year: int | None, after: tuple[object, ...], limit: int
) -> list[Row]:
    """What a node got, by fund and year, the newest first (a page)."""
    return await work.fetch(GRANTED, node.kind.value, node.id, year, *after, limit)


async def above(
    work: UnitOfWork, node: NodeKey, some: Iterable[tuple[UUID, int]]
) -> list[Allocation]:
    """The ways money of some funds and years came to a node (index ranges, 2,000 at most)."""
    asked = list(some)
    ids, of_years = [one[0] for one in asked], [one[1] for one in asked]
    rows = await work.fetch(ABOVE, node.kind.value, node.id, ids, of_years)
    return [allocation_of(row) for row in rows]


def allocation_of(row: Row) -> Allocation:
    """The allocation of a row."""
    plain = {name: row[name] for name in PLAIN}
    return Allocation(source=_source(row), target=_target(row), **plain)


def _source(row: Row) -> NodeKey | None:
    kind = row["source_kind"]
    return None if kind is None else NodeKey(NodeKind(kind), row["source_id"])


def _target(row: Row) -> NodeKey:
    return NodeKey(NodeKind(row["target_kind"]), row["target_id"])


def _row(one: Allocation) -> tuple[object, ...]:
    source = one.source or (None, None)
    ends = dict(zip(OWN[3:7], (*source, *one.target), strict=True))
    return tuple(ends[name] if name in ends else getattr(one, name) for name in OWN)


def _version(one: Allocation, step: str, reason: str, work: UnitOfWork) -> tuple[object, ...]:
    return (
        one.allocation_id, one.version, step, one.amount, one.document, one.allocated_on,
        one.received, one.received_on, one.paid, one.paid_on, reason, work.now,
    )  # fmt: skip
