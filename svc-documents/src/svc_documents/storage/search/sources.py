"""Where the rows of an answer come from, in three ways; which is cheap depends on what is asked."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from svc_documents.storage.search.conditions import (
    Arguments,
    Matched,
    Narrowed,
    effect_of,
    of_first_row,
    said,
    where,
)

# What stands in most texts is soon met among the newest; a phrase is soon read in so many.
WINDOW = 600
NEWEST = f"""(
    SELECT * FROM search_part p WHERE p.part = 1 {{after}}
    ORDER BY p.listed_on DESC, p.document_id DESC LIMIT {WINDOW})"""
# Whose texts have to be read for a phrase: in order, so that reading ends with enough of them.
IN_ORDER = """(
    SELECT p.document_id, p.part, p.text_number, p.listed_on, p.title_length, {effect} AS effect
    FROM search_part p WHERE {found} {after}
    ORDER BY p.listed_on DESC, p.document_id DESC OFFSET 0)"""


class Found(NamedTuple):
    """Rows ``p`` to be read, what they have to meet, and whether they bring their effect."""

    rows: str
    condition: str
    with_effect: bool = False


Source = Callable[[Narrowed, Matched, Arguments, str], Found]


def newest(narrowed: Narrowed, matched: Matched, to: Arguments, later: str) -> Found:
    """The newest documents, a window of them; each is looked at."""
    return Found(NEWEST.format(after=later), of_first_row(narrowed, matched, to))


def by_index(narrowed: Narrowed, matched: Matched, to: Arguments, later: str) -> Found:
    """What the index of pairs says."""
    return Found("search_part", f"{where(narrowed, matched, to)} {later}")


def in_order(narrowed: Narrowed, matched: Matched, to: Arguments, later: str) -> Found:
    """The same in order, to be read until enough of it has the phrases."""
    found = where(narrowed, replace(matched, phrases=()), to)
    rows = IN_ORDER.format(effect=effect_of(narrowed, to), found=found, after=later)
    condition = said(matched, to)
    if matched.named:
        condition = f"({condition} OR p.document_id = ANY({to.put(list(matched.named))}::uuid[]))"
    return Found(rows, condition, with_effect=True)
