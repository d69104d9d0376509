"""A jurisdiction: the rules of one place for its normative documents.

They are data (demo/jurisdictions.yaml), because they differ from province to
province and change with every amendment of the province's rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from svc_documents.domain.jurisdictions.issuers import Issuers
from svc_documents.domain.jurisdictions.registration_numbers import RegistrationRules


class Start(StrEnum):
    """From which day a validity is counted."""

    PUBLICATION = "publication"
    ENTRY_INTO_FORCE = "entry_into_force"


class StepKind(StrEnum):
    """The steps before a document may be registered and published."""

    APPRAISAL = "appraisal"
    PUBLIC_COMMENT = "public_comment"
    FAIR_COMPETITION_REVIEW = "fair_competition_review"
    LEGALITY_REVIEW = "legality_review"
    COLLECTIVE_DISCUSSION = "collective_discussion"

    @property
    def label(self) -> str:
        """As people read it."""
        return STEP_LABELS[self]


STEP_LABELS = {
    StepKind.APPRAISAL: "评估论证",
    StepKind.PUBLIC_COMMENT: "公开征求意见",
    StepKind.FAIR_COMPETITION_REVIEW: "公平竞争审查",
    StepKind.LEGALITY_REVIEW: "合法性审核",
    StepKind.COLLECTIVE_DISCUSSION: "集体审议决定",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """How long documents are valid, in years; a document may say less of itself."""

    usual: int
    interim: int
    interim_words: tuple[str, ...]
    by_kind: Mapping[str, int]
    without_limit: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepRules:
    """Which steps a document needs, and how long the public is asked."""

    always: tuple[StepKind, ...]
    major: tuple[StepKind, ...]
    market: tuple[StepKind, ...]  # what touches the economic activity of enterprises
    comment_days: int
    comment_days_major: int

    def required(self, *, major: bool, market: bool) -> tuple[StepKind, ...]:
        """What a document needs, in the order of the procedure."""
        wanted = {*self.always, *(self.major if major else ()), *(self.market if market else ())}
        return tuple(kind for kind in StepKind if kind in wanted)

    def comment_days_of(self, *, major: bool) -> int:
        """The least days of public comment that need no reason."""
        return self.comment_days_major if major else self.comment_days


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The rules of one place; ``regions`` are the beginnings of its region codes."""

    code: str
    name: str
    regions: tuple[str, ...]
    starts_at: Start
    terms: Terms
    notice_days: tuple[int, ...]  # lights and lists so many days before a validity ends
    evaluation_months: int  # in which the drafting organ must evaluate
    days_before_force: int  # between publication and entry into force
    steps: StepRules
    registration: RegistrationRules
    issuers: Issuers
    number_codes: Mapping[str, tuple[str, ...]]  # 发文机关代字 by the organ's code


@dataclass(frozen=True, slots=True)
class Jurisdictions:
    """All of them; a region belongs to the one that names the longest beginning of its code."""

    all: tuple[Jurisdiction, ...]

    def of_region(self, region_code: str) -> Jurisdiction | None:
        """Whose rules hold in a region; None when nobody's are known."""
        found = [
            (len(beginning), one)
            for one in self.all
            for beginning in one.regions
            if region_code.startswith(beginning)
        ]
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def with_code(self, code: str) -> Jurisdiction | None:
        """One by its code."""
        return next((one for one in self.all if one.code == code), None)
