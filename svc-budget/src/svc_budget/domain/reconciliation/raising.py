"""Issues made of broken places."""

from collections.abc import Iterator, Sequence

from svc_budget.domain.reconciliation.findings import Finding, State
from svc_budget.domain.reconciliation.following import Causes
from svc_budget.domain.reconciliation.issues import Issue, issue_cell, issue_mark
from svc_budget.domain.reconciliation.rules import Rule
from svc_budget.domain.reconciliation.sentences import amount, named, sentence
from svc_budget.domain.reconciliation.suspects import Suspects


def raised(
    rule: Rule, findings: Sequence[Finding], suspects: Suspects, causes: Causes
) -> Iterator[Issue]:
    """An issue for each broken place; of several that follow from one other, the first."""
    for finding in findings:
        if finding.state is not State.BROKEN:
            continue
        follows, known = causes.of(rule, finding)
        if not known:
            yield _issue(rule, finding, suspects, follows)


def _issue(rule: Rule, finding: Finding, suspects: Suspects, follows: tuple[str, ...]) -> Issue:
    compares = bool(finding.right.terms or finding.right.fixed or not finding.remark)
    suspected = suspects.of(finding)
    told = sentence(finding, rule.hint).removesuffix("。")
    if suspected:
        cell, expected = suspected
        whole = amount(expected, cell.table.unit)
        told += f"；按相关各表推算，最可能有误的是{named(cell)}，应为 {whole}"
    if follows:
        told += f"；由规则 {'、'.join(follows)} 的问题引起，请先处理"
    return Issue(
        rule.id, rule.version, rule.kind, rule.severity, rule.title, f"{told}。", rule.hint,
        left=(*map(issue_mark, finding.marks), *map(issue_cell, finding.left.terms)),
        right=tuple(map(issue_cell, finding.right.terms)),
        sign=finding.sign,
        stated=finding.left.total if compares else None,
        computed=finding.right.total if compares else None,
        difference=finding.difference if compares else None,
        tolerance=finding.tolerance if compares else None,
        follows_from=follows,
        suspect=issue_cell(suspected[0]) if suspected else None,
        expected=suspected[1] if suspected else None,
    )  # fmt: skip
