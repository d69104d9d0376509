"""An issue: a rule that is broken at one place, with both sides as they stand in the workbook."""

from dataclasses import dataclass

from svc_budget.domain.money.money import Unit
from svc_budget.domain.reconciliation.findings import Mark, Term
from svc_budget.domain.reconciliation.rules import Kind, Severity
from svc_budget.domain.workbooks.grids import address


@dataclass(frozen=True, slots=True)
class IssueCell:
    """A cell of an issue. `book` is "" of the workbook under check. Amounts are fen."""

    book: str
    table: str
    title: str
    sheet: str
    address: str
    row: str  # its key: the line, the code
    label: str  # as printed
    column: str
    amount: int | None
    raw: str
    unit: Unit
    quantum: int
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Issue:
    """One place where a rule does not hold, told in one sentence.

    `stated` is what stands on the left, `computed` what the right side comes to; both None where
    a rule is not about amounts. `follows_from` are the rules whose own issue at the same cells
    explains this one; `suspect` is the cell that, set to `expected`, would mend them all.
    """

    rule: str
    version: int
    kind: Kind
    severity: Severity
    title: str
    message: str
    hint: str
    left: tuple[IssueCell, ...] = ()
    right: tuple[IssueCell, ...] = ()
    sign: str = "="
    stated: int | None = None
    computed: int | None = None
    difference: int | None = None
    tolerance: int | None = None
    follows_from: tuple[str, ...] = ()
    suspect: IssueCell | None = None
    expected: int | None = None

    @property
    def place(self) -> str:
        """The same in the next version of the workbook, though its rows may have moved."""
        first = next(iter((*self.left, *self.right)), None)
        if first is None:
            return self.rule
        return f"{self.rule}:{first.book}{first.table}.{first.row}.{first.column}"

    @property
    def cells(self) -> tuple[IssueCell, ...]:
        """The cells of the workbook under check, the left side first."""
        return tuple(one for one in (*self.left, *self.right) if not one.book)


def issue_cell(term: Term) -> IssueCell:
    """A term as an issue shows it."""
    table, row, cell = term.table, term.row, term.cell
    return IssueCell(
        term.book, table.code, table.template.title, cell.sheet, cell.address,
        row.code or row.key, row.label.strip() or row.key, term.column, cell.amount, cell.raw,
        table.unit, table.quantum, term.sign,
    )  # fmt: skip


def issue_mark(mark: Mark) -> IssueCell:
    """A place that is no amount, as an issue shows it."""
    return IssueCell(
        "", mark.table, mark.title, mark.sheet, address(mark.row, mark.column), mark.key,
        mark.text, "", None, mark.text, Unit.YUAN, 0,
    )  # fmt: skip
