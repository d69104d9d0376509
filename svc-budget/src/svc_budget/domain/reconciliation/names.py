"""Names of cells in expressions: `T1.支出总计`, `T3.205.项目支出`, `上年.T1.年末结转和结余`.

A name is [book.]table[.side][.row][.column]; in a rule of rows also a column alone, of the row at
hand. `{行}` and `{列}` stand for the row and the column at hand, `{上行}` for the row before it.
The parts are told apart by the template, so a row or a column may have dots in its own name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from svc_budget.domain.codes.codes import is_code
from svc_budget.domain.reconciliation.shelf import BUDGET, PLACES
from svc_budget.domain.templates.templates import Axis, Book, Column, Nature, Panel, TableTemplate

ROW, BEFORE, COLUMN, REGION = "{行}", "{上行}", "{列}", "{本地区}"
LABEL = "名称"
CHOICES = ("类", "款", "项", "末级", "明细", "下级")


class Unknown(ValueError):
    """A name that no template of the years knows."""


@dataclass(frozen=True, slots=True)
class Name:
    """A cell. `row` "" is the row at hand; `column` "" is the first of its panel."""

    place: str
    table: str
    side: str
    row: str
    column: str
    required: bool = False  # a line every form of the table has
    optional: bool = False  # a line a form may leave out


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows to add up: a choice (类, 明细), listed rows, or the rows below one; one column."""

    place: str
    table: str
    side: str
    column: str
    choice: str = ""
    listed: tuple[str, ...] = ()
    parent: str = ""  # of the choice 下级
    where: tuple[tuple[str, str], ...] = ()  # columns of text, and what stands in each


class Dictionary:
    """The tables names may speak of, for the book a rule is of and the years it holds."""

    def __init__(
        self, templates: Sequence[TableTemplate], book: Book, budget: Book | None = None
    ) -> None:
        self._own = [one for one in templates if one.book is book]
        self._budget = [one for one in templates if one.book is budget]

    def forms(self, place: str, table: str) -> list[TableTemplate]:
        """The templates of a table, one for each span of years. Refused with Unknown."""
        within = self._budget if place == BUDGET else self._own
        found = [one for one in within if one.code == table]
        if not found:
            raise Unknown(f"no table {place and place + '.'}{table}")
        return found

    def is_table(self, table: str) -> bool:
        """Whether a word is a table's code."""
        return any(one.code == table for one in (*self._own, *self._budget))

    def name(self, text: str, rows: "Selection | None" = None) -> Name:
        """A cell by its name. Refused with Unknown."""
        place, parts = _placed(text)
        if not self.is_table(parts[0]):
            return self._of_row(text, rows)
        forms = self.forms(place, parts[0])
        name, rest = _row_of(parts[0], parts[1:], forms)
        column = ".".join(rest)
        _vet_column(forms, name.side, name.row, column)
        return replace(name, place=place, column=column)

    def _of_row(self, text: str, rows: "Selection | None") -> Name:
        if rows is None:
            raise Unknown(f"no table {text.split('.', maxsplit=1)[0]}")
        _vet_column(self.forms(rows.place, rows.table), rows.side, "", text)
        return Name("", rows.table, rows.side, "", text)

    def selection(self, head: str, listed: Sequence[str], tail: str) -> Selection:
        """Rows by `T3.类`, `T6[301,303]`, `T3.{行}.下级`, each with a column or without."""
        place, parts = _placed(head)
        forms = self.forms(place, parts[0])
        side, rest = _side_of(parts[1:], forms)
        made = Selection(place, parts[0], side, "")
        if listed:
            made = _listed(made, listed, forms)
            rest = [*rest, *(tail.split(".") if tail else ())]
        elif rest and rest[0] in CHOICES:
            made, rest = replace(made, choice=rest[0]), rest[1:]
        elif len(rest) > 1 and rest[1] == "下级":
            _line_of(rest[0], side, forms)
            made, rest = replace(made, choice="下级", parent=rest[0]), rest[2:]
        else:
            raise Unknown(f"no rows {head}: one of {'、'.join(CHOICES)} or [...] is meant")
        column = ".".join(rest)
        _vet_column(forms, side, "", column)
        return replace(made, column=column)

    def range(self, text: str) -> Selection:
        """The rows a statement is made for: `T4.支出`, `T3`."""
        place, parts = _placed(text)
        side, rest = _side_of(parts[1:], self.forms(place, parts[0]))
        if rest:
            raise Unknown(f"no side {text}")
        return Selection(place, parts[0], side, "")


def _placed(text: str) -> tuple[str, list[str]]:
    parts = text.split(".")
    if parts[0] in PLACES and len(parts) > 1:
        return parts[0], parts[1:]
    return "", parts


def _side_of(parts: list[str], forms: Sequence[TableTemplate]) -> tuple[str, list[str]]:
    if parts and parts[0] and any(form.panel(parts[0]) for form in forms):
        return parts[0], parts[1:]
    return "", parts


def _row_of(table: str, parts: list[str], forms: Sequence[TableTemplate]) -> tuple[Name, list[str]]:
    side, rest = _side_of(parts, forms)
    if not rest:
        raise Unknown(f"{table} without a row")
    line, required = _line_of(rest[0], side, forms)
    return Name("", table, side, rest[0], "", required, line and not required), rest[1:]


def _panels(forms: Sequence[TableTemplate], side: str) -> list[Panel]:
    return [panel for form in forms for panel in form.panels if not side or panel.key == side]


def _line_of(row: str, side: str, forms: Sequence[TableTemplate]) -> tuple[bool, bool]:
    """Whether it is a line, and one every form has; Unknown when none can have such a row."""
    if row in {ROW, BEFORE}:
        return False, False
    code = forms[0].code
    lines = [(panel, line) for panel in _panels(forms, side)
             for line in panel.lines if row in {line.key, line.code}]  # fmt: skip
    if len({panel.key for panel, _ in lines}) > 1:
        raise Unknown(f"{code}.{row} is on more than one side")
    if lines:
        always = all(
            any(panel.line(row) for panel in form.panels if not side or panel.key == side)
            for form in forms
        )
        return True, always and not any(line.optional for _, line in lines)
    if not any(_may_have(panel, row) for panel in _panels(forms, side)):
        raise Unknown(f"no row {code}.{side and side + '.'}{row}")
    return False, False


def _may_have(panel: Panel, row: str) -> bool:
    coded = panel.axis is Axis.CODES and panel.code_kind is not None
    return bool(coded and panel.code_kind and is_code(panel.code_kind, row))


def _vet_column(forms: Sequence[TableTemplate], side: str, row: str, column: str) -> None:
    if not column or COLUMN in column:
        return
    panels = [
        panel
        for panel in _panels(forms, side)
        if not row or row in {ROW, BEFORE} or panel.line(row) or panel.axis is not Axis.LINES
        or any(line.code == row for line in panel.lines)
    ]  # fmt: skip
    if not any(one.key == column for panel in panels for one in panel.columns):
        raise Unknown(f"no column {forms[0].code}.{side and side + '.'}{column}")


def _listed(made: Selection, listed: Sequence[str], forms: Sequence[TableTemplate]) -> Selection:
    if all("=" in one for one in listed):
        where = tuple((one.partition("=")[0], one.partition("=")[2]) for one in listed)
        for column, _ in where:
            _vet_column(forms, made.side, "", "" if column == LABEL else column)
        return replace(made, choice="明细", where=where)
    for row in listed:
        _line_of(row, made.side, forms)
    return replace(made, listed=tuple(listed))


def amount_columns(forms: Sequence[TableTemplate], side: str) -> list[Column]:
    """The columns of amounts of a side, of all its forms."""
    found = {one.key: one for panel in _panels(forms, side) for one in panel.columns
             if one.nature is Nature.AMOUNT}  # fmt: skip
    return list(found.values())
