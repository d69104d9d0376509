"""Articles that are not carried out for a time (行政复议法 56-59), and again carried out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from shared.refusals import Conflict, NotFound
from svc_documents.domain.effects.effects import Effect, Force, Suspension


@dataclass(eq=False)
class NotInForce(Conflict):
    """文件在这一天没有效力。"""

    advice: ClassVar[str] = "该文件在 {on} 的效力为“{effect}”，不能停止执行。"
    on: date
    effect: str


@dataclass(eq=False)
class SuspensionNotFound(NotFound):
    """没有找到这次停止执行。"""

    advice: ClassVar[str] = "请在文件（/documents）的 suspensions 中核对序号。"


@dataclass(eq=False)
class SuspensionOver(Conflict):
    """这次停止执行已经结束。"""

    advice: ClassVar[str] = "它已于 {until} 恢复执行。"
    until: date


def suspended(
    force: Force, articles: Sequence[str], first: date, until: date | None, reason: str
) -> Force:
    """The force with articles (none named: all of it) suspended from a day on.

    Refused with NotInForce when there is nothing to suspend on that day.
    """
    effect = force.on(first).effect
    if effect is None or not effect.usable:
        raise NotInForce(first, (effect or Effect.NOT_YET).label)
    new = [Suspension(first, until, one, reason) for one in articles or ("",)]
    return replace(force, suspensions=(*force.suspensions, *new))


def lifted(force: Force, number: int, day: date) -> Force:
    """The force with one suspension over from a day on; what never began never was.

    Refused with SuspensionNotFound and SuspensionOver.
    """
    if not 1 <= number <= len(force.suspensions):
        raise SuspensionNotFound
    one = force.suspensions[number - 1]
    if one.until is not None and one.until <= day:
        raise SuspensionOver(one.until)
    shorter = one._replace(until=max(day, one.first))
    before, after = force.suspensions[: number - 1], force.suspensions[number:]
    return replace(force, suspensions=(*before, shorter, *after))
