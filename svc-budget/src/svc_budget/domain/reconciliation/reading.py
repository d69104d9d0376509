"""Rules read from their files; everything wrong in all of them is said at once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from svc_budget.domain.reconciliation.checking import RuleSet
from svc_budget.domain.reconciliation.limits import Limited
from svc_budget.domain.reconciliation.making import make_checks
from svc_budget.domain.reconciliation.names import Dictionary
from svc_budget.domain.reconciliation.rules import Check, Kind, Rule, Severity
from svc_budget.domain.reconciliation.tolerances import Tolerance
from svc_budget.domain.templates.templates import Book, TableTemplate, TemplateSet

Kept = Mapping[str, Any]
FIELDS = {
    "id", "version", "title", "book", "tables", "years", "levels", "kind", "tolerance", "severity",
    "hint", "depends_on", "source", "groups", "checks",
    "expression", "rows", "only", "columns", "total", "among", "side", "table", "words", "text",
    "at_least", "other", "column", "days", "checker", "figures", "renamed",
    "ratio", "section", "stage", "wholes", "named",
}  # fmt: skip
BUDGET_OF = {Book.FINAL: Book.BUDGET, Book.GOVERNMENT_FINAL: Book.GOVERNMENT_BUDGET}


def read_rules(files: Iterable[Kept], templates: TemplateSet) -> RuleSet:
    """The rules of all files against the templates of their years.

    ValueError names every rule that is not in order, and what is wrong with each.
    """
    kept = list(files)
    rules, faults = [], [*_twice(kept)]
    ids = {str(one.get("id", "?")) for one in kept}
    for one in kept:
        rule, wrong = _rule(one, templates)
        if rule is not None:
            rules.append(rule)
        wrong += [f"depends on {other}, which is no rule"
                  for other in one.get("depends_on", ()) if other not in ids]  # fmt: skip
        faults += [f"{one.get('id', '?')}: {text}" for text in wrong]
    if faults:
        raise ValueError("\n".join(faults))
    return RuleSet(rules)


def _twice(kept: Sequence[Kept]) -> list[str]:
    ids = [str(one.get("id", "?")) for one in kept]
    return [
        f"{rule}: two files have this id" for rule in sorted({i for i in ids if ids.count(i) > 1})
    ]


def _rule(kept: Kept, templates: TemplateSet) -> tuple[Rule | None, list[str]]:
    faults = [f"no such field: {name}" for name in kept if name not in FIELDS]
    faults += [f"without {name}" for name in ("id", "title", "book", "kind") if name not in kept]
    if faults:
        return None, faults
    try:
        books = tuple(Book(one) for one in _list(kept["book"]))
        kind, severity = Kind(kept["kind"]), Severity(kept.get("severity", "error"))
        tolerance = Tolerance(kept.get("tolerance", "rounding"))
    except ValueError as fault:
        return None, [str(fault)]
    first, last = kept.get("years", (None, None))
    checks: list[Check] = []
    for book in books:
        valid = _of_years(templates, first, last)
        words = Dictionary(valid, book, BUDGET_OF.get(book, book))
        known = {one.code for one in valid if one.book in books}
        faults += [f"no table {table} in the books of its years"
                   for table in kept.get("tables", ()) if table not in known]  # fmt: skip
        renamed = kept.get("renamed", {}).get(book.value, {})
        for one in _statements(kept):
            if one.get("book", book.value) != book.value and "checks" in kept:
                continue
            statement = reworded(one, renamed)
            made, wrong = make_checks(statement, kind, tolerance, words, kept)
            levels = tuple(statement.get("levels", ())) if "checks" in kept else ()
            limited = len(books) > 1 or levels
            checks += [Limited(each, book, levels) if limited else each for each in made]
            faults += wrong
    if not checks and not faults:
        faults.append("says nothing: no expression and no checks")
    rule = Rule(
        str(kept["id"]), int(kept.get("version", 1)), kept["title"], books,
        tuple(kept.get("tables", ())), kind, tuple(checks), severity, tolerance,
        kept.get("hint", ""), tuple(kept.get("depends_on", ())), kept.get("source", ""),
        first, last, tuple(kept.get("levels", ())),
    )  # fmt: skip
    return (None if faults else rule), list(dict.fromkeys(faults))


def _statements(kept: Kept) -> list[Kept]:
    return list(kept["checks"]) if "checks" in kept else [kept]


def reworded(statement: Any, words: Mapping[str, str]) -> Any:
    """A statement in the words of another book: its tables and columns have other names."""
    if isinstance(statement, str):
        for old, new in words.items():
            statement = statement.replace(old, new)
    elif isinstance(statement, list):
        return [reworded(one, words) for one in statement]
    elif isinstance(statement, Mapping):
        return {key: reworded(one, words) for key, one in statement.items()}
    return statement


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]


def _of_years(
    templates: TemplateSet, first: int | None, last: int | None
) -> tuple[TableTemplate, ...]:
    return tuple(
        one
        for one in templates
        if (one.first_year or 0) <= (last or 9999) and (first or 0) <= (one.last_year or 9999)
    )
