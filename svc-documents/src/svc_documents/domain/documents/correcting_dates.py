"""Corrections (勘误) of the days a document is in force: they were recorded wrongly."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from shared.refusals import FieldError, Invalid
from svc_documents.domain.documents.correcting import Changed
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.effects.acts import Act, ActKind
from svc_documents.domain.effects.effects import Cause


@dataclass(eq=False)
class DatesUnsound(Invalid):
    """更正的日期有误。"""


class RightDates(NamedTuple):
    """The days as the original has them; None where nothing is corrected."""

    effective_on: date | None = None
    valid_until: date | None = None  # the last day, still valid

    @property
    def are_named(self) -> bool:
        """Whether any is."""
        return self != RightDates()


def refuse_unsound(starts: date | None, last_day: date | None, published_on: date | None) -> None:
    """Refused with DatesUnsound: in force before its publication, or ended before it began."""
    if starts is not None and published_on is not None and starts < published_on:
        message = f"施行日期不能早于公布之日（{published_on}）。"
        raise DatesUnsound(errors=[FieldError("#/effective_on", "before_publication", message)])
    if starts is not None and last_day is not None and last_day < starts:
        message = f"有效期届满日不能早于施行日期（{starts}）。"
        raise DatesUnsound(errors=[FieldError("#/valid_until", "before_first", message)])


def own_end(last_day: date) -> Act:
    """The end of a validity, as an act upon the force."""
    return Act(ActKind.ENDS, last_day + timedelta(days=1), Cause.LAPSED)


def changed_dates(document: Document, starts: date | None, last_day: date | None) -> list[Changed]:
    """Which of its days are others now; its last day as far as a validity ends it."""
    pairs = (
        ("effective_on", document.force.first, starts),
        ("valid_until", document.valid_until, last_day),
    )
    return [
        Changed(name, _shown(before), _shown(after))
        for name, before, after in pairs if before != after
    ]  # fmt: skip


def _shown(day: date | None) -> str:
    return day.isoformat() if day else ""
