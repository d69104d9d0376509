"""Which table, side and column a sum is over, when only its meaning is said."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.refusals import FieldError
from svc_budget.domain.codes.codes import CodeKind
from svc_budget.domain.facts.questions import FactsUnsound
from svc_budget.domain.templates.templates import (
    Axis,
    Book,
    Column,
    Nature,
    Panel,
    TableTemplate,
    TemplateSet,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants to know of a book; "" is not said."""

    book: Book
    year: int
    table: str = ""
    side: str = ""
    column: str = ""
    direction: str = ""  # 收入 or 支出
    fund_type: str = ""
    stage: str = ""
    expenditure: str = ""
    economic: bool = False  # by economic classes


@dataclass(frozen=True, slots=True)
class Chosen:
    """The column that answers, and what it means."""

    table: TableTemplate
    panel: Panel
    column: Column


def choose(templates: TemplateSet, wanted: Wanted) -> Chosen:
    """The first column of the first table that fits, in the order of the book's templates.

    Without a table it is one by codes: of the functional classes, or of economic ones when
    these are asked for. Refused with FactsUnsound, which names what there is to choose from.
    """
    tables = templates.of_book(wanted.book, wanted.year)
    found = [
        Chosen(table, panel, column)
        for table in tables if not wanted.table or table.code == wanted.table
        for panel in table.panels if _fits(panel, wanted)
        for column in panel.columns if _means(column, wanted)
    ]  # fmt: skip
    if found:
        return found[0]
    raise FactsUnsound(errors=[_complaint(tables, wanted)])


def _fits(panel: Panel, wanted: Wanted) -> bool:
    if wanted.side and panel.key != wanted.side:
        return False
    if wanted.direction and panel.direction != wanted.direction:
        return False
    if wanted.table:
        return True
    kind = CodeKind.DEPARTMENT_ECONOMIC if wanted.economic else CodeKind.FUNCTION
    spent = wanted.direction or "支出"
    return panel.axis is Axis.CODES and panel.code_kind is kind and panel.direction == spent


def _means(column: Column, wanted: Wanted) -> bool:
    if column.nature is not Nature.AMOUNT:
        return False
    said = (
        (wanted.column, column.key),
        (wanted.fund_type, column.fund_type),
        (wanted.stage, column.stage),
        (wanted.expenditure, column.expenditure),
    )
    return all(one in {"", is_} for one, is_ in said)


def _complaint(tables: Sequence[TableTemplate], wanted: Wanted) -> FieldError:
    known = {one.code: one for one in tables}
    if wanted.table and wanted.table not in known:
        choice = "、".join(f"{code}（{one.title}）" for code, one in known.items())
        return FieldError(
            "query:table", "unknown_table", f"这一年的账册里没有这张表；可选：{choice}。"
        )
    columns = [
        f"{one.key}/{column.key}".removeprefix("/")
        for one in (known[wanted.table].panels if wanted.table else ()) for column in one.columns
    ]  # fmt: skip
    choice = f"；可选：{'、'.join(columns)}" if columns else ""
    return FieldError("query:column", "unknown_column", f"没有符合条件的栏{choice}。")
