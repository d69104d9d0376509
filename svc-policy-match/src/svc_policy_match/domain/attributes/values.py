"""Values as people write them, as the whole numbers and codes conditions and answers hold."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from svc_policy_match.domain.attributes.attributes import Attribute, Kind

MOST_DIGITS = 18  # what a bigint holds


class ValueUnsound(Exception):
    """A value that cannot be taken; says why and what to write instead, in Chinese."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def whole(attribute: Attribute, value: Any, unit: str | None = None) -> int:
    """An ordered attribute's value in its smallest step; a date as its ordinal.

    Refused with ValueUnsound: no number, unknown unit, more decimals than are kept.
    """
    if attribute.kind is Kind.DATE:
        return _day(attribute, value)
    times = _times(attribute, unit)
    scaled = _decimal(attribute, value) * times * (Decimal(10) ** attribute.decimals)
    if scaled != scaled.to_integral_value():
        message = f"“{attribute.title}”最多保留 {attribute.decimals} 位小数（{attribute.unit}）。"
        raise ValueUnsound("too_many_decimals", message)
    if abs(scaled) >= Decimal(10) ** MOST_DIGITS:
        raise ValueUnsound("too_large", f"“{attribute.title}”的数值过大，请核对单位。")
    return int(scaled)


def written(attribute: Attribute, number: int) -> str:
    """The whole number as people read it, with its unit."""
    if attribute.kind is Kind.DATE:
        return date.fromordinal(number).isoformat()
    value = (Decimal(number) / (Decimal(10) ** attribute.decimals)).normalize()
    best, times = attribute.unit, Decimal(1)
    for unit, factor in attribute.units.items():
        if factor > times and abs(value) >= factor and value % (factor / 100) == 0:
            best, times = unit, factor
    return f"{(value / times).normalize():,f} {best}".strip()


def known_codes(attribute: Attribute, values: Any) -> frozenset[str]:
    """Codes of the attribute; of a tree their paths. Refused with ValueUnsound."""
    said = [values] if isinstance(values, str) else values
    if not isinstance(said, Iterable) or not (codes := [str(one) for one in said]):
        raise ValueUnsound("no_code", f"请填写“{attribute.title}”的代码。")
    if strange := [one for one in codes if one not in attribute.codes]:
        message = f"“{attribute.title}”没有代码 {'、'.join(strange)}，请从属性目录中选择。"
        raise ValueUnsound("unknown_code", message)
    return frozenset(attribute.paths.get(one, one) for one in codes)


def _times(attribute: Attribute, unit: str | None) -> Decimal:
    if unit is None:
        if attribute.unit:
            message = f"请写明“{attribute.title}”的单位：{_units_of(attribute)}。"
            raise ValueUnsound("unit_missing", message)
        return Decimal(1)
    if unit not in attribute.units:
        message = f"“{attribute.title}”的单位不能是“{unit}”，请用：{_units_of(attribute)}。"
        raise ValueUnsound("wrong_unit", message)
    return attribute.units[unit]


def _units_of(attribute: Attribute) -> str:
    return "、".join(attribute.units) or attribute.unit or "不写单位"


def _decimal(attribute: Attribute, value: Any) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(value, bool) or not number.is_finite():
        raise ValueUnsound("no_number", f"“{attribute.title}”应填写数字。")
    return number


def _day(attribute: Attribute, value: Any) -> int:
    try:
        return date.fromisoformat(str(value)).toordinal()
    except ValueError:
        message = f"“{attribute.title}”应填写日期，如 2026-03-01。"
        raise ValueUnsound("no_date", message) from None
