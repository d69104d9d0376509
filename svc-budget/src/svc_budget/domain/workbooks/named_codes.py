"""Codes of rows that print only their names, as tables of governments do."""

from svc_budget.domain.codes.codes import CodeKind, CodeLists, parent_of
from svc_budget.domain.workbooks.wording import line_name


class NamedCodes:
    """The codes of a year by their names; a name several codes have is told by the rows above."""

    def __init__(self, lists: CodeLists | None = None, year: int = 0) -> None:
        self._named: dict[tuple[CodeKind, str], list[str]] = {}
        self._above: dict[CodeKind, str] = {}
        for one in lists or ():
            if one.holds_in(year):
                self._named.setdefault((one.kind, line_name(one.name)), []).append(one.code)

    def __bool__(self) -> bool:
        return bool(self._named)

    def code_of(self, kind: CodeKind | None, label: str) -> str:
        """The code a row of that name has, next to the row before; "" when no code is named so."""
        if kind is None:
            return ""
        found = self._named.get((kind, line_name(label)), [])
        above = self._above.get(kind, "")
        code = max(found, key=lambda one: _nearness(kind, one, above), default="")
        if code:
            self._above[kind] = code
        return code


def _nearness(kind: CodeKind, code: str, above: str) -> tuple[int, int]:
    """How well a code follows another: below it, beside it, else the highest."""
    parent = parent_of(kind, code) or ""
    shared = len(parent) if above.startswith(parent) else -1
    return (shared, -len(code))
