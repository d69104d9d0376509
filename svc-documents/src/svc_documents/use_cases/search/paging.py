"""Pages of an answer: what was ranked, then the rest by day; or everything in a chosen order.

A cursor says how many rows were seen, and the key of the last one: no page is too deep.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.pages import PageRequest
from svc_documents.domain.search.ranking import Score
from svc_documents.storage.search import finding
from svc_documents.storage.search.conditions import Matched, Narrowed
from svc_documents.use_cases.search.searching import Reading, in_order

RELEVANCE, NEWEST = "relevance", "-issued_on"
SCORED, LISTED = "s", "l"
KEY = ("seen", "kind", "key", "last")


@dataclass(frozen=True, slots=True)
class Hit:
    """A document of an answer in its place; ``seen`` with those before it."""

    document_id: UUID
    score: Score | None
    seen: int
    kind: str
    key: Any


async def page(
    work: UnitOfWork, reading: Reading | None, narrowed: Narrowed, sort: str, asked: PageRequest
) -> list[Hit]:
    """The hits after a cursor, one more than shown; no page is too deep."""
    seen, kind, key, last = asked.after_of(int, str, _key, UUID)
    if sort != RELEVANCE or reading is None:
        matched = reading.matched if reading else Matched()
        order = NEWEST if sort == RELEVANCE else sort
        after = None if kind is None else (_sort_key(order, key), last)
        common = reading is not None and reading.common
        rows = await finding.listed(
            work, matched, narrowed, order, after, asked.fetch, common=common
        )  # fmt: skip
        return _listed(rows, seen or 0)
    hits = [] if kind == LISTED else _scored(reading.ranked, key, last, seen or 0)[: asked.fetch]
    if len(hits) == asked.fetch or reading.is_whole:
        return hits
    after = (date.fromisoformat(str(key)), last) if kind == LISTED else None
    rest = await finding.listed(
        work, reading.matched, narrowed, NEWEST, after, asked.fetch - len(hits),
        [one.document_id for one in reading.ranked], common=reading.common,
    )  # fmt: skip
    return hits + _listed(rest, (seen or 0) + len(hits))


def _scored(ranked: Sequence[Score], key: Any, last: UUID | None, seen: int) -> list[Hit]:
    later = ranked if last is None else [
        one for one in ranked if in_order(one) > (-float(key), last)
    ]  # fmt: skip
    return [
        Hit(one.document_id, one, seen + n, SCORED, one.value) for n, one in enumerate(later, 1)
    ]


def _listed(rows: Sequence[Any], seen: int) -> list[Hit]:
    return [
        Hit(row["document_id"], None, seen + n, LISTED, row["key"]) for n, row in enumerate(rows, 1)
    ]


def _key(kept: Any) -> Any:
    if not isinstance(kept, str | float | int):
        raise TypeError
    return kept


def _sort_key(order: str, key: Any) -> Any:
    readers = {"title": str, "-views": int}
    return readers.get(order, lambda day: date.fromisoformat(str(day)))(key)


async def total(work: UnitOfWork, reading: Reading | None, narrowed: Narrowed) -> int:
    """How many documents the whole answer has."""
    matched = reading.matched if reading else Matched()
    return await finding.count(work, matched, narrowed)
