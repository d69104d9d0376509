"""What the rules found in a version: a receipt of every rule, the issues, their reasons."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from shared.refusals import Conflict, NotFound

ERROR, WARNING = "error", "warning"


class IssueNotFound(NotFound):
    """没有找到这条校验结果。"""

    advice = "请从校验结果（issues）中取编号。"


@dataclass(eq=False)
class ReasonNotWanted(Conflict):
    """这条校验结果不需要说明原因。"""

    advice: ClassVar[str] = "只有“提示”需要说明原因；“错误”请改正工作簿后重新上传。"

    severity: str


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A cell an issue speaks of. `book` is "" of the workbook itself. Amounts are fen."""

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
    unit: str  # 元, 万元, 亿元
    quantum: int
    sign: int = 1


@dataclass(frozen=True, slots=True)
class FoundIssue:
    """One place where a rule does not hold: both sides, by how much they are apart.

    `place` names it in the next file of the version too, though its rows may have moved.
    """

    rule: str
    rule_version: int
    kind: str
    severity: str  # error, warning, info
    title: str
    message: str
    hint: str
    place: str
    left: tuple[FoundCell, ...] = ()
    right: tuple[FoundCell, ...] = ()
    sign: str = "="
    stated: int | None = None
    computed: int | None = None
    difference: int | None = None
    tolerance: int | None = None
    follows_from: tuple[str, ...] = ()
    suspect: FoundCell | None = None
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class RuleReceipt:
    """That a rule was run, and what came of it. No receipt is not a pass."""

    rule: str
    rule_version: int
    outcome: str
    severity: str
    title: str = ""
    held: int = 0
    rounded: int = 0
    broken: int = 0
    blank: int = 0
    unread: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """All of a version; an issue's number is its place in the list, from 1."""

    receipts: Sequence[RuleReceipt]
    issues: Sequence[FoundIssue]

    @property
    def outcomes(self) -> dict[str, int]:
        """How many rules came to which outcome."""
        return dict(Counter(one.outcome for one in self.receipts))

    def counted(self, severity: str) -> int:
        """How many issues are of a severity."""
        return sum(one.severity == severity for one in self.issues)
