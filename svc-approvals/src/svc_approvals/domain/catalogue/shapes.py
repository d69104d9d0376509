"""Marks on the members of a definition that its reader obeys."""

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Matching:
    """The text must match a pattern, whole; `hint` says it in words."""

    pattern: str
    hint: str


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The number, or the length of the text or list, must reach this."""

    least: int


@dataclass(frozen=True, slots=True)
class AtMost:
    """The number, or the length of the text or list, must not pass this."""

    most: int


Key = Annotated[str, Matching(r"[a-z][a-z0-9_]{0,62}", "小写字母开头，只含小写字母、数字和下划线")]
CODE = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,62}"
Code = Annotated[str, Matching(CODE, "只含字母、数字、点、横线和下划线")]
Text = Annotated[str, AtLeast(1), AtMost(2000)]
Days = Annotated[int, AtLeast(0), AtMost(3650)]
Count = Annotated[int, AtLeast(0), AtMost(10000)]
