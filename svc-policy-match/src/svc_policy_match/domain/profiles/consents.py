"""Consent per use (个人信息保护法 art. 13, 14, 15): asked for each use, taken back at any time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from shared.refusals import Forbidden


class Use(StrEnum):
    """What the facts of an account may be used for."""

    REGISTRY = "registry"  # ask the registries by the credit code
    MATCH = "match"  # match policies with what is kept
    PUSH = "push"  # be told of policies without asking
    STATISTICS = "statistics"  # be counted, without a name, before a policy is published


USE_NAMES = {
    Use.REGISTRY: "按统一社会信用代码取得登记数据",
    Use.MATCH: "用数据账户匹配政策",
    Use.PUSH: "主动推送适用的政策",
    Use.STATISTICS: "政策发布前的匿名测算",
}


@dataclass(eq=False)
class UseNotConsented(Forbidden):
    """还没有取得您的同意。"""

    advice: ClassVar[str] = "如需“{use_name}”，请先在数据账户中同意这一用途；可以随时撤回。"

    use: str
    use_name: str


@dataclass(frozen=True, slots=True)
class Consent:
    """Given or taken back for one use, since when."""

    use: Use
    given: bool
    since: datetime


def require(consents: Mapping[Use, Consent], use: Use) -> None:
    """Refused with UseNotConsented unless it is given now."""
    if not is_given(consents, use):
        raise UseNotConsented(use.value, USE_NAMES[use])


def is_given(consents: Mapping[Use, Consent], use: Use) -> bool:
    """Whether it is given now."""
    found = consents.get(use)
    return found is not None and found.given
