"""Facts of a data account, and the answers they make on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from shared.refusals import FieldError, Invalid
from svc_policy_match.domain.answers.answers import Answer
from svc_policy_match.domain.answers.reading import read_answer
from svc_policy_match.domain.attributes.attributes import Attribute
from svc_policy_match.domain.attributes.values import ValueUnsound
from svc_policy_match.domain.conditions.parsing import DECLARED, OLDEST_PERIOD

OLDEST_YEAR = 1900


class Source(StrEnum):
    """Where a fact comes from; the later ones are believed before the earlier."""

    SELF = "self"  # said by the enterprise or person
    CERTIFICATE = "certificate"  # read from a certificate this platform has seen
    REGISTRY = "registry"  # told by the registry that keeps it


SOURCE_NAMES = {
    Source.SELF: "自行填报", Source.CERTIFICATE: "电子证照", Source.REGISTRY: "登记数据",
}  # fmt: skip
RANK = {source: number for number, source in enumerate(Source)}


@dataclass(eq=False)
class ProfileFactsUnsound(Invalid):
    """数据账户信息填写有误，本次提交的各项都没有保存。"""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of an account: `said` is written as an answer is, `year` of yearly ones.

    A fact holds through `valid_until`; after it nothing is known of the attribute any more.
    """

    attribute: str
    year: int | None
    said: Any
    source: Source
    stated_at: datetime
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is still believed."""
        return self.valid_until is None or day <= self.valid_until

    @property
    def weight(self) -> tuple[int, datetime]:
        """Of two facts on one thing the heavier is believed."""
        return RANK[self.source], self.stated_at


@dataclass(frozen=True, slots=True)
class Stating:
    """What somebody wants to enter: one attribute, its year, its value."""

    attribute: str
    said: Any
    year: int | None = None


def stated(
    wanted: Iterable[Stating],
    registry: Mapping[str, Attribute],
    source: Source,
    at: datetime,
    today: date,
) -> list[Fact]:
    """The facts to keep. Refused with ProfileFactsUnsound, everything wrong at once."""
    facts: list[Fact] = []
    errors: list[FieldError] = []
    for number, one in enumerate(wanted):
        try:
            facts.append(_fact(one, registry, source, at, today))
        except ValueUnsound as fault:
            errors.append(FieldError(f"#/facts/{number}", fault.code, fault.message))
        except Invalid as fault:
            errors += (FieldError(f"#/facts/{number}", e.code, e.message) for e in fault.errors)
    if errors:
        raise ProfileFactsUnsound(errors=errors)
    return facts


def _fact(
    one: Stating, registry: Mapping[str, Attribute], source: Source, at: datetime, today: date
) -> Fact:
    attribute = registry.get(one.attribute)
    if attribute is not None and attribute.derived:
        message = f"“{attribute.title}”由其他信息推算，不需要填写。"
        raise ValueUnsound("derived", message)
    if attribute is not None and attribute.by_year:
        _check_year(attribute, one.year, today)
    period = None if one.year is None else min(0, one.year - today.year)
    read_answer(key_of(one.attribute, period), one.said, registry)
    days = attribute.valid_days if attribute is not None else None
    until = None if days is None else today + timedelta(days=days)
    return Fact(one.attribute, one.year, one.said, source, at, until)


def _check_year(attribute: Attribute, year: int | None, today: date) -> None:
    if year is None:
        raise ValueUnsound("year_missing", f"请写明“{attribute.title}”是哪一年的（year）。")
    if not OLDEST_YEAR <= year <= today.year:
        raise ValueUnsound("year_outside", f"“{attribute.title}”的年度不能晚于今年。")


def key_of(attribute: str, period: int | None) -> str:
    """The key answers are kept under."""
    return attribute if period is None else f"{attribute}@{period}"


def answers_on(
    facts: Iterable[Fact], registry: Mapping[str, Attribute], day: date
) -> dict[str, Answer]:
    """What is known on a day: of each attribute the fact believed most, expired ones left out.

    An attribute or value that has left the registry since is unknown, never a fault.
    """
    best: dict[str, Fact] = {}
    for one in facts:
        if not one.holds_on(day):
            continue
        period = None if one.year is None else one.year - day.year
        if period is not None and not OLDEST_PERIOD <= period <= 0:
            continue
        key = key_of(one.attribute, period)
        if key not in best or one.weight > best[key].weight:
            best[key] = one
    found: dict[str, Answer] = {}
    for key, fact in best.items():
        answer = _believed(key, fact, registry)
        if answer is not None:
            found[key] = answer
    return found


def _believed(key: str, fact: Fact, registry: Mapping[str, Attribute]) -> Answer | None:
    if key.startswith(DECLARED):
        return fact.said if isinstance(fact.said, bool) else None
    try:
        return read_answer(key, fact.said, registry)
    except (ValueUnsound, Invalid):
        return None
