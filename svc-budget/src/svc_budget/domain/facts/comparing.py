"""Years and books side by side: a row for each code, under the name it had in each.

Codes come and go. A row stands for a code wherever it was used; a retired one names what
succeeded it, and no amount is moved from one code to another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from svc_budget.domain.codes.codes import Code, CodeKind, CodeLists


@dataclass(frozen=True, slots=True)
class Compared:
    """One row: fen by column, None where the column states nothing, and the names there."""

    code: str
    names: tuple[str, ...]
    amounts: tuple[int | None, ...]
    retired_after: int | None
    successors: tuple[str, ...]

    @property
    def change(self) -> int | None:
        """The last less the first; None when one of them states nothing."""
        first, last = self.amounts[0], self.amounts[-1]
        return None if first is None or last is None else last - first


def side_by_side(
    columns: Sequence[tuple[int, Mapping[str, int]]], kind: CodeKind, lists: CodeLists
) -> list[Compared]:
    """Rows in the order of codes. Each column is a year and its amounts by code."""
    codes = sorted({code for _, amounts in columns for code in amounts})
    newest = max(year for year, _ in columns)
    return [_row(code, columns, kind, lists, newest) for code in codes]


def _row(
    code: str,
    columns: Sequence[tuple[int, Mapping[str, int]]],
    kind: CodeKind,
    lists: CodeLists,
    newest: int,
) -> Compared:
    last = _last_span(code, kind, lists)
    retired = last.last_year if last and last.last_year and last.last_year < newest else None
    return Compared(
        code=code,
        names=tuple(lists.name_in(kind, code, year) for year, _ in columns),
        amounts=tuple(amounts.get(code) for _, amounts in columns),
        retired_after=retired,
        successors=last.successors if last and retired else (),
    )


def _last_span(code: str, kind: CodeKind, lists: CodeLists) -> Code | None:
    spans = [one for one in lists if one.kind is kind and one.code == code]
    return spans[-1] if spans else None
