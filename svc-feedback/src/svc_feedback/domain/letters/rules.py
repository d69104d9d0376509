"""Mailboxes and limits as a region's file says them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast, get_args

from svc_feedback.domain.letters.kinds import LetterKind
from svc_feedback.domain.letters.limits import LetterLimits, Span, Unit
from svc_feedback.domain.letters.reasons import MailboxUnknown
from svc_feedback.domain.places import narrowest

ELSEWHERE = "*"
PARTS = ("simple", "complex", "petition_like", "extension")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A leader's mailbox; letters to one with an organ go to that organ at once."""

    code: str
    name: str
    region_code: str
    organ_code: str | None = None


@dataclass(frozen=True, slots=True)
class LetterRules:
    """What a deployment's file says of letters."""

    mailboxes: Mapping[str, Mailbox]
    limits: Mapping[str, LetterLimits]

    def mailbox(self, code: str) -> Mailbox:
        """A mailbox by its code; refused with MailboxUnknown."""
        if code not in self.mailboxes:
            raise MailboxUnknown
        return self.mailboxes[code]

    def limits_of(self, region_code: str) -> LetterLimits:
        """A region's limits, else its city's, its province's, or those that hold elsewhere."""
        return self.limits[narrowest(self.limits, region_code) or ELSEWHERE]


def read_letter_rules(file: Mapping[str, Any]) -> LetterRules:
    """The rules of a file; ValueError says what is not in order."""
    limits = {str(one["region"]): _limits(one) for one in file.get("limits", ())}
    if ELSEWHERE not in limits:
        raise ValueError(f"letters: no limits for the region {ELSEWHERE!r}")
    return LetterRules({one.code: one for one in _mailboxes(file.get("mailboxes", ()))}, limits)


def _mailboxes(rows: Sequence[Mapping[str, Any]]) -> list[Mailbox]:
    return [
        Mailbox(str(row["code"]), str(row["name"]), str(row["region"]), row.get("organ"))
        for row in rows
    ]


def _limits(row: Mapping[str, Any]) -> LetterLimits:
    missing = [part for part in PARTS if part not in row]
    if missing:
        raise ValueError(f"letters: {row['region']}: no {', '.join(missing)}")
    kinds = {kind: _span(row[kind]) for kind in LetterKind if kind in row}
    simple, hard, petition_like, extension = (_span(row[part]) for part in PARTS)
    limits = LetterLimits(simple, hard, petition_like, extension, kinds)
    if limits.petition_like.unit != limits.extension.unit:
        raise ValueError(f"letters: {row['region']}: an extension counts as the limit does")
    return limits


def _span(given: Mapping[Any, Any]) -> Span:
    ((days, unit),) = given.items()
    if not isinstance(days, int) or days < 1 or unit not in get_args(Unit):
        raise ValueError(f"letters: {given} is not a number of working_day or natural_day")
    return Span(days, cast("Unit", unit))
