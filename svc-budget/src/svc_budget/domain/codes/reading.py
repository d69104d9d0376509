"""Code lists read from their rows; everything wrong in one row is said with it.

A row's `source` is for people: `printed` was read in a published book, `recalled` is from memory
and wants comparing with the Ministry's list of that year.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from svc_budget.domain.codes.codes import Code, CodeKind, CodeLists, is_code

Rows = Iterable[Mapping[str, str]]


def read_codes(lists: Mapping[CodeKind, Rows]) -> CodeLists:
    """The lists of all kinds; ValueError names the row that is not in order."""
    codes = [code for kind, rows in lists.items() for code in _of_list(kind, rows)]
    twice = sorted({one.code for one in _overlapping(codes)})
    if twice:
        raise ValueError(f"codes with two names for one year: {', '.join(twice)}")
    return CodeLists(codes)


def _of_list(kind: CodeKind, rows: Rows) -> Iterator[Code]:
    for row in rows:
        code = row["code"]
        if not is_code(kind, code) or not row["name"]:
            raise ValueError(f"{kind} code {code!r} has no such form or no name")
        first, last = (int(row[end]) if row[end] else None for end in ("first_year", "last_year"))
        yield Code(kind, code, row["name"], first, last, tuple(row["successors"].split()))


def _overlapping(codes: Iterable[Code]) -> Iterator[Code]:
    ordered = sorted(codes, key=lambda one: (one.kind, one.code, one.first_year or 0))
    for one, after in pairwise(ordered):
        same = (one.kind, one.code) == (after.kind, after.code)
        if same and (one.last_year is None or one.last_year >= (after.first_year or 0)):
            yield after
