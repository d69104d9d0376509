"""How many documents each value of a facet has, each facet without its own condition."""

from collections.abc import Mapping, Sequence

from shared.database import UnitOfWork
from svc_documents.storage.search.conditions import (
    Arguments,
    Matched,
    Narrowed,
    effect_of,
    where,
)

PLAIN = ("effect", "category", "kind", "theme", "year")
FACETS = ("effect", "organ", "category", "year", "theme", "kind")
MOST_VALUES = 50
# One pass over the narrow rows for all facets that share their conditions.
COUNTED = """
WITH found AS MATERIALIZED (
    SELECT {effect} AS effect, p.category, p.kind, p.theme,
           extract(year FROM nullif(p.listed_on, '0001-01-01'))::int::text AS year
    FROM search_part p WHERE {found}
)
SELECT coalesce({facets}) AS value, count(*) AS documents,
       CASE {named} END AS facet
FROM found GROUP BY GROUPING SETS ({sets})
ORDER BY documents DESC
"""
ORGANS = """
SELECT organ AS value, count(*) AS documents
FROM search_part p CROSS JOIN LATERAL unnest(p.organs) organ WHERE {found}
GROUP BY organ ORDER BY documents DESC, organ LIMIT {most}
"""

Counts = dict[str, int]


async def counted(
    work: UnitOfWork, matched: Matched, narrowed: Narrowed, without: Mapping[str, Matched]
) -> Mapping[str, Counts]:
    """Every facet's values with their numbers of documents, the most first.

    ``without`` has what matches when a facet's own condition is let go, where that is another.
    Costs a pass over all matching narrow rows, one for the organs, and one more
    for each facet that is narrowed by.
    """
    own = narrowed_by(narrowed)
    rest = [facet for facet in PLAIN if facet not in own]
    found: dict[str, Counts] = {}
    if rest:
        found |= await _plain(work, matched, narrowed, rest)
    for facet in (one for one in PLAIN if one in own):
        freed = without.get(facet, matched)
        found |= await _plain(work, freed, narrowed.without(facet), [facet])
    organs = without.get("organ", matched)
    found["organ"] = await _organs(work, organs, narrowed.without("organ"))
    return {facet: found[facet] for facet in FACETS}


def narrowed_by(narrowed: Narrowed) -> list[str]:
    """The facets that are narrowed by."""
    return [one for one in FACETS if _chosen(narrowed, one)]


def _chosen(narrowed: Narrowed, facet: str) -> bool:
    return bool(narrowed.effects) if facet == "effect" else getattr(narrowed, facet) is not None


async def _plain(
    work: UnitOfWork, matched: Matched, narrowed: Narrowed, facets: Sequence[str]
) -> dict[str, Counts]:
    to = Arguments()
    sql = COUNTED.format(
        effect=effect_of(narrowed, to),
        found=where(narrowed, matched, to), facets=", ".join(facets),
        sets=", ".join(f"({one})" for one in facets),
        named=" ".join(f"WHEN grouping({one}) = 0 THEN '{one}'" for one in facets),
    )  # fmt: skip
    counts: dict[str, Counts] = {facet: {} for facet in facets}
    for row in await work.fetch(sql, *to.values):
        if row["value"] and len(counts[row["facet"]]) < MOST_VALUES:
            counts[row["facet"]][row["value"]] = row["documents"]
    return counts


async def _organs(work: UnitOfWork, matched: Matched, narrowed: Narrowed) -> Counts:
    to = Arguments()
    sql = ORGANS.format(found=where(narrowed, matched, to), most=MOST_VALUES)
    return {row["value"]: row["documents"] for row in await work.fetch(sql, *to.values)}
