"""The steps before registration: what was recorded of them, and whether it stands.

A step recorded later takes the place of an earlier one of its kind. Legality
review and collective discussion are about a wording: they stand only while the
document is worded as it was then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from shared.refusals import Conflict, FieldError, Invalid
from svc_documents.domain.jurisdictions.jurisdictions import StepKind, StepRules

OF_THE_WORDING = frozenset({StepKind.LEGALITY_REVIEW, StepKind.COLLECTIVE_DISCUSSION})
IN_REVIEW_ONLY = OF_THE_WORDING


@dataclass(eq=False)
class StepsMissing(Conflict):
    """必经程序尚未完成。"""

    advice: ClassVar[str] = "还缺少：{names}。请补办并记录后再继续。"
    names: str
    missing: list[str] = field(default_factory=list)


@dataclass(eq=False)
class LegalityReviewNotPassed(Conflict):
    """未经合法性审核或审核认为不合法的，不得提交集体审议。"""

    advice: ClassVar[str] = "请先完成合法性审核；审核后又改过文本的，须重新审核。"


@dataclass(eq=False)
class StepUnsound(Invalid):
    """程序记录填写有误。"""


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it was held: by which body, on which day, with what opinion."""

    kind: StepKind
    passed: bool
    opinion: str
    done_on: date
    done_by: str
    revision: int = 1  # of the wording it was about
    opened_on: date | None = None  # when the public began to be asked
    reason: str = ""  # why the public was asked for a shorter time
    attachment_id: UUID | None = None
    recorded_by: str = ""
    recorded_at: datetime | None = None

    @property
    def days(self) -> int:
        """How many days the public was asked; the day it opened does not count."""
        return (self.done_on - self.opened_on).days if self.opened_on else 0


def refuse_unsound(step: Step, rules: StepRules, *, major: bool, today: date) -> None:
    """Refused with StepUnsound: days to come, or a public comment too short without a reason."""
    errors = [FieldError("#/done_on", "in_the_future", "办理日期不能晚于今天。")]
    found = errors if step.done_on > today else []
    if step.kind is StepKind.PUBLIC_COMMENT:
        found += _comment_errors(step, rules, major=major)
    if found:
        raise StepUnsound(errors=found)


def _comment_errors(step: Step, rules: StepRules, *, major: bool) -> list[FieldError]:
    if step.opened_on is None or step.opened_on > step.done_on:
        return [FieldError("#/opened_on", "period_unclear", "请填写征求意见的起止日期。")]
    least = rules.comment_days_of(major=major)
    if step.days >= least or step.reason:
        return []
    message = f"公开征求意见一般不少于{least}日，现为{step.days}日；期限较短的请说明理由。"
    return [FieldError("#/reason", "comment_too_short", message)]


def missing_steps(
    steps: Sequence[Step], rules: StepRules, *, major: bool, market: bool, revision: int
) -> list[StepKind]:
    """Every required step that does not stand, in the order of the procedure."""
    least = rules.comment_days_of(major=major)
    return [
        kind
        for kind in rules.required(major=major, market=market)
        if not stands(kind, steps, revision, least)
    ]


def refuse_missing(missing: Iterable[StepKind]) -> None:
    """Refused with StepsMissing, naming every one."""
    kinds = list(missing)
    if kinds:
        raise StepsMissing("、".join(kind.label for kind in kinds), [*kinds])


def stands(kind: StepKind, steps: Sequence[Step], revision: int, comment_days: int = 0) -> bool:
    """Whether the last step of a kind passed, about this wording, and for long enough."""
    last = next((one for one in reversed(steps) if one.kind is kind), None)
    if last is None or not last.passed:
        return False
    if kind in OF_THE_WORDING:
        return last.revision == revision
    if kind is StepKind.PUBLIC_COMMENT:
        return last.days >= comment_days or bool(last.reason)
    return True
