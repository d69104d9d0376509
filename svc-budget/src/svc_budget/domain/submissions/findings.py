"""What the rules found in a version: a receipt of every rule, the issues, their reasons."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from shared.refusals import Conflict, NotFound
from svc_budget.domain.reconciliation.checking import Report
from svc_budget.domain.reconciliation.rules import Rule


class IssueNotFound(NotFound):
    """没有找到这条校验结果。"""

    advice = "请从校验结果（issues）中取编号。"


@dataclass(eq=False)
class ReasonNotWanted(Conflict):
    """这条校验结果不需要说明原因。"""

    advice: ClassVar[str] = "只有“提示”需要说明原因；“错误”请改正工作簿后重新上传。"

    severity: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What the rules said of a version; an issue's number is its place in the list, from 1."""

    report: Report
    rules: Mapping[str, Rule]

    @property
    def outcomes(self) -> dict[str, int]:
        """How many rules came to which outcome."""
        return dict(Counter(one.outcome.value for one in self.report.receipts))
