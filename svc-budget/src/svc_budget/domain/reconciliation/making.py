"""The checks of a statement, as the file of a rule gives it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from svc_budget.domain.money.money import FEN
from svc_budget.domain.reconciliation.comparisons import ALL, CHOSEN, Comparison
from svc_budget.domain.reconciliation.existence import HasRow, SaysEmpty
from svc_budget.domain.reconciliation.expressions import (
    Expression,
    Grammar,
    Malformed,
    Operand,
    Relation,
)
from svc_budget.domain.reconciliation.hierarchies import Hierarchy
from svc_budget.domain.reconciliation.names import Dictionary, Name, Unknown, amount_columns
from svc_budget.domain.reconciliation.quickly import RowSums
from svc_budget.domain.reconciliation.ratios import Ratio
from svc_budget.domain.reconciliation.rules import Check, Kind
from svc_budget.domain.reconciliation.texts.registry import CHECKERS
from svc_budget.domain.reconciliation.timeliness import InTime
from svc_budget.domain.reconciliation.tolerances import Tolerance

Kept = Mapping[str, Any]
Made = tuple[list[Check], list[str]]


def make_checks(
    statement: Kept, kind: Kind, tolerance: Tolerance, words: Dictionary, rule: Kept
) -> Made:
    """The checks of one statement, and all that is wrong with it."""
    try:
        makers = _makers(statement, kind, tolerance, words, rule)
        return _collected(makers)
    except KeyError as fault:
        return [], [f"without {fault.args[0]}"]


def _makers(
    statement: Kept, kind: Kind, tolerance: Tolerance, words: Dictionary, rule: Kept
) -> list[Callable[[], Check]]:
    kind = Kind(statement.get("kind", kind))
    if "expression" in statement:
        return [_comparison(one, statement, tolerance, words, rule) for one in _texts(statement)]
    if "ratio" in statement:
        return [_ratio(statement, words)]
    if kind in {Kind.HIERARCHY, Kind.ROW}:
        make = _hierarchy if kind is Kind.HIERARCHY else _whole_row
        return [make(one, statement, tolerance, words) for one in _tables(statement, rule)]
    if kind not in SINGLE:
        raise KeyError("expression")
    return [lambda: SINGLE[kind](statement, words)]


def _collected(makers: Iterable[Callable[[], Check]]) -> Made:
    checks: list[Check] = []
    faults: list[str] = []
    for maker in makers:
        try:
            checks.append(maker())
        except (Malformed, Unknown) as fault:
            faults.append(str(fault))
    return checks, faults


def _texts(statement: Kept) -> list[str]:
    text = statement["expression"]
    return list(text) if isinstance(text, list) else [text]


def _tables(statement: Kept, rule: Kept) -> list[str]:
    given = statement.get("rows", rule.get("tables", ()))
    return [given] if isinstance(given, str) else list(given)


def _comparison(
    text: str, statement: Kept, tolerance: Tolerance, words: Dictionary, rule: Kept
) -> Callable[[], Check]:
    def make() -> Check:
        given = statement.get("rows", ())
        rows = tuple(words.range(one) for one in ([given] if isinstance(given, str) else given))
        only = statement.get("only", ALL)
        if only not in CHOSEN:
            raise Malformed(f"no rows {only}: one of {'、'.join(CHOSEN)} is meant")
        grammar = Grammar(words, rows[0] if len(rows) == 1 else None, rule.get("groups"))
        columns = tuple(statement.get("columns", ()))
        return quick_or_full(Comparison(grammar.relation(text), tolerance, rows, only, columns))

    return make


def _hierarchy(
    table: str, statement: Kept, tolerance: Tolerance, words: Dictionary
) -> Callable[[], Check]:
    def make() -> Check:
        of = words.range(table)
        forms = words.forms("", of.table)
        columns = tuple(one.key for one in amount_columns(forms, of.side))
        total = statement.get("total", "")
        if total:
            words.name(f"{table}.{total}")
        return Hierarchy(
            of.table, of.side, columns, total, tuple(statement.get("among", ())), tolerance
        )

    return make


def _whole_row(
    table: str, statement: Kept, tolerance: Tolerance, words: Dictionary
) -> Callable[[], Check]:
    """Every row: the column of totals is the sum of all other columns of amounts."""
    total = statement["total"]

    def make() -> Check:
        rows = words.range(table)
        columns = [one.key for one in amount_columns(words.forms("", rows.table), rows.side)]
        parts = [Name("", rows.table, rows.side, "", one) for one in columns if one != total]
        relation = Relation(
            Expression(total, (Operand(1, words.name(total, rows)),)),
            "=",
            Expression("", tuple(Operand(1, one) for one in parts)),
        )
        return quick_or_full(Comparison(relation, tolerance, (rows,)))

    return make


def quick_or_full(made: Comparison) -> Check:
    """An equality of plain columns of the row at hand can be decided quickly."""
    left, right = made.relation.left.operands, made.relation.right.operands
    plain = all(
        isinstance(one.of, Name) and not one.of.row and not one.percent and "{" not in one.of.column
        for one in (*left, *right)
    )
    if made.relation.sign != "=" or not plain or len(left) > 1 or made.columns:
        return made
    signed = (*((one.sign, one) for one in left), *((-one.sign, one) for one in right))
    columns = tuple((sign, one.of.column) for sign, one in signed if isinstance(one.of, Name))
    return RowSums(columns, made)


def _ratio(statement: Kept, words: Dictionary) -> Callable[[], Check]:
    def make() -> Check:
        rows, of = words.range(statement["rows"]), statement["ratio"]
        stated, part, whole = (words.name(of[key], rows) for key in ("stated", "part", "whole"))
        return Ratio(rows, stated, part, whole, growth=bool(of.get("growth", False)))

    return make


def _text(statement: Kept, words: Dictionary) -> Check:
    maker = CHECKERS.get(statement["checker"])
    if maker is None:
        known = ", ".join(CHECKERS)
        raise Malformed(f"no checker {statement['checker']}: one of {known} is meant")
    return maker(statement, words)


def _exists(statement: Kept, words: Dictionary) -> Check:
    table = statement["table"]
    words.forms("", table)
    if "words" in statement:
        return SaysEmpty(table, tuple(statement["words"]))
    words.forms("", statement["other"])
    column = statement["column"]
    words.selection(f"{table}.明细.{column}", (), "")
    at_least = int(statement["at_least"]) * FEN
    return HasRow(table, column, at_least, statement["other"], statement.get("text", ""))


def _in_time(statement: Kept, _: Dictionary) -> Check:
    return InTime(int(statement["days"]))


SINGLE: Mapping[Kind, Callable[[Kept, Dictionary], Check]] = {
    Kind.TIMELINESS: _in_time,
    Kind.TEXT: _text,
    Kind.EXISTS: _exists,
}
