"""How long a document is valid: the last day, which is still valid.

The rules are a jurisdiction's; a document may say less of itself, never more.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from shared.refusals import Conflict
from svc_documents.domain.effects.effects import Cause, Force
from svc_documents.domain.jurisdictions.jurisdictions import Jurisdiction, Start, Terms

# What ends, amends or prolongs 《an interim document》 is none itself.
ABOUT_OTHERS = re.compile(
    r"(?:废止|修改|延长|延续|失效)[^《〈]{0,12}[《〈]|[》〉].*(?:有效|失效|废止)(?![）)])"
)
NO_INTERIM = "先行先试"  # 先行先试行动 says 试行 by chance


@dataclass(eq=False)
class TermTooLong(Conflict):
    """文件写明的有效期超过规定。"""

    advice: ClassVar[str] = "这类文件的有效期最晚到 {longest}，请改短有效期。"
    longest: date


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """What a document says of its validity itself: years, or a last day; perhaps neither."""

    years: int | None = None
    last_day: date | None = None

    def last_from(self, start: date) -> date | None:
        """The last day it says, counted from a day; the earlier when it says both."""
        said = [self.last_day, years_after(start, self.years) if self.years else None]
        return min((day for day in said if day), default=None)


def is_interim(terms: Terms, title: str) -> bool:
    """Whether the title says 暂行 or 试行 of the document itself."""
    plain = title.replace(NO_INTERIM, "")
    return any(word in plain for word in terms.interim_words) and not ABOUT_OTHERS.search(plain)


def years_of(terms: Terms, title: str, kind: str) -> int | None:
    """How many years such a document is valid at most; None when there is no limit."""
    if kind in terms.without_limit:
        return None
    known = terms.by_kind.get(kind, terms.usual)
    return min(known, terms.interim) if is_interim(terms, title) else known


def years_after(start: date, years: int) -> date:
    """The same day some years later; 28 February where there is no 29."""
    return months_before(start, -12 * years)


def months_before(day: date, months: int) -> date:
    """The same day of the month so much earlier; the month's last day where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def valid_until(
    jurisdiction: Jurisdiction,
    *,
    title: str,
    kind: str,
    published_on: date,
    effective_on: date,
    own: OwnTerm | None = None,
) -> date | None:
    """The last day of validity, still valid; None without limit. TermTooLong when it says more."""
    counted_from = {Start.PUBLICATION: published_on, Start.ENTRY_INTO_FORCE: effective_on}
    start = counted_from[jurisdiction.starts_at]
    years = years_of(jurisdiction.terms, title, kind)
    longest = None if years is None else years_after(start, years)
    said = own.last_from(start) if own else None
    if said and longest and said > longest:
        raise TermTooLong(longest)
    return said or longest


def force_of(effective_on: date, last_day: date | None) -> Force:
    """In force from a day on, until the last day of validity is over."""
    if last_day is None:
        return Force(first=effective_on)
    return Force(first=effective_on, until=last_day + timedelta(days=1), cause=Cause.LAPSED)
