"""What stands in a cell becomes a whole number of fen, exactly; what cannot be read says why.

Spreadsheets keep numbers as binary floats. Their shortest decimal form is what was typed, so that
form is read, never the float reckoned with; behind the fifteenth digit stands noise of formulas.
"""

import re
from datetime import date, time
from decimal import Context, Decimal
from typing import Final, NamedTuple

from svc_budget.domain.money.money import Unit, to_fen
from svc_budget.domain.workbooks.grids import Value
from svc_budget.domain.workbooks.wording import typed_number

SHIFTS: Final = {Unit.YUAN: 2, Unit.TEN_THOUSAND: 6, Unit.HUNDRED_MILLION: 10}
UNITS: Final = {
    "元": Unit.YUAN, "万元": Unit.TEN_THOUSAND, "万": Unit.TEN_THOUSAND,
    "亿元": Unit.HUNDRED_MILLION, "亿": Unit.HUNDRED_MILLION,
}  # fmt: skip
NILS: Final = frozenset(("-", "--", "---", "/", "//", "无", "零", "\\"))
MOST: Final = 9 * 10**17  # fen; what the database keeps is a little more
UNROUNDED: Final = 7  # decimals nobody types: a formula was not rounded
DIGITS: Final = Context(prec=15)

_NUMBER = re.compile(
    r"(?P<open>\()?(?P<sign>[-+△▲负])?[¥￥]?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?(?:[eE][+-]?\d{1,2})?|\.\d+)"
    r"(?P<unit>亿元|万元|元|万|亿)?(?P<percent>%)?(?P<close>\))?"
)


class Reading(NamedTuple):
    """A cell's number. `decimals` is how many were shown; None when that says nothing."""

    raw: str
    amount: int | None = None
    decimals: int | None = None
    fault: str = ""


BLANK: Final = Reading("")


def read_amount(value: Value, unit: Unit) -> Reading:
    """An amount in fen; nothing for a blank cell, 0 for a mark that says nil."""
    if value is None:
        return BLANK
    if type(value) is float:
        return _of_float(value, unit)
    if type(value) is int:
        return _bounded(Reading(str(value), value * unit.fen, 0 if value else None))
    if isinstance(value, str):
        return _of_text(value, unit)
    return _of_no_number(value)


def read_percent(value: Value, *, as_ratio: bool) -> Reading:
    """A percentage in hundredths: 12.5% is 1250; a cell shown as per cent keeps 0.125."""
    return _of_hundredths(value, 100 if as_ratio else 1)


def read_count(value: Value) -> Reading:
    """A number of things in hundredths: 3辆 is 300."""
    bare = (
        re.sub(r"(?<=\d)[^\d.%)]+$", "", typed_number(value)) if isinstance(value, str) else value
    )
    return _of_hundredths(bare, 1)._replace(raw=raw_of(value))


def raw_of(value: Value) -> str:
    """A cell as text."""
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value).strip()


def _of_float(value: float, unit: Unit) -> Reading:
    text = repr(value)
    whole, _, part = text.partition(".")
    if part == "0":
        return _bounded(Reading(whole, int(whole) * unit.fen, 0 if value else None))
    if part.isdigit() and len(part) <= min(SHIFTS[unit], UNROUNDED - 1):
        fen = int(whole + part) * int(10 ** (SHIFTS[unit] - len(part)))
        return _bounded(Reading(text, fen, len(part)))
    return _of_decimal(text, Decimal(text), unit)


def _of_decimal(raw: str, number: Decimal, unit: Unit) -> Reading:
    if not number.is_finite():
        return Reading(raw, fault="公式没有得出数字，请改正公式后重新保存。")
    exact = DIGITS.create_decimal(number).normalize()
    shown = max(0, -int(exact.as_tuple().exponent))
    if exact.adjusted() > len(str(MOST)):
        return Reading(raw, fault=TOO_LARGE)
    return _bounded(Reading(raw, to_fen(exact, unit), shown if shown < UNROUNDED else None))


def _of_text(value: str, unit: Unit) -> Reading:
    typed = typed_number(value)
    raw = value.strip()
    if not typed:
        return BLANK
    if typed in NILS:
        return Reading(raw, 0)
    found = _NUMBER.fullmatch(typed)
    if found is None or bool(found["open"]) != bool(found["close"]):
        return Reading(raw, fault=_fault(raw, typed))
    if found["percent"]:
        return Reading(raw, fault=f"此处应为金额，“{raw[:20]}”是百分比，请改为金额。")
    digits = found["digits"].replace(",", "")
    number = Decimal(digits)
    if found["open"] or found["sign"] in ("-", "△", "▲", "负"):
        number = -number
    reading = _of_decimal(raw, number, UNITS.get(found["unit"], unit))
    shown = len(digits.partition(".")[2]) if number and digits.replace(".", "").isdigit() else None
    return reading._replace(decimals=None if found["unit"] else shown)


def _of_hundredths(value: Value, times: int) -> Reading:
    if isinstance(value, str) and (typed := typed_number(value)).endswith("%"):
        return read_amount(typed[:-1], Unit.YUAN)._replace(raw=value.strip())
    if isinstance(value, float) and times != 1:
        exact = DIGITS.create_decimal(Decimal(repr(value)))
        return _of_decimal(raw_of(value), exact * times, Unit.YUAN)
    if isinstance(value, int) and not isinstance(value, bool):
        return read_amount(value * times, Unit.YUAN)._replace(raw=str(value))
    return read_amount(value, Unit.YUAN)


def _of_no_number(value: Value) -> Reading:
    if isinstance(value, bool):
        return Reading(str(value).upper(), fault="此处是逻辑值，请改填数字。")
    if isinstance(value, date | time):
        advice = "请把单元格格式改为“数值”后重新填写。"
        return Reading(raw_of(value), fault=f"此处被存成了日期或时间，{advice}")
    return Reading(raw_of(value), fault=_fault(raw_of(value), ""))


TOO_LARGE = "数额过大，请核对金额和单位。"


def _bounded(reading: Reading) -> Reading:
    if reading.amount is not None and abs(reading.amount) > MOST:
        return Reading(reading.raw, fault=TOO_LARGE)
    return reading


def _fault(raw: str, typed: str) -> str:
    shown = raw[:20]
    if typed.startswith("#"):
        return f"公式出错（{shown}），请改正公式后重新保存。"
    if re.fullmatch(r"[-+]?[\d,]+(?:\.\d*)?", typed):
        return f"“{shown}”的千位分隔符位置不对，请改为如“1,234.50”的写法，或去掉分隔符。"
    return f"“{shown}”不能识别为数字，请只填数字；没有数据请留空或填“-”。"
