"""A book checked by all rules: a receipt for every rule, and the issues of those that broke."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from svc_budget.domain.reconciliation.findings import Finding, State
from svc_budget.domain.reconciliation.following import Causes
from svc_budget.domain.reconciliation.issues import Issue
from svc_budget.domain.reconciliation.outcomes import Outcome, Receipt
from svc_budget.domain.reconciliation.raising import raised
from svc_budget.domain.reconciliation.rules import Rule, Severity
from svc_budget.domain.reconciliation.shelf import Context, Shelf
from svc_budget.domain.reconciliation.suspects import Suspects
from svc_budget.domain.templates.templates import BOOK_NAMES
from svc_budget.domain.workbooks.books import RecognisedBook


class RuleSet:
    """Rules in an order in which each comes after those it depends on."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = _ordered({one.id: one for one in rules})

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    def __getitem__(self, rule_id: str) -> Rule:
        return next(one for one in self._rules if one.id == rule_id)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check came to."""

    receipts: tuple[Receipt, ...]
    issues: tuple[Issue, ...]

    def receipt(self, rule: str) -> Receipt:
        """Of one rule. KeyError when there is none."""
        found = {one.rule: one for one in self.receipts}
        return found[rule]

    @property
    def errors(self) -> tuple[Issue, ...]:
        """Issues that block publishing."""
        return tuple(one for one in self.issues if one.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Issue, ...]:
        """Issues that need a typed reason."""
        return tuple(one for one in self.issues if one.severity is Severity.WARNING)


def check(book: RecognisedBook, rules: RuleSet, context: Context) -> Report:
    """Every rule of every book, in their order; no clock, no files, nothing kept."""
    shelf = Shelf(book, context)
    receipts: list[Receipt] = []
    found: list[tuple[Rule, Sequence[Finding]]] = []
    for rule in rules:
        why_not = _why_not(rule, context)
        if why_not:
            receipts.append(Receipt(rule.id, rule.version, Outcome.NOT_APPLICABLE, note=why_not))
            continue
        try:
            findings = [one for each in rule.checks for one in each.examine(shelf)]
        except Exception as fault:  # noqa: BLE001 - a rule that breaks down has an outcome of its own
            note = f"规则执行出错：{type(fault).__name__}: {fault}"
            receipts.append(Receipt(rule.id, rule.version, Outcome.EXECUTION_ERROR, note=note))
            continue
        receipts.append(receipt_of(rule, findings))
        found.append((rule, findings))
    suspects = Suspects([one for _, findings in found for one in findings])
    causes = Causes()
    issues = (one for rule, each in found for one in raised(rule, each, suspects, causes))
    return Report(tuple(receipts), tuple(issues))


def _why_not(rule: Rule, context: Context) -> str:
    if context.book not in rule.books:
        names = "、".join(BOOK_NAMES[one] for one in rule.books)
        return f"本规则用于{names}"
    if not rule.holds_in(context.year):
        return f"本规则不用于{context.year}年"
    if rule.levels and context.level and context.level not in rule.levels:
        return f"本规则用于{'、'.join(rule.levels)}级"
    return ""


def receipt_of(rule: Rule, findings: Sequence[Finding]) -> Receipt:
    """A rule's outcome from what was found."""
    counts: Mapping[State, int] = {
        state: sum(1 for one in findings if one.state is state) for state in State
    }
    unread = sorted({f"{cell.sheet}!{cell.address}" for one in findings for cell in one.unread})
    outcome = _outcome(counts)
    if outcome is Outcome.NOT_APPLICABLE and any(one.due for one in findings):
        outcome = Outcome.INSUFFICIENT_DATA
    note = next((one.note for one in findings if one.note), "")
    if outcome is Outcome.INSUFFICIENT_DATA and not note:
        note = "相关单元格都是空白"
    if outcome is Outcome.NOT_APPLICABLE:
        note = note or "没有本规则涉及的表或项目"
    return Receipt(
        rule.id, rule.version, outcome,
        held=counts[State.HELD] + counts[State.ROUNDED], rounded=counts[State.ROUNDED],
        broken=counts[State.BROKEN], blank=counts[State.BLANK], unread=tuple(unread), note=note,
    )  # fmt: skip


def _outcome(counts: Mapping[State, int]) -> Outcome:
    for state, outcome in (
        (State.BROKEN, Outcome.FAIL),
        (State.UNREAD, Outcome.PARSE_ERROR),
        (State.MISSING, Outcome.INSUFFICIENT_DATA),
        (State.HELD, Outcome.PASS),
        (State.ROUNDED, Outcome.PASS),
    ):
        if counts[state]:
            return outcome
    return Outcome.NOT_APPLICABLE


def _ordered(rules: Mapping[str, Rule]) -> tuple[Rule, ...]:
    placed: dict[str, Rule] = {}

    def place(rule: Rule, above: tuple[str, ...]) -> None:
        if rule.id in placed:
            return
        if rule.id in above:
            raise ValueError(f"rules depend on each other: {' -> '.join((*above, rule.id))}")
        for one in rule.depends_on:
            place(rules[one], (*above, rule.id))
        placed[rule.id] = rule

    for rule in rules.values():
        place(rule, ())
    return tuple(placed.values())
