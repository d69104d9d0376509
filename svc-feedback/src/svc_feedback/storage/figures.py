"""Counts per matter and per organ, changed in the transaction that changes what they count.

Reading adds up a handful of rows, however many reviews there are.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from shared.database import Row, UnitOfWork
from svc_feedback.domain.figures import Figures
from svc_feedback.domain.levels import Level
from svc_feedback.domain.opportunities import Opportunity

SLOTS = 16
LEVELS = [f"level_{level:d}" for level in Level]
# Takes kinds, subjects, slot, opportunities and level; as part of a longer statement it counts
# when there is a row of ``one``.
COUNT = f"""
INSERT INTO figure (kind, subject, slot, opportunities, {", ".join(LEVELS)}, changes)
SELECT kind, subject, $3, $4, {", ".join(f"($5 = {level:d})::int" for level in Level)}, 1
FROM unnest($1::text[], $2::text[]) AS counted(kind, subject), (SELECT 1) AS one
ORDER BY kind, subject
ON CONFLICT (kind, subject, slot) DO UPDATE SET
    opportunities = figure.opportunities + EXCLUDED.opportunities,
    {", ".join(f"{name} = figure.{name} + EXCLUDED.{name}" for name in LEVELS)},
    changes = figure.changes + 1
"""
SUMS = ", ".join(
    f"coalesce(sum({name}), 0)::bigint AS {name}" for name in ("opportunities", *LEVELS)
)
OF = f"SELECT {SUMS} FROM figure WHERE kind = $1 AND subject = $2"
UNTOLD = f"""
SELECT subject AS matter_code, sum(f.changes)::bigint AS changes, {SUMS}
FROM figure f LEFT JOIN summary_told t ON t.matter_code = f.subject
WHERE kind = 'matter' GROUP BY subject, t.changes
HAVING sum(f.changes) > coalesce(t.changes, 0)
ORDER BY subject LIMIT $1
"""
TOLD = """
INSERT INTO summary_told (matter_code, changes) VALUES ($1, $2)
ON CONFLICT (matter_code) DO UPDATE SET changes = EXCLUDED.changes
WHERE summary_told.changes < EXCLUDED.changes RETURNING matter_code
"""


class Untold(NamedTuple):
    """A matter's figures that have not been told yet; ``changes`` orders them."""

    matter_code: str
    changes: int
    figures: Figures


async def count_opportunity(work: UnitOfWork, opportunity: Opportunity) -> None:
    """One opportunity more, for its matter and its organs."""
    await work.write(COUNT, *count_arguments(opportunity, opportunities=1, level=None))


async def of(work: UnitOfWork, kind: str, subject: str) -> Figures:
    """The figures of a matter or an organ; zeros when it is unknown."""
    row = await work.fetch_row(OF, kind, subject)
    assert row is not None, "a sum without grouping has one row"  # noqa: S101
    return _figures(row)


async def untold(work: UnitOfWork, limit: int) -> list[Untold]:
    """Matters whose figures changed since they were told."""
    rows = await work.fetch(UNTOLD, limit)
    return [Untold(row["matter_code"], row["changes"], _figures(row)) for row in rows]


async def mark_told(work: UnitOfWork, summary: Untold) -> bool:
    """Take the telling on oneself; False when somebody else did meanwhile."""
    return await work.write(TOLD, summary.matter_code, summary.changes) is not None


def count_arguments(
    opportunity: Opportunity, *, opportunities: int, level: Level | None
) -> tuple[Sequence[str], Sequence[str], int, int, int]:
    """What ``COUNT`` takes: so many opportunities and a review of this level more."""
    kinds, subjects = zip(*_counted(opportunity), strict=True)
    slot = opportunity.opportunity_id.int % SLOTS
    return kinds, subjects, slot, opportunities, level or 0


def _counted(opportunity: Opportunity) -> Iterable[tuple[str, str]]:
    yield "matter", opportunity.matter_code
    for organ_id in opportunity.organ_ids:
        yield "organ", str(organ_id)


def _figures(row: Row) -> Figures:
    return Figures(row["opportunities"], {level: row[f"level_{level:d}"] for level in Level})
