"""How many documents there are: by effect, organ and year, and what a year brought and ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from shared.database import Row, UnitOfWork
from svc_documents.storage.effects.effect_on_day import effect_on, in_force_on

MOST_ORGANS = 50
WHICH = """
is_public AND ($2::text IS NULL OR region_code = $2) AND ($3::text IS NULL OR organ_name = $3)
AND ($4::text IS NULL OR document_class = $4)
"""
COUNTED = f"""
WITH found AS MATERIALIZED (
    SELECT coalesce({effect_on("$1")}, 'unknown') AS effect, organ_name AS organ,
           extract(year FROM issued_on)::int::text AS year
    FROM document WHERE {WHICH}
)
SELECT CASE WHEN grouping(effect) = 0 THEN 'effect' WHEN grouping(organ) = 0 THEN 'organ'
            ELSE 'year' END AS facet,
       coalesce(effect, organ, year) AS value, count(*) AS documents
FROM found GROUP BY GROUPING SETS ((effect), (organ), (year))
ORDER BY facet, documents DESC, value
"""
YEAR = f"""
SELECT count(*) FILTER (WHERE issued_on >= $5 AND issued_on < $6) AS issued,
       count(*) FILTER (WHERE force_until >= $5 AND force_until < $6
                        AND force_until <= $1::date) AS ended,
       count(*) FILTER (WHERE force_until >= $5 AND force_until < $6
                        AND force_until <= $1::date AND end_cause = 'repealed') AS repealed,
       count(*) FILTER (WHERE {in_force_on("least($1::date, $6::date - 1)")}) AS in_force
FROM document WHERE {WHICH}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Which documents are counted; None is all."""

    region_code: str | None = None
    organ: str | None = None
    document_class: str | None = None


async def counted(work: UnitOfWork, day: date, which: Which) -> Mapping[str, dict[str, int]]:
    """Documents by effect on a day, by organ (the most) and by year of issue (one pass)."""
    found: dict[str, dict[str, int]] = {"effect": {}, "organ": {}, "year": {}}
    rows = await work.fetch(COUNTED, day, which.region_code, which.organ, which.document_class)
    for row in rows:
        facet = found[row["facet"]]
        if row["value"] and (row["facet"] != "organ" or len(facet) < MOST_ORGANS):
            facet[row["value"]] = row["documents"]
    return found


async def of_year(work: UnitOfWork, day: date, which: Which, year: int) -> Row | None:
    """What a year issued and ended up to a day, and what was in force then (one pass)."""
    return await work.fetch_row(
        YEAR, day, which.region_code, which.organ, which.document_class,
        date(year, 1, 1), date(year + 1, 1, 1),
    )  # fmt: skip
