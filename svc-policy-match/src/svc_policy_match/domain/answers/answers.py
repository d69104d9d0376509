"""Answers: what is known of one profile. A key without an answer is unknown.

An answer may be partial: a span of numbers, some of the codes of a list, a place in a tree that is
not the last, some of the honours. It never says more than what is known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from shared.refusals import FieldError, Invalid
from svc_policy_match.domain.attributes.attributes import Attribute


@dataclass(eq=False)
class AnswersUnsound(Invalid):
    """填写的信息有误。"""


class Nothing(Enum):
    """Known to have none: no date of listing, no revenue of a year before the founding."""

    NONE = "none"


NONE = Nothing.NONE


@dataclass(frozen=True, slots=True)
class Range:
    """A whole number from `lo` to `hi`, both included; None is open. The same twice is exact."""

    lo: int | None = None
    hi: int | None = None


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these codes; a single one is exact."""

    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Within:
    """Somewhere under this path of a tree, itself included."""

    path: str


@dataclass(frozen=True, slots=True)
class Having:
    """Codes one has, codes one has not; `closed`: no others than those in `has`.

    Both sets are closed over what implies what: see `having`.
    """

    has: frozenset[str] = frozenset()
    has_not: frozenset[str] = frozenset()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """Persons and what is known of each; `closed`: there are no others."""

    known: tuple[Mapping[str, "Answer"], ...] = ()
    closed: bool = False


Answer = Nothing | Range | OneOf | Within | Having | People | bool
Answers = Mapping[str, Answer]


def exactly(number: int) -> Range:
    """A number that is known."""
    return Range(number, number)


def having(
    attribute: Attribute, has: Iterable[str] = (), has_not: Iterable[str] = (), *,
    closed: bool = False,
) -> Having:  # fmt: skip
    """What one has, with all that follows; what one has not, with all that would imply it.

    Refused with AnswersUnsound when something would be had and not had at once.
    """
    own, lacking = set(has), set(has_not)
    for one in tuple(own):
        own |= attribute.implies.get(one, frozenset())
    lacking |= {code for code, of in attribute.implies.items() if of & lacking}
    if both := own & lacking:
        names = "、".join(attribute.codes.get(one, one) for one in sorted(both))
        message = f"“{attribute.title}”中“{names}”既有又没有，请核对。"
        raise AnswersUnsound(errors=[FieldError(f"#/{attribute.code}", "both", message)])
    return Having(frozenset(own), frozenset(lacking), closed)
