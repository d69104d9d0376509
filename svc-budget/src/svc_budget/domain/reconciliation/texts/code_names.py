"""Names beside codes: as the year's list of codes has them, and the same in every table."""

from collections.abc import Iterator
from dataclasses import dataclass

from svc_budget.domain.codes.codes import Code, CodeKind, is_code
from svc_budget.domain.reconciliation.findings import Finding, Mark, State
from svc_budget.domain.reconciliation.labels import plain
from svc_budget.domain.reconciliation.shelf import OpenTable, Shelf
from svc_budget.domain.workbooks.books import Row


@dataclass(frozen=True, slots=True)
class CodeNames:
    """Every code row of some tables. A code no list knows is left alone: lists have gaps."""

    tables: tuple[str, ...]

    def examine(self, shelf: Shelf) -> Iterator[Finding]:
        """A finding for every code that is known."""
        for table in self.tables:
            opened = shelf.own.table(table)
            for row in () if opened is None else opened.rows(""):
                panel = None if opened is None else opened.panel_of(row)
                if opened and panel and row.code and not row.total:
                    kind = panel.code_kind or CodeKind.FUNCTION
                    yield _judged(shelf, opened, row, kind)


def _judged(shelf: Shelf, opened: OpenTable, row: Row, kind: CodeKind) -> Finding:
    codes, year = shelf.context.codes, shelf.context.year
    where = f"「{opened.table.template.title}」{_address(row)}"
    if not is_code(kind, row.code):
        return _broken(opened, row, f"{where}“{row.label}”的编码 {row.code} 位数不对")
    if not codes.known(kind, row.code):
        return Finding(State.BLANK)
    held = codes.in_year(kind, row.code, year)
    if held is None:
        told = f"{where}“{row.label}”的编码 {row.code} 不在 {year} 年的科目中"
        return _broken(opened, row, told)
    if _same(row.label, held):
        return Finding(State.HELD)
    told = f"{where}编码 {row.code} 的名称是“{held.name}”，表中写作“{row.label.strip()}”"
    return _broken(opened, row, told)


def _same(label: str, code: Code) -> bool:
    said, name = plain(label), plain(code.name)
    return not said or said == name or said in {f"{name}支出", name.removesuffix("支出")}


def _address(row: Row) -> str:
    return row.label_cell.address if row.label_cell else ""


def _broken(opened: OpenTable, row: Row, remark: str) -> Finding:
    at = row.label_cell
    table = opened.table
    place = (0, 0) if at is None else (at.row, at.column)
    mark = Mark(table.sheet, *place, row.label, table.code, table.template.title, row.code)
    return Finding(State.BROKEN, sign="文", remark=remark, marks=(mark,))
