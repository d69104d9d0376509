"""Who may issue normative documents: governments, departments, law-authorised bodies."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from shared.refusals import Forbidden

NORMATIVE = "normative"


@dataclass(eq=False)
class IssuerNotEntitled(Forbidden):
    """本单位不能制发规范性文件。"""

    advice: ClassVar[str] = "{organ}：{why}。请由有制定权的机关起草、制发。"
    organ: str
    why: str


@dataclass(frozen=True, slots=True)
class Issuers:
    """Kinds of organs that may issue, and those that never may, with the words for it."""

    may: tuple[str, ...]
    never: Mapping[str, str]

    def refuse(self, organ: str, kind: str, rights: tuple[str, ...]) -> None:
        """Refused with IssuerNotEntitled unless its kind may and the directory says it does."""
        if kind in self.never:
            raise IssuerNotEntitled(organ, f"{self.never[kind]}不得制发规范性文件")
        if kind not in self.may or NORMATIVE not in rights:
            raise IssuerNotEntitled(organ, "未列入规范性文件制定主体清单")
