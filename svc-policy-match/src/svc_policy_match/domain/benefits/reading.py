"""Benefits as they are written in JSON, checked against the registry, everything wrong at once.

- `{"kind": "fixed", "amount": "20", "unit": "万元"}`
- `{"kind": "rate", "rate": "30", "of": formula, "cap", "floor"}` in percent; `["30", "50"]` where
  the policy leaves the rate to who decides
- `{"kind": "tiered", "tiers": [{"when": condition, "benefit"}], "otherwise": benefit}`: the first
  that holds counts
- `{"kind": "formula", "formula", "cap", "floor"}`
- `{"kind": "words", "text"}` gives no money

A formula is `{"amount", "unit"}`, `{"number"}`, `{"attr", "period"}`, `{"times": [one, other]}`
or `{"sum" | "least" | "greatest": [..]}`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from shared.refusals import FieldError, Invalid
from svc_policy_match.domain.answers.reading import attribute_of
from svc_policy_match.domain.attributes.attributes import Attribute, Kind, Registry
from svc_policy_match.domain.attributes.values import ValueUnsound
from svc_policy_match.domain.benefits.formulas import (
    Amount,
    Figure,
    Formula,
    Greatest,
    Least,
    Product,
    Sum,
    Tier,
    Tiered,
)
from svc_policy_match.domain.conditions.parsing import ConditionUnsound, parse
from svc_policy_match.domain.conditions.trees import All

IN_FEN = {"分": 1, "元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}
ZERO = Amount(Fraction(0))
DEEPEST = 8
PAIR = 2
JOINED: Mapping[str, type[Sum | Least | Greatest]] = {
    "sum": Sum, "least": Least, "greatest": Greatest,
}  # fmt: skip
SIGNED = frozenset({"taxable_income"})  # a loss is below nothing
Written = Mapping[str, Any]


@dataclass(eq=False)
class BenefitUnsound(Invalid):
    """政策优惠内容填写有误。"""


def read_benefit(written: Any, registry: Registry) -> Formula:
    """What a policy gives, in fen. Refused with BenefitUnsound, pointers from `#/benefit`."""
    reading = _Reading(registry)
    found = reading.benefit(written, "#/benefit", 0)
    if reading.errors:
        raise BenefitUnsound(errors=reading.errors)
    return found


@dataclass
class _Reading:
    """One pass over a written benefit; ZERO stands where something is not in order."""

    registry: Registry
    errors: list[FieldError] = field(default_factory=list)

    def benefit(self, written: Any, at: str, depth: int) -> Formula:
        """One benefit of any kind."""
        kinds: Mapping[str, Callable[[Written, str, int], Formula]] = {
            "fixed": self._fixed, "rate": self._rate, "tiered": self._tiered,
            "formula": self._formula, "words": self._words,
        }  # fmt: skip
        kind = str(written.get("kind")) if isinstance(written, Mapping) else ""
        if kind not in kinds or depth > DEEPEST:
            return self._wrong(at, "no_benefit", f"请写明优惠类型 kind：{'、'.join(kinds)}。")
        return kinds[kind](written, at, depth)

    def _fixed(self, written: Written, at: str, _: int) -> Formula:
        return self._amount(written, at)

    def _words(self, written: Written, at: str, _: int) -> Formula:
        return ZERO if written.get("text") else self._wrong(at, "empty", "请写明优惠内容 text。")

    def _rate(self, written: Written, at: str, depth: int) -> Formula:
        rate = self._percent(written.get("rate"), f"{at}/rate")
        base = self._money(written.get("of"), f"{at}/of", depth)
        return self._bounded(Product(rate, base), written, at)

    def _percent(self, written: Any, at: str) -> Amount:
        """One rate, or from one to another: `["30", "50"]`."""
        if not isinstance(written, list):
            return Amount(self._number(written, at) / 100)
        ends = [self._number(one, f"{at}/{n}") / 100 for n, one in enumerate(written)]
        if len(ends) != PAIR or ends[0] > ends[1]:
            self._wrong(at, "interval_reversed", "比例区间应写作 [下限, 上限]。")
            return ZERO
        return Amount(ends[0], ends[1])

    def _formula(self, written: Written, at: str, depth: int) -> Formula:
        found = self._money(written.get("formula"), f"{at}/formula", depth)
        return self._bounded(found, written, at)

    def _bounded(self, found: Formula, written: Written, at: str) -> Formula:
        if "floor" in written:
            found = Greatest((found, self._amount(written["floor"], f"{at}/floor")))
        if "cap" in written:
            found = Least((found, self._amount(written["cap"], f"{at}/cap")))
        return found

    def _tiered(self, written: Written, at: str, depth: int) -> Formula:
        tiers = written.get("tiers")
        if not isinstance(tiers, list) or not tiers:
            return self._wrong(f"{at}/tiers", "empty", "请至少写一档。")
        each = (self._tier(one, f"{at}/tiers/{n}", depth) for n, one in enumerate(tiers))
        found = tuple(one for one in each if one is not None)
        if "otherwise" not in written:
            return Tiered(found)
        last = self.benefit(written["otherwise"], f"{at}/otherwise", depth + 1)
        return Tiered((*found, Tier(All(()), last)))

    def _tier(self, written: Any, at: str, depth: int) -> Tier | None:
        if not isinstance(written, Mapping):
            self._wrong(at, "no_tier", "每一档写明条件 when 和优惠 benefit。")
            return None
        gives = self.benefit(written.get("benefit"), f"{at}/benefit", depth + 1)
        try:
            return Tier(parse(written.get("when"), self.registry), gives)
        except ConditionUnsound as refused:
            for one in refused.errors:
                pointer = one.pointer.replace("#/condition", f"{at}/when", 1)
                self._wrong(pointer, one.code, one.message)
            return None

    def _money(self, written: Any, at: str, depth: int) -> Formula:
        found, moneys = self._read(written, at, depth)
        if moneys != 1:
            return self._wrong(at, "no_money", "这里算出来的应是一笔金额，请检查各项的单位。")
        return found

    def _read(self, written: Any, at: str, depth: int) -> tuple[Formula, int]:
        """A formula, and how often money is multiplied in it."""
        if not isinstance(written, Mapping) or depth > DEEPEST:
            return self._wrong(at, "no_formula", "请写明计算公式。"), 1
        if "attr" in written:
            return self._figure(written, at)
        if "amount" in written or "number" in written:
            return self._constant(written, at)
        if "times" in written:
            return self._times(written["times"], f"{at}/times", depth)
        joined = next((word for word in JOINED if word in written), None)
        if joined is None:
            return self._wrong(at, "no_formula", "请写明计算公式。"), 1
        return self._joined(written[joined], JOINED[joined], f"{at}/{joined}", depth)

    def _constant(self, written: Written, at: str) -> tuple[Formula, int]:
        if "amount" in written:
            return self._amount(written, at), 1
        return Amount(self._number(written["number"], f"{at}/number")), 0

    def _joined(
        self, written: Any, made: type[Sum | Least | Greatest], at: str, depth: int
    ) -> tuple[Formula, int]:
        parts = written if isinstance(written, list) else []
        each = [self._read(one, f"{at}/{n}", depth + 1) for n, one in enumerate(parts)]
        moneys = {money for _, money in each}
        if len(moneys) != 1:
            return self._wrong(at, "mixed_units", "各项的单位应当相同，且至少写一项。"), 1
        return made(tuple(one for one, _ in each)), moneys.pop()

    def _times(self, written: Any, at: str, depth: int) -> tuple[Formula, int]:
        if not isinstance(written, list) or len(written) != PAIR:
            return self._wrong(at, "no_pair", "times 后写两项。"), 1
        (left, one), (right, other) = (
            self._read(part, f"{at}/{n}", depth + 1) for n, part in enumerate(written)
        )
        return Product(left, right), one + other

    def _figure(self, written: Written, at: str) -> tuple[Formula, int]:
        period = written.get("period")
        key = str(written["attr"]) if period is None else f"{written['attr']}@{period}"
        try:
            attribute = attribute_of(key, self.registry)
        except ValueUnsound as fault:
            return self._wrong(f"{at}/attr", fault.code, fault.message), 1
        if attribute.kind is not Kind.NUMBER:
            message = f"“{attribute.title}”不是数值，不能参加计算。"
            return self._wrong(f"{at}/attr", "no_number", message), 1
        is_money = attribute.unit == "元"
        step = _in_unit(attribute) * (100 if is_money else 1)
        return Figure(key, step, attribute.code in SIGNED), int(is_money)

    def _amount(self, written: Any, at: str) -> Amount:
        if not isinstance(written, Mapping) or written.get("unit") not in IN_FEN:
            self._wrong(at, "wrong_unit", f"请写明金额 amount 和单位 unit：{'、'.join(IN_FEN)}。")
            return ZERO
        return Amount(self._number(written.get("amount"), f"{at}/amount") * IN_FEN[written["unit"]])

    def _number(self, written: Any, at: str) -> Fraction:
        try:
            number = Decimal(str(written))
        except InvalidOperation:
            number = Decimal("NaN")
        if isinstance(written, bool) or not number.is_finite() or number < 0:
            self._wrong(at, "no_number", "请填写不小于零的数字。")
            return Fraction(0)
        return Fraction(number)

    def _wrong(self, at: str, code: str, message: str) -> Formula:
        self.errors.append(FieldError(at, code, message))
        return ZERO


def _in_unit(attribute: Attribute) -> Fraction:
    """The smallest step of an attribute in its unit; a percent as a hundredth."""
    step = Fraction(1, 10**attribute.decimals)
    return step / 100 if attribute.unit == "%" else step
