"""What a written leaf asks: its operator and value as tests of an answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from svc_policy_match.domain.attributes.attributes import Attribute, Kind
from svc_policy_match.domain.attributes.values import ValueUnsound, known_codes, whole
from svc_policy_match.domain.conditions.tests import Has, In, Is, Present, Under, Window
from svc_policy_match.domain.conditions.trees import Test

Written = Mapping[str, Any]
PAIR = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """The tests of a leaf: one, or several joined by `all` or `any`; all of it may be negated."""

    tests: tuple[Test, ...]
    joined: str | None = None
    negated: bool = False

    @property
    def test(self) -> Test:
        """The first, of most leaves the only one."""
        return self.tests[0]


def tested(attribute: Attribute, written: Written) -> Asked:
    """What a leaf asks of the attribute. Refused with ValueUnsound."""
    op = str(written.get("op", ""))
    if op in {"present", "absent"}:
        return Asked((Present(),), negated=op == "absent")
    ops = OPERATORS[attribute.kind]
    if op not in ops:
        message = f"“{attribute.title}”可用的运算是：{'、'.join([*ops, 'present', 'absent'])}。"
        raise ValueUnsound("unknown_operator", message)
    return ops[op](attribute, written)


def _number(attribute: Attribute, written: Written) -> int:
    unit = written.get("unit")
    return whole(attribute, written.get("value"), None if unit is None else str(unit))


def _at_least(attribute: Attribute, written: Written) -> Asked:
    return Asked((Window(lo=_number(attribute, written)),))


def _above(attribute: Attribute, written: Written) -> Asked:
    return Asked((Window(lo=_number(attribute, written) + 1),))


def _at_most(attribute: Attribute, written: Written) -> Asked:
    return Asked((Window(hi=_number(attribute, written)),))


def _below(attribute: Attribute, written: Written) -> Asked:
    return Asked((Window(hi=_number(attribute, written) - 1),))


def _equal(attribute: Attribute, written: Written) -> Asked:
    number = _number(attribute, written)
    return Asked((Window(number, number),))


def _between(attribute: Attribute, written: Written) -> Asked:
    ends = written.get("value")
    if not isinstance(ends, list) or len(ends) != PAIR:
        raise ValueUnsound("no_interval", "between 的 value 应是两个数：[下限, 上限]。")
    lo, hi = (_number(attribute, {**written, "value": one}) for one in ends)
    if lo > hi:
        raise ValueUnsound("interval_reversed", "区间的下限大于上限，请对调。")
    return Asked((Window(lo, hi),))


def _in(attribute: Attribute, written: Written) -> Asked:
    return Asked((_one_of(attribute, written),))


def _not_in(attribute: Attribute, written: Written) -> Asked:
    return Asked((_one_of(attribute, written),), negated=True)


def _one_of(attribute: Attribute, written: Written) -> In | Under:
    codes = known_codes(attribute, written.get("value"))
    return Under(codes) if attribute.kind is Kind.TREE else In(codes)


def _has(attribute: Attribute, written: Written) -> tuple[Test, ...]:
    return tuple(Has(one) for one in sorted(known_codes(attribute, written.get("value"))))


def _has_any(attribute: Attribute, written: Written) -> Asked:
    return Asked(_has(attribute, written), "any")


def _has_all(attribute: Attribute, written: Written) -> Asked:
    return Asked(_has(attribute, written), "all")


def _has_none(attribute: Attribute, written: Written) -> Asked:
    return Asked(_has(attribute, written), "any", negated=True)


def _is(attribute: Attribute, written: Written) -> Asked:
    value = written.get("value")
    if not isinstance(value, bool):
        raise ValueUnsound("no_flag", f"“{attribute.title}”应填写 true 或 false。")
    return Asked((Is(),), negated=not value)


Operator = Callable[[Attribute, Written], Asked]
_ORDER: Mapping[str, Operator] = {
    ">=": _at_least, ">": _above, "<=": _at_most, "<": _below, "=": _equal, "between": _between,
}  # fmt: skip
_CODES: Mapping[str, Operator] = {"in": _in, "not_in": _not_in}
OPERATORS: Mapping[Kind, Mapping[str, Operator]] = {
    Kind.NUMBER: _ORDER,
    Kind.DATE: _ORDER,
    Kind.CHOICE: _CODES,
    Kind.TREE: _CODES,
    Kind.CODES: {"has_any": _has_any, "has_all": _has_all, "has_none": _has_none},
    Kind.FLAG: {"is": _is},
    Kind.PEOPLE: {},
}
