"""A policy: what it says of itself, its condition and what it gives, as its author wrote them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from shared.refusals import Conflict, Invalid, NotFound


@dataclass(eq=False)
class PolicyNotFound(NotFound):
    """没有这项政策。"""

    advice = "请核对政策编号，或从政策目录（/api/v1/policies）中选择。"


@dataclass(eq=False)
class PolicyUnsound(Invalid):
    """政策填写有误。"""


@dataclass(eq=False)
class PolicyNotReady(Invalid):
    """政策还不能发布。"""

    advice = "请按 errors 逐项修改草稿，再次检查通过后发布。"


@dataclass(eq=False)
class NoDraft(NotFound):
    """这项政策没有正在编辑的草稿。"""

    advice = '请先用 PUT /api/v1/policies/{{policy_id}}/draft 保存草稿（首次 If-Match 为 "0"）。'


@dataclass(eq=False)
class PolicyClosed(Conflict):
    """政策已停止申报。"""

    advice = "已停止申报的政策不能再修改；需要恢复时请发布一项新政策。"


@dataclass(eq=False)
class CodeTaken(Conflict):
    """政策编号已被使用。"""

    advice = "请换一个编号；同一项政策的新版本请在原政策下修改发布。"


class Level(StrEnum):
    """Whose policy it is (层级)."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    CITY = "city"
    DISTRICT = "district"


LEVEL_NAMES = {
    Level.NATIONAL: "国家", Level.PROVINCIAL: "省", Level.CITY: "市", Level.DISTRICT: "区",
}  # fmt: skip
NATION = "000000"  # the region of what holds everywhere
KINDS = ("资金", "税费", "用地", "人才", "荣誉", "融资", "服务", "其他")


class Audience(StrEnum):
    """Whom it is for."""

    ENTERPRISE = "enterprise"
    PERSON = "person"


class State(StrEnum):
    """Where a policy stands. One whose basis died is still published, and says so."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a policy: the whole content of one version.

    `opens_on` and `closes_on` are the days of the window for applications, both included.
    """

    title: str
    level: Level
    region_code: str
    organ_name: str
    kind: str
    audience: Audience
    condition: Mapping[str, Any]
    benefit: Mapping[str, Any]
    theme: str = ""
    text: str = ""
    opens_on: date | None = None
    closes_on: date | None = None
    materials: Sequence[str] = ()
    matter_code: str = ""
    contact_office: str = ""
    contact_phone: str = ""
    fund_name: str = ""
    fund_id: UUID | None = None
    basis_reference: str = ""
    profiles: Sequence[Mapping[str, Any]] = field(default=())

    def is_open(self, day: date) -> bool:
        """Whether it takes applications on a day."""
        began = self.opens_on is None or self.opens_on <= day
        return began and (self.closes_on is None or day <= self.closes_on)


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy and its version in force; version 0 has only a draft."""

    policy_id: UUID
    code: str
    organ_id: UUID | None
    region_code: str
    state: State
    version: int
    basis_reference: str = ""
