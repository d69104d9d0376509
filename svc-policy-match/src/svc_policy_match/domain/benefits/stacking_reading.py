"""Rules among policies as they are written, checked against the policies there are.

`{"exclusive": [{"policies": [..], "sentence"}], "caps": [{"policies": [..], "most": {"amount",
"unit"}, "sentence"}]}`
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from shared.refusals import FieldError, Invalid
from svc_policy_match.domain.benefits.reading import IN_FEN
from svc_policy_match.domain.benefits.stacking import CapsCross, SharedCap, Stacking

FEWEST = 2


@dataclass(eq=False)
class StackingUnsound(Invalid):
    """政策之间的互斥或累计限额填写有误。"""


def read_stacking(written: Mapping[str, Any], policies: Iterable[str]) -> Stacking:
    """The rules. Refused with StackingUnsound: unknown policies, no sum, caps across each other."""
    known = frozenset(policies)
    errors: list[FieldError] = []
    exclusive = []
    for number, one in enumerate(written.get("exclusive", [])):
        exclusive.append(_group(one, f"#/exclusive/{number}", known, errors))
    caps = []
    for number, one in enumerate(written.get("caps", [])):
        at = f"#/caps/{number}"
        caps.append(SharedCap(_group(one, at, known, errors), _fen(one.get("most"), at, errors)))
    try:
        found = Stacking(tuple(exclusive), tuple(caps))
    except CapsCross as fault:
        message = f"累计限额的政策范围交叉（{fault}），请改为互不相交或者逐级包含。"
        errors.append(FieldError("#/caps", "caps_cross", message))
    if errors:
        raise StackingUnsound(errors=errors)
    return found


def _group(
    written: Mapping[str, Any], at: str, known: frozenset[str], errors: list[FieldError]
) -> frozenset[str]:
    group = frozenset(str(one) for one in written.get("policies", ()))
    if strange := sorted(group - known):
        message = f"没有政策 {'、'.join(strange)}，请核对编号。"
        errors.append(FieldError(f"{at}/policies", "unknown_policy", message))
    if len(group) < FEWEST:
        errors.append(FieldError(f"{at}/policies", "too_few", "请至少写两项政策。"))
    return group


def _fen(written: Any, at: str, errors: list[FieldError]) -> int:
    given = written if isinstance(written, Mapping) else {}
    try:
        amount = Decimal(str(given.get("amount"))) * IN_FEN[given["unit"]]
        if amount.is_finite() and amount >= 0 and amount == int(amount):
            return int(amount)
    except (InvalidOperation, KeyError):
        pass
    message = f"请写明累计限额 amount 和单位 unit：{'、'.join(IN_FEN)}。"
    errors.append(FieldError(f"{at}/most", "no_money", message))
    return 0
