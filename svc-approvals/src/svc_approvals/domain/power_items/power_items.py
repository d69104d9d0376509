"""A power item (权责事项): what an organ may do, on which law, and what it answers for."""

from dataclasses import dataclass
from typing import Literal

PowerKind = Literal[
    "行政许可",
    "行政处罚",
    "行政强制",
    "行政征收",
    "行政给付",
    "行政检查",
    "行政确认",
    "行政奖励",
    "行政裁决",
    "其他",
]


@dataclass(frozen=True, slots=True)
class Law:
    """A document the power rests on."""

    reference: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One thing the organ answers for (责任事项)."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class PowerItem:
    """One row of the list; `matter` is the code of the matter it is applied for in, if any."""

    code: str
    name: str
    kind: PowerKind
    organ: str
    basis: tuple[Law, ...]
    responsibilities: tuple[Responsibility, ...]
    limits: str
    supervise_phone: str
    matter: str = ""
