"""Candidates of a search, and lists, over the narrow rows of the index."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_documents.domain.effects.effects import Effect
from svc_documents.domain.search.ranking import Candidate
from svc_documents.storage.search import sources
from svc_documents.storage.search.conditions import (
    Arguments,
    Matched,
    Narrowed,
    effect_of,
    where,
)
from svc_documents.storage.search.sources import Source

MOST_TITLES, MOST_BODIES, MOST_READ = 150, 40, 24  # for a phrase texts have to be read
UNKNOWN_DAY = date.min
# The planner does not know what reading vectors out of line costs: a common word 550 -> 30 ms.
BY_INDEX = "SET LOCAL enable_seqscan = off"
# Part + 0: a word of many titles must not be looked for along the partial index of all days.
TITLED = """
SELECT p.document_id, p.listed_on, p.title_length, {effect} AS effect
FROM search_part p WHERE p.part + 0 = 1 AND {found}
ORDER BY p.title_length, p.listed_on DESC, p.document_id LIMIT {most}
"""
LONG = 16  # pairs; who types more means a title, and how close so many stand says nothing
CLOSENESS = "ts_rank_cd('{{0.02,0,0,1}}', p.words, {query}::text::tsquery, 1)"
OTHERS = """
WITH others AS MATERIALIZED (
    SELECT p.document_id, p.part, p.listed_on, p.title_length, {effect} AS effect
    FROM {rows} p
    WHERE {found} AND p.document_id <> ALL({known}::uuid[])
    ORDER BY p.listed_on DESC, p.document_id DESC LIMIT {most}
)
SELECT o.document_id, o.listed_on, o.title_length, o.effect,
       {closeness} AS closeness
FROM others o JOIN search_part p USING (document_id, part)
"""
COUNT = "SELECT count(*) FROM search_part p WHERE {found}"
# Sorting by what a list shows; {after} is empty on the first page.
LISTED_ON = "greatest({key}::date, '0001-01-01')"  # the first day there is travels as -infinity
NEWEST_FIRST = "-issued_on"
ORDERS = {
    NEWEST_FIRST: (
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
SELECT p.document_id, {key} AS key FROM {rows} p {joined}
WHERE {found} {others} ORDER BY {order} LIMIT {limit}
"""


async def by_index(work: UnitOfWork) -> None:
    """Let what follows in this work never read the whole index through."""
    await work.lock()  # the setting is that of a transaction
    await work.fetch(BY_INDEX)


async def candidates(
    work: UnitOfWork, matched: Matched, narrowed: Narrowed, *, common: bool
) -> list[Candidate]:
    """Documents with all of it in their title, the shortest first, then the newest others.

    Two index reads at most. What is ``common`` is looked for among the newest documents first;
    only when it is not found there often enough does it cost all its narrow rows.
    """
    titled = await _titled(work, matched, narrowed)
    if len(titled) == MOST_TITLES:
        return titled
    known = [one.document_id for one in titled]
    most = MOST_READ if matched.phrases else MOST_BODIES
    others: list[Candidate] = []
    if common:
        others = await _others(work, matched, narrowed, known, sources.newest, most)
    if len(others) < most:
        source = sources.in_order if matched.phrases else sources.by_index
        others = await _others(work, matched, narrowed, known, source, most)
    return titled + others


async def _titled(work: UnitOfWork, matched: Matched, narrowed: Narrowed) -> list[Candidate]:
    to = Arguments()
    effect, found = effect_of(narrowed, to), where(narrowed, matched, to, "title")
    sql = TITLED.format(effect=effect, found=found, most=MOST_TITLES)
    rows = await work.fetch(sql, *to.values)
    return [candidate(row, titled=True, closeness=0.0) for row in rows]


async def _others(
    work: UnitOfWork, matched: Matched, narrowed: Narrowed, known: Sequence[UUID],
    source: Source, most: int,
) -> list[Candidate]:  # fmt: skip
    to = Arguments()
    found = source(narrowed, matched, to, "")
    closeness = "0::float8"
    if matched.query.count("&") < LONG:
        closeness = CLOSENESS.format(query=to.put(matched.query))
    effect = "p.effect" if found.with_effect else effect_of(narrowed, to)
    sql = OTHERS.format(
        effect=effect, found=found.condition, closeness=closeness, known=to.put(list(known)),
        most=most, rows=found.rows,
    )  # fmt: skip
    rows = await work.fetch(sql, *to.values)
    return [candidate(row, titled=False, closeness=row["closeness"]) for row in rows]


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
    after: Sequence[Any] | None, limit: int, without: Sequence[UUID] = (), *, common: bool = False,
) -> list[Row]:  # fmt: skip
    """Documents in an order, after the key of one; with no query a walk along an index.

    What is ``common`` is looked for among the next newest first.
    """
    source = sources.by_index
    if order == NEWEST_FIRST and matched.query:
        if common:
            rows = await _listed(
                work, matched, narrowed, order, after, limit, without, sources.newest
            )
            if len(rows) == limit:
                return rows
        source = sources.in_order if matched.phrases else sources.by_index
    return await _listed(work, matched, narrowed, order, after, limit, without, source)


async def _listed(
    work: UnitOfWork, matched: Matched, narrowed: Narrowed, order: str,
    after: Sequence[Any] | None, limit: int, without: Sequence[UUID], source: Source,
) -> list[Row]:  # fmt: skip
    to = Arguments()
    key, by, compared, joined = ORDERS[order]
    later = ""
    if after is not None:
        later = "AND " + compared.format(key=to.put(after[0]), last=to.put(after[1]))
    found = source(narrowed, matched, to, later)
    others = f"AND p.document_id <> ALL({to.put(list(without))}::uuid[])" if without else ""
    sql = LIST.format(
        found=found.condition, others=others, order=by, limit=to.put(limit), key=key,
        joined=joined, rows=found.rows,
    )  # fmt: skip
    return await work.fetch(sql, *to.values)


def day_shown(listed_on: date) -> date | None:
    """The day of issue; None for the first day there is, which stands for none."""
    return None if listed_on == UNKNOWN_DAY else listed_on
