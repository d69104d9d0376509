"""The five disclosures of a fund (五公开): when each is due, and how it stands on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from shared.refusals import FieldError, Invalid
from svc_budget.domain.funds.funds import Fund

RECKONED_UNTIL = timedelta(days=1)


@dataclass(eq=False)
class FundDisclosureUnsound(Invalid):
    """公开事项填写有误。"""


class DisclosureKind(StrEnum):
    """What is disclosed of a fund."""

    RULES = "rules"
    CALL = "call"
    REVIEW = "review"
    ALLOCATION = "allocation"
    PERFORMANCE = "performance"


class FundAnchor(StrEnum):
    """What days are counted from."""

    ESTABLISHED = "established"  # the day the fund was set up
    YEAR = "year"  # the first day of the budget year
    YEAR_END = "year_end"  # its last day
    CALL = "call"  # the call was published
    REVIEW = "review"  # the results of the review were published
    ALLOCATED = "allocated"  # the first allocation of the year


class Stated(StrEnum):
    """What the manager of a fund says of one of its disclosures."""

    PUBLISHED = "published"
    CLASSIFIED = "classified"  # 涉密不公开
    NONE = "none"  # 无此项


class DisclosureState(StrEnum):
    """How a disclosure stands."""

    PUBLISHED = "published"
    CLASSIFIED = "classified"
    NONE = "none"
    MISSING = "missing"
    WAITING = "waiting"


STATE_NAMES = {
    DisclosureState.PUBLISHED: "已公开", DisclosureState.CLASSIFIED: "涉密不公开",
    DisclosureState.NONE: "无此项", DisclosureState.MISSING: "未公开",
    DisclosureState.WAITING: "未到期",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DueRule:
    """Until when a disclosure is due: the earliest of so many days after what has happened."""

    kind: DisclosureKind
    title: str
    yearly: bool
    within: Mapping[FundAnchor, int]

    def due_on(self, happened: Mapping[FundAnchor, date]) -> date | None:
        """The last day; None while nothing it is counted from has happened."""
        days = (
            happened[anchor] + timedelta(days=number)
            for anchor, number in self.within.items() if anchor in happened
        )  # fmt: skip
        return min(days, default=None)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A version of what was said of a disclosure; `year` is None for the management rules."""

    disclosure_id: UUID
    fund_id: UUID
    kind: DisclosureKind
    year: int | None
    stated: Stated
    title: str = ""
    reference: str = ""  # as a citation is written: a title, or 文号
    document_id: UUID | None = None
    published_on: date | None = None
    basis: str = ""  # of 涉密不公开, or why there is none
    version: int = 1


@dataclass(frozen=True, slots=True)
class DisclosureStanding:
    """A disclosure as it stands on a day."""

    rule: DueRule
    year: int | None
    state: DisclosureState
    due_on: date | None
    missing_since: date | None = None
    days_late: int = 0
    disclosure: Disclosure | None = None


def happened(
    fund: Fund, year: int | None, allocated_on: date | None, published: Mapping[str, date]
) -> Mapping[FundAnchor, date]:
    """What periods of a fund's year are counted from; `published` is of that year, by kind."""
    known = {FundAnchor.ESTABLISHED: fund.established_on}
    if year is None:
        return known
    known |= {FundAnchor.YEAR: date(year, 1, 1), FundAnchor.YEAR_END: date(year, 12, 31)}
    for anchor in (FundAnchor.CALL, FundAnchor.REVIEW):
        if anchor.value in published:
            known[anchor] = published[anchor.value]
    if allocated_on is not None:
        known[FundAnchor.ALLOCATED] = allocated_on
    return known


def standing(
    rule: DueRule,
    year: int | None,
    found: Disclosure | None,
    anchors: Mapping[FundAnchor, date],
    today: date,
) -> DisclosureStanding:
    """Where a disclosure stands: published (how late), stated, missing since when, or not due."""
    due = rule.due_on(anchors)
    if found is not None:
        late = 0
        if due is not None and found.published_on is not None:
            late = max(0, (found.published_on - due).days)
        state = DisclosureState(found.stated.value)
        return DisclosureStanding(rule, year, state, due, None, late, found)
    if due is None or today <= due:
        return DisclosureStanding(rule, year, DisclosureState.WAITING, due)
    since, late = due + RECKONED_UNTIL, (today - due).days
    return DisclosureStanding(rule, year, DisclosureState.MISSING, due, since, late)


def sound(one: Disclosure, rule: DueRule, fund: Fund, today: date) -> Disclosure:
    """The disclosure. Refused with FundDisclosureUnsound, everything wrong at once."""
    errors = [*_of_year(one, rule, fund), *_of_content(one, today)]
    if errors:
        raise FundDisclosureUnsound(errors=errors)
    return one


def _of_year(one: Disclosure, rule: DueRule, fund: Fund) -> list[FieldError]:
    if not rule.yearly:
        message = f"{rule.title}不分年度，请不要填写年度。"
        return [FieldError("query:year", "not_yearly", message)] if one.year is not None else []
    if one.year is None or not fund.holds_in(one.year):
        return [FieldError("query:year", "year_outside", "请填写这项资金的预算年度。")]
    return []


def _of_content(one: Disclosure, today: date) -> list[FieldError]:
    if one.stated is not Stated.PUBLISHED:
        errors = []
        if not one.basis.strip():
            message = "请写明涉密不公开的依据，或者没有这一项的原因。"
            errors.append(FieldError("#/basis", "missing", message))
        if one.reference or one.document_id or one.published_on:
            message = "涉密不公开或没有这一项的，不填写文件和公开日期。"
            errors.append(FieldError("#/reference", "not_published", message))
        return errors
    errors = []
    if not one.reference.strip():
        errors.append(FieldError("#/reference", "missing", "请写明所公开文件的题名或文号。"))
    if one.published_on is None or one.published_on > today:
        message = "请填写公开日期，不能晚于今天。"
        errors.append(FieldError("#/published_on", "missing_or_future", message))
    return errors
