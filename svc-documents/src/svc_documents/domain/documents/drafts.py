"""A document on its way to the library: drafted, reviewed, registered, numbered, published."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from shared.office_hours import china_time
from shared.refusals import Conflict, FieldError, Invalid
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.documents.life import (
    LABELS,
    REVISABLE,
    UNDER_WAY,
    StepOutOfOrder,
    refuse_unless_arrow,
)
from svc_documents.domain.documents.states import State
from svc_documents.domain.documents.steps import (
    IN_REVIEW_ONLY,
    LegalityReviewNotPassed,
    Step,
    missing_steps,
    refuse_missing,
    refuse_unsound,
    stands,
)
from svc_documents.domain.effects.terms import OwnTerm, force_of, valid_until
from svc_documents.domain.jurisdictions.jurisdictions import Jurisdiction, StepKind

# What those who review read or go by; the rest may be set until publication.
REVIEWED = frozenset({"title", "kind", "joint_organs", "is_major", "touches_market"})
NO_TERM = OwnTerm()


@dataclass(eq=False)
class DraftIncomplete(Invalid):
    """草稿内容还不完整。"""


@dataclass(eq=False)
class WordingSettled(Conflict):
    """审核通过后不能再改文本和标题。"""

    advice: ClassVar[str] = "文件现在是“{now}”。确需修改的，请撤回后重新起草并重新审核。"
    now: str


@dataclass(eq=False)
class InForceTooSoon(Conflict):
    """施行日期距公布日期太近。"""

    advice: ClassVar[str] = (
        "应当自公布之日起{days}日后施行，最早为 {earliest}；"
        "确需提前或自公布之日起施行的，请在 early_reason 中说明理由，且不得早于公布之日。"
    )
    days: int
    earliest: date


@dataclass(slots=True, kw_only=True)
class Draft:
    """A document before publication, with what matters only until then."""

    document: Document
    is_major: bool = False  # 重大: longer comment, more steps
    touches_market: bool = False  # needs fair-competition review
    effective_on: date | None = None  # None: from publication
    early_reason: str = ""  # why it enters into force earlier than the rule says
    own_term: OwnTerm = NO_TERM
    has_text: bool = False
    revision: int = 1  # of the wording
    closing_reason: str = ""  # why it was rejected or withdrawn
    drafted_by: str = ""  # the number of the member of staff who began it
    authors: tuple[str, ...] = ()  # the accounts that began it or changed its wording
    drafted_at: datetime | None = None
    steps: list[Step] = field(default_factory=list)

    def revise(self, changes: Mapping[str, Any]) -> None:
        """Set members of the document, its elements or the draft; WordingSettled after review."""
        self._refuse_closed("修改")
        changed = {name: value for name, value in changes.items() if self._now(name) != value}
        if REVIEWED & changed.keys():
            self._reword()
        for name, value in changed.items():
            setattr(self._holder(name), name, value)

    def worded_by(self, account: str) -> None:
        """An account has put words into it: it neither reviews nor registers them."""
        self.authors = tuple(dict.fromkeys((*self.authors, account)))

    def is_of(self, account: str, staff_no: str) -> bool:
        """Whether somebody's own words are in it, whatever roles they have."""
        return account in self.authors or bool(staff_no and staff_no == self.drafted_by)

    def put_text(self) -> None:
        """Another text takes the place of the one there was."""
        self._refuse_closed("修改")
        self._reword()
        self.has_text = True

    def submit(self, rules: Jurisdiction, today: date) -> None:
        """Hand in for legal review; DraftIncomplete names everything missing."""
        refuse_unless_arrow(self.document.state, State.UNDER_LEGAL_REVIEW)
        wanted = {"title": self.document.title, "kind": self.document.kind, "text": self.has_text}
        errors = [
            FieldError(f"#/{name}", "missing", f"提交审核前请填写 {name}。")
            for name, value in wanted.items()
            if not value
        ]
        if errors:
            raise DraftIncomplete(errors=errors)
        self._last_day(rules, today)
        self.document.state = State.UNDER_LEGAL_REVIEW

    def record(self, step: Step, rules: Jurisdiction, today: date) -> None:
        """Record a step; unlawful or unreviewed, it never comes to collective discussion."""
        now = self.document.state
        allowed = {State.UNDER_LEGAL_REVIEW} if step.kind in IN_REVIEW_ONLY else REVISABLE
        if now not in allowed:
            needed = "”或“".join(LABELS[one] for one in State if one in allowed)
            raise StepOutOfOrder(LABELS[now], step.kind.label, needed)
        refuse_unsound(step, rules.steps, major=self.is_major, today=today)
        lawful = stands(StepKind.LEGALITY_REVIEW, self.steps, self.revision)
        if step.kind is StepKind.COLLECTIVE_DISCUSSION and not lawful:
            raise LegalityReviewNotPassed
        self.steps.append(step)

    def missing(self, rules: Jurisdiction) -> list[StepKind]:
        """The required steps that do not stand."""
        return missing_steps(
            self.steps, rules.steps, major=self.is_major, market=self.touches_market,
            revision=self.revision,
        )  # fmt: skip

    def finish_review(self, rules: Jurisdiction) -> None:
        """All steps are done; StepsMissing names those that are not."""
        self._go(State.REVIEWED, rules)

    def reject(self, reason: str) -> None:
        """It did not pass review, or is not registered: an end."""
        self._go(State.REJECTED)
        self.closing_reason = reason

    def withdraw(self, reason: str) -> None:
        """Its organ takes it back; the numbers it was given stay used."""
        self._go(State.WITHDRAWN)
        self.closing_reason = reason

    def register(self, rules: Jurisdiction, registration_no: str, today: date) -> None:
        """It is given its 统一登记号 for good."""
        self._go(State.REGISTERED, rules)
        self.document.registration_no = registration_no
        self.document.elements.registered_on = today

    def number(self, document_no: str) -> None:
        """It is given its 发文字号."""
        self._go(State.NUMBERED)
        self.document.document_no = document_no

    def publish(self, rules: Jurisdiction, now: datetime) -> None:
        """It stands in the library, with the force that follows from the rules.

        Refused with StepOutOfOrder, StepsMissing, InForceTooSoon and TermTooLong.
        """
        today = china_time(now).date()
        refuse_unless_arrow(self.document.state, State.PUBLISHED)
        self._refuse_too_soon(rules, today)
        last_day = self._last_day(rules, today)
        self._go(State.PUBLISHED, rules)
        self.document.force = force_of(self.effective_on or today, last_day)
        self.document.published_at = now
        elements = self.document.elements
        elements.issued_on = elements.issued_on or today

    def _go(self, state: State, rules: Jurisdiction | None = None) -> None:
        refuse_unless_arrow(self.document.state, state)
        if rules is not None:
            refuse_missing(self.missing(rules))
        self.document.state = state

    def _last_day(self, rules: Jurisdiction, today: date) -> date | None:
        return valid_until(
            rules, title=self.document.title, kind=self.document.kind, published_on=today,
            effective_on=self.effective_on or today, own=self.own_term,
        )  # fmt: skip

    def _refuse_too_soon(self, rules: Jurisdiction, today: date) -> None:
        days = rules.days_before_force
        earliest = today + timedelta(days=days)
        starts = self.effective_on or today
        if starts < (today if self.early_reason else earliest):
            raise InForceTooSoon(days, earliest)

    def _reword(self) -> None:
        if self.document.state not in REVISABLE:
            raise WordingSettled(LABELS[self.document.state])
        self.revision += 1

    def _refuse_closed(self, wanted: str) -> None:
        now = self.document.state
        if now not in UNDER_WAY:
            raise StepOutOfOrder(LABELS[now], wanted, "公布之前")

    def _now(self, name: str) -> Any:
        return getattr(self._holder(name), name)

    def _holder(self, name: str) -> Any:
        for one in (self.document, self.document.elements):
            if hasattr(one, name):
                return one
        return self
