"""Candidates of a search, and lists, over the narrow rows of the index."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_documents.domain.effects.effects import Effect
from svc_documents.domain.search.ranking import Candidate
from svc_documents.storage.search.conditions import (
    Arguments,
    Matched,
    Narrowed,
    effect_of,
    where,
)

MOST_TITLES, MOST_BODIES = 150, 40
UNKNOWN_DAY = date.min
# The planner does not know what reading vectors out of line costs: a common word 550 -> 30 ms.
BY_INDEX = "SET LOCAL enable_seqscan = off"
CANDIDATES = """
WITH titled AS MATERIALIZED (
    SELECT p.document_id, p.listed_on, p.title_length, {effect} AS effect, true AS titled,
           0::float8 AS closeness
    FROM search_part p WHERE p.part = 1 AND {titled}
    ORDER BY p.title_length, p.listed_on DESC, p.document_id LIMIT {most_titles}
), others AS MATERIALIZED (
    SELECT p.document_id, p.part, p.listed_on, p.title_length, {effect} AS effect
    FROM search_part p
    WHERE (SELECT count(*) FROM titled) < {most_titles} AND {found}
      AND p.document_id NOT IN (SELECT document_id FROM titled)
    ORDER BY p.listed_on DESC, p.document_id DESC LIMIT {most_bodies}
)
SELECT * FROM titled
UNION ALL
SELECT o.document_id, o.listed_on, o.title_length, o.effect, false,
       ts_rank_cd('{{0.02,0,0,1}}', p.words, {query}::text::tsquery, 1)
FROM others o JOIN search_part p USING (document_id, part)
"""
COUNT = "SELECT count(*) FROM search_part p WHERE {found}"
# Sorting by what a list shows; {after} is empty on the first page.
LISTED_ON = "greatest({key}::date, '0001-01-01')"  # the first day there is travels as -infinity
ORDERS = {
    "-issued_on": (
        "p.listed_on", "p.listed_on DESC, p.document_id DESC",
        f"(p.listed_on, p.document_id) < ({LISTED_ON}, {{last}}::uuid)", "",
    ),
    "issued_on": (
        "p.listed_on", "p.listed_on, p.document_id",
        f"(p.listed_on, p.document_id) > ({LISTED_ON}, {{last}}::uuid)", "",
    ),
    "title": (
        "d.title", "d.title, p.document_id",
        "(d.title, p.document_id) > ({key}::text, {last}::uuid)",
        "JOIN document d ON d.document_id = p.document_id",
    ),
    "-views": (
        "coalesce(w.views, 0)", "coalesce(w.views, 0) DESC, p.document_id DESC",
        "(coalesce(w.views, 0), p.document_id) < ({key}::bigint, {last}::uuid)",
        "LEFT JOIN document_views w ON w.document_id = p.document_id",
    ),
}  # fmt: skip
LIST = """
SELECT p.document_id, {key} AS key FROM search_part p {joined}
WHERE {found} {after} ORDER BY {order} LIMIT {limit}
"""


async def by_index(work: UnitOfWork) -> None:
    """Let what follows in this work never read the whole index through."""
    await work.lock()  # the setting is that of a transaction
    await work.fetch(BY_INDEX)


async def candidates(work: UnitOfWork, matched: Matched, narrowed: Narrowed) -> list[Candidate]:
    """Documents with all of it in their title, the shortest first, then the newest others.

    Two index reads at most; a word that stands everywhere costs its narrow rows, never texts.
    """
    to = Arguments()
    query, effect = to.put(matched.query), effect_of(narrowed, to)
    found, titled = where(narrowed, matched, to), where(narrowed, matched, to, "title")
    sql = CANDIDATES.format(
        effect=effect, titled=titled, found=found, query=query,
        most_titles=MOST_TITLES, most_bodies=MOST_BODIES,
    )  # fmt: skip
    return [
        candidate(row, titled=row["titled"], closeness=row["closeness"])
        for row in await work.fetch(sql, *to.values)
    ]


def candidate(row: Row, **known: Any) -> Candidate:
    """A narrow row with its effect as a candidate."""
    effect = Effect(row["effect"]) if row["effect"] else None
    day = day_shown(row["listed_on"])
    return Candidate(row["document_id"], effect, day, row["title_length"], **known)


async def count(work: UnitOfWork, matched: Matched, narrowed: Narrowed) -> int:
    """How many documents there are, each counted once (every matching narrow row)."""
    to = Arguments()
    sql = COUNT.format(found=where(narrowed, matched, to))
    return int(await work.fetch_value(sql, *to.values))


async def listed(
    work: UnitOfWork, matched: Matched, narrowed: Narrowed, order: str,
    after: Sequence[Any] | None, limit: int, without: Sequence[UUID] = (),
) -> list[Row]:  # fmt: skip
    """Documents in an order, after the key of one; with no query a walk along an index."""
    to = Arguments()
    found = where(narrowed, matched, to)
    key, by, compared, joined = ORDERS[order]
    later = ""
    if after is not None:
        later = "AND " + compared.format(key=to.put(after[0]), last=to.put(after[1]))
    if without:
        later += f" AND p.document_id <> ALL({to.put(list(without))}::uuid[])"
    sql = LIST.format(
        found=found, after=later, order=by, limit=to.put(limit), key=key, joined=joined
    )
    return await work.fetch(sql, *to.values)


def day_shown(listed_on: date) -> date | None:
    """The day of issue; None for the first day there is, which stands for none."""
    return None if listed_on == UNKNOWN_DAY else listed_on
