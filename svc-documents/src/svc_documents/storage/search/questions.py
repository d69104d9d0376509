"""Documents that have most of a question's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.database import UnitOfWork
from svc_documents.domain.search.ranking import Candidate
from svc_documents.storage.search.conditions import Arguments, Matched, Narrowed, effect_of, where
from svc_documents.storage.search.finding import candidate

MOST_LIKELY = 60
HELD = "SELECT greatest(reltuples, 1)::float8 FROM pg_class WHERE oid = 'search_gist'::regclass"
# How many gists have each word says what it is worth; the best by that sum go on.
LIKELY = """
WITH hit AS MATERIALIZED (
    SELECT g.document_id, ARRAY[{each}] AS has FROM search_gist g
    WHERE g.gist @@ {any}::text::tsquery {within}
), found AS MATERIALIZED (
    SELECT n, count(*) FILTER (WHERE has[n]) AS times
    FROM hit CROSS JOIN generate_series(1, {words}) n GROUP BY n
), worth AS MATERIALIZED (
    SELECT array_agg(greatest(0.3, ln(1 + {held}::float8 / (1 + times))) ORDER BY n) AS w,
           array_agg(times ORDER BY n) AS times FROM found
)
SELECT hit.document_id, worth.times FROM hit CROSS JOIN worth
ORDER BY {sum} DESC, hit.document_id LIMIT {most}
"""
WITHIN = """
AND EXISTS (SELECT FROM search_part p WHERE p.document_id = g.document_id AND {found})
"""
# Copied once (ts_filter), so that several words do not fetch the text's vector several times.
WEIGHED = """
SELECT p.document_id, p.listed_on, p.title_length, {effect} AS effect,
       ARRAY[{titles}]::bool[] AS titles, ARRAY[{times}]::float8[] AS times
FROM search_part p CROSS JOIN LATERAL (
    SELECT ts_filter(p.words, '{{d}}') AS body, ts_filter(p.words, '{{a}}') AS title OFFSET 0
) own
WHERE {found}
"""


@dataclass(frozen=True, slots=True)
class Likely:
    """Documents that may answer, and how many gists have each of the words."""

    document_ids: tuple[UUID, ...]
    found: tuple[int, ...]
    held: int


async def likely(work: UnitOfWork, words: Sequence[str], narrowed: Narrowed) -> Likely:
    """The documents whose gists have the most telling of these words (one index read)."""
    held = int(await work.fetch_value(HELD))
    to = Arguments()
    any_of = to.put(" | ".join(f"({one})" for one in words))
    each = ", ".join(f"g.gist @@ {to.put(one)}::text::tsquery" for one in words)
    total = " + ".join(f"hit.has[{n}]::int * worth.w[{n}]" for n in range(1, len(words) + 1))
    within = "" if narrowed.is_open else WITHIN.format(found=where(narrowed, Matched(), to))
    sql = LIKELY.format(
        each=each, any=any_of, words=len(words), held=to.put(held), sum=total, within=within,
        most=MOST_LIKELY,
    )  # fmt: skip
    rows = await work.fetch(sql, *to.values)
    times = tuple(rows[0]["times"]) if rows else (0,) * len(words)
    return Likely(tuple(row["document_id"] for row in rows), times, held)


async def weighed(
    work: UnitOfWork, document_ids: Sequence[UUID], words: Sequence[str], narrowed: Narrowed
) -> list[Candidate]:
    """Of some documents, which words their titles have and how often their texts say them."""
    to = Arguments()
    places = [f"{to.put(one)}::text::tsquery" for one in words]
    titles = ", ".join(f"own.title @@ {one}" for one in places)
    times = ", ".join(f"ts_rank_cd('{{1,0,0,0}}', own.body, {one})" for one in places)
    effect = effect_of(narrowed, to)
    found = where(narrowed, Matched(named=tuple(document_ids), only=True), to)
    sql = WEIGHED.format(effect=effect, found=found, titles=titles, times=times)
    return [
        candidate(row, titles=tuple(row["titles"]), times=tuple(row["times"]))
        for row in await work.fetch(sql, *to.values)
    ]
