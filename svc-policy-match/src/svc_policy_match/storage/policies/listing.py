"""Policies in lists, and how many there are of each kind (政策导览)."""

from dataclasses import astuple, dataclass
from datetime import date

from shared.basis.effects import DEAD
from shared.database import Row, UnitOfWork

# A policy of a region holds below it: of 431202 those of 431202, 4312, 43 and the whole nation.
FILTER = """
    p.state = ANY ($1::text[])
    AND ($2::text IS NULL OR starts_with($2, regexp_replace(p.region_code, '(00)+$', '')))
    AND ($3::text IS NULL OR p.level = $3) AND ($4::text IS NULL OR p.kind = $4)
    AND ($5::text IS NULL OR p.theme = $5) AND ($6::text IS NULL OR p.audience = $6)
    AND ($7::text IS NULL OR strpos(p.title, $7) > 0)
    AND ($8::date IS NULL OR ((p.opens_on IS NULL OR p.opens_on <= $8)
         AND (p.closes_on IS NULL OR p.closes_on >= $8)))
"""
SHOWN = """
SELECT p.policy_id, p.code, p.state, p.version, p.title, p.level, p.region_code, p.organ_name,
       p.kind, p.theme, p.audience, p.opens_on, p.closes_on, p.published_at, p.basis_reference,
       e.effect AS basis_effect, coalesce(e.effect = ANY ($9::text[]), false) AS basis_lost
FROM policy p LEFT JOIN document_effect e ON e.reference = p.basis_reference
"""
LISTED = f"""
{SHOWN} WHERE {FILTER}
    AND ($10::timestamptz IS NULL OR (p.published_at, p.policy_id) < ($10, $11))
ORDER BY p.published_at DESC, p.policy_id DESC LIMIT $12
"""
COUNTED = f"SELECT count(*) FROM policy p WHERE {FILTER}"
GUIDE = f"""
SELECT p.level, p.kind, p.theme, p.audience, p.region_code, count(*) AS policies
FROM policy p WHERE {FILTER} GROUP BY p.level, p.kind, p.theme, p.audience, p.region_code
ORDER BY 1, 2, 3, 4, 5
"""


@dataclass(frozen=True, slots=True)
class PolicyFilter:
    """Which policies are asked for; None does not matter."""

    states: tuple[str, ...] = ("published",)
    region_code: str | None = None
    level: str | None = None
    kind: str | None = None
    theme: str | None = None
    audience: str | None = None
    words: str | None = None
    open_on: date | None = None


async def listed(
    work: UnitOfWork, wanted: PolicyFilter, after: tuple[object, ...], limit: int
) -> list[Row]:
    """Policies, the latest published first (a page)."""
    return await work.fetch(LISTED, *astuple(wanted), list(DEAD), *after, limit)


async def counted(work: UnitOfWork, wanted: PolicyFilter) -> int:
    """How many there are (counts some ten thousand rows at most)."""
    return int(await work.fetch_value(COUNTED, *astuple(wanted)))


async def guide(work: UnitOfWork, wanted: PolicyFilter) -> list[Row]:
    """How many by level, kind, theme, audience and region (counts all that are wanted)."""
    return await work.fetch(GUIDE, *astuple(wanted))
