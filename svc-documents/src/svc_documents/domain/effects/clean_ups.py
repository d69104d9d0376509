"""A clean-up (清理): every document of an organ or region is kept, ended, or to be amended.

What is on no list ends on the day of the decision.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from svc_documents.domain.effects.acts import Act, ActKind
from svc_documents.domain.effects.effects import Cause


class Verdict(StrEnum):
    """What a clean-up decides of a document."""

    CONTINUE = "continue"
    LAPSED = "lapsed"
    REPEALED = "repealed"
    AMEND_BY = "amend_by"
    CLEANED_UP = "cleaned_up"  # on no list

    @property
    def label(self) -> str:
        """As people read it."""
        return LABELS[self]


LABELS = {
    Verdict.CONTINUE: "继续有效", Verdict.LAPSED: "宣布失效", Verdict.REPEALED: "废止",
    Verdict.AMEND_BY: "限期修改", Verdict.CLEANED_UP: "未列入目录，失效",
}  # fmt: skip
ENDS = {
    Verdict.LAPSED: (Cause.CLEANED_UP, "{title}宣布失效"),
    Verdict.REPEALED: (Cause.REPEALED, "{title}决定废止"),
    Verdict.CLEANED_UP: (Cause.CLEANED_UP, "未列入{title}的继续有效目录"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """What is decided of one document."""

    document_id: UUID
    verdict: Verdict
    amend_by: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanUp:
    """A decision on the documents issued up to a day, of one organ or of a whole region."""

    clean_up_id: UUID
    title: str
    decided_on: date
    issued_until: date
    organ_id: UUID | None
    region_code: str
    decision_id: UUID | None = None  # the published decision, if it stands in the library

    def act(self, item: Item) -> Act | None:
        """What a verdict does to the document's force."""
        if item.verdict not in ENDS:
            return None
        cause, words = ENDS[item.verdict]
        reason = words.format(title=f"《{self.title}》")
        return Act(ActKind.ENDS, self.decided_on, cause, reason, self.decision_id)


def planned(covered: Iterable[UUID], listed: Mapping[UUID, Item]) -> list[Item]:
    """What happens to every document that is covered, in order of their ids."""
    left_out = (Item(one, Verdict.CLEANED_UP) for one in covered if one not in listed)
    return sorted((*listed.values(), *left_out), key=lambda one: one.document_id)


def fingerprint(plan: Iterable[Item]) -> str:
    """What equal plans share, so that what was looked at is what is carried out."""
    lines = (f"{one.document_id}|{one.verdict}|{one.amend_by}" for one in plan)
    return sha256("\n".join(lines).encode()).hexdigest()[:32]
