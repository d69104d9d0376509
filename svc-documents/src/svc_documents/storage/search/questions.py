"""Documents that have most of a question's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.database import UnitOfWork
from svc_documents.domain.search.ranking import Candidate
from svc_documents.storage.search.conditions import Arguments, Matched, Narrowed, effect_of, where
from svc_documents.storage.search.finding import candidate

MOST_LIKELY = 40
HELD = "SELECT greatest(reltuples, 1)::float8 FROM pg_class WHERE oid = 'search_gist'::regclass"
# How many gists have each word says what it is worth; the best by that sum go on.
LIKELY = """
WITH hit AS MATERIALIZED (
    SELECT g.document_id, {each} FROM search_gist g
    WHERE g.gist @@ {any}::text::tsquery {within}
), found AS MATERIALIZED (
    SELECT ARRAY[{times}] AS times FROM hit
), worth AS MATERIALIZED (
    SELECT times, ARRAY(
        SELECT greatest(0.3, ln(1 + {held}::float8 / (1 + one)))
        FROM unnest(times) WITH ORDINALITY u (one, n) ORDER BY n
    ) AS w FROM found
)
SELECT hit.document_id, worth.times FROM hit CROSS JOIN worth
ORDER BY {sum} DESC, hit.document_id LIMIT {most}
"""
WITHIN = """
AND EXISTS (SELECT FROM search_part p WHERE p.document_id = g.document_id AND {found})
"""
# Weights count the body alone: what stands in the title has a vector of its own.
WEIGHED = """
SELECT p.document_id, p.listed_on, p.title_length, {effect} AS effect,
       ARRAY[{titles}]::bool[] AS titles, ARRAY[{times}]::float8[] AS times
FROM search_part p WHERE {found}
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
    each = [f"g.gist @@ {to.put(one)}::text::tsquery AS has{n}" for n, one in enumerate(words, 1)]
    places = range(1, len(words) + 1)
    times = ", ".join(f"count(*) FILTER (WHERE has{n})" for n in places)
    total = " + ".join(f"hit.has{n}::int * worth.w[{n}]" for n in places)
    within = "" if narrowed.is_open else WITHIN.format(found=where(narrowed, Matched(), to))
    sql = LIKELY.format(
        each=", ".join(each), any=any_of, times=times, held=to.put(held), sum=total, within=within,
        most=MOST_LIKELY,
    )  # fmt: skip
    rows = await work.fetch(sql, *to.values)
    counted = tuple(rows[0]["times"]) if rows else (0,) * len(words)
    return Likely(tuple(row["document_id"] for row in rows), counted, held)


async def weighed(
    work: UnitOfWork, document_ids: Sequence[UUID], words: Sequence[str], narrowed: Narrowed
) -> list[Candidate]:
    """Of some documents, which words their titles have and how often their texts say them."""
    to = Arguments()
    places = [f"{to.put(one)}::text::tsquery" for one in words]
    titles = ", ".join(f"p.title @@ {one}" for one in places)
    times = ", ".join(f"ts_rank_cd('{{1,0,0,0}}', p.words, {one})" for one in places)
    effect = effect_of(narrowed, to)
    found = where(narrowed, Matched(named=tuple(document_ids), only=True), to)
    sql = WEIGHED.format(effect=effect, found=found, titles=titles, times=times)
    return [
        candidate(row, titles=tuple(row["titles"]), times=tuple(row["times"]))
        for row in await work.fetch(sql, *to.values)
    ]
