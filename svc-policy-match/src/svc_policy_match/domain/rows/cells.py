"""An answer as cells of a row: what SQL and the column store read instead of answers.

A cell is None where nothing is known. Ordered keys have two, the ends of a span; one who has none
has the span that is empty, its lower end above its upper one. Choices are the possible codes as
bits, honours those had and those that may be had. Places are paths.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from svc_policy_match.domain.answers.answers import (
    NONE,
    Answer,
    Answers,
    Having,
    OneOf,
    People,
    Range,
    Within,
)
from svc_policy_match.domain.attributes.attributes import Attribute, Kind

LEAST, MOST = -(2**63), 2**63 - 1
OPEN_LO, OPEN_HI = LEAST + 1, MOST - 1
AFTER = "\U0010ffff"  # sorts behind whatever begins with a path
NOWHERE = "-"  # begins no path
OTHERS = 1 << 62  # honours that nothing is said of
NONE_AT_ALL, NO, YES = -1, 0, 1  # of flags
THESE, ALL_OF_THEM = 0, 1  # of people: whether there may be others
MOST_CODES = 62  # a bigint has no more bits

Cell = int | str | None


class TooManyCodes(Exception):
    """A list of codes longer than a cell has bits."""


def names_of(key: str, attribute: Attribute) -> tuple[str, ...]:
    """The columns of a key: `revenue@-1` has `revenue_y1_lo` and `revenue_y1_hi`."""
    stem = key.replace("@-", "_y").replace("@", "_y")
    if attribute.is_ordered:
        return f"{stem}_lo", f"{stem}_hi"
    if attribute.kind is Kind.CODES:
        return f"{stem}_has", f"{stem}_may"
    return (stem,)


def bits_of(attribute: Attribute, codes: frozenset[str]) -> int:
    """Codes as bits, in the order of the attribute's list. Refused with TooManyCodes."""
    if len(attribute.codes) > MOST_CODES:
        raise TooManyCodes(attribute.code)
    return sum(1 << place for place, code in enumerate(attribute.codes) if code in codes)


def cells_of(attribute: Attribute, answer: Answer | None) -> tuple[Cell, ...]:
    """The cells of one answer, as many as `names_of` has names."""
    if answer is None:
        return (None,) * len(names_of(attribute.code, attribute))
    if answer is NONE:
        return _none(attribute)
    return _known(attribute, answer)


def _known(attribute: Attribute, answer: Answer) -> tuple[Cell, ...]:
    match answer:
        case Range(lo, hi):
            return OPEN_LO if lo is None else lo, OPEN_HI if hi is None else hi
        case Having():
            return _held(attribute, answer)
        case OneOf(codes):
            found: Cell = bits_of(attribute, codes)
        case Within(path):
            found = path
        case People():
            found = ALL_OF_THEM if answer.closed else THESE
        case _:
            found = YES if answer is True else NO
    return (found,)


def _none(attribute: Attribute) -> tuple[Cell, ...]:
    if attribute.is_ordered:
        return MOST, LEAST
    if attribute.kind is Kind.CODES:
        return 0, 0
    if attribute.kind is Kind.TREE:
        return (NOWHERE,)
    return (0,) if attribute.kind is Kind.CHOICE else (NONE_AT_ALL,)


def _held(attribute: Attribute, answer: Having) -> tuple[Cell, ...]:
    has = bits_of(attribute, answer.has)
    if answer.closed:
        return has, has
    every = bits_of(attribute, frozenset(attribute.codes))
    return has, OTHERS | has | every & ~bits_of(attribute, answer.has_not)


@dataclass(frozen=True)
class Layout:
    """Which keys rows have, and the attribute of each; people have a layout of their own."""

    attributes: Mapping[str, Attribute]  # by key

    def names(self) -> list[str]:
        """All columns, key by key."""
        return [name for key, of in self.attributes.items() for name in names_of(key, of)]

    def row(self, answers: Answers) -> list[Cell]:
        """One profile's cells in the order of `names`."""
        return [
            cell for key, of in self.attributes.items() for cell in cells_of(of, answers.get(key))
        ]

    def people(self) -> Mapping[str, "Layout"]:
        """The layouts of what is known of persons, by key."""
        found = {key: of for key, of in self.attributes.items() if of.kind is Kind.PEOPLE}
        return {key: Layout(of.members) for key, of in found.items()}


def ancestors(paths: Sequence[str], known: Sequence[str]) -> list[str]:
    """Known paths above these: of somebody who is at one of them more has to be known."""
    above = {one[:end] for one in paths for end in range(1, len(one))}
    return sorted(above.intersection(known) - set(paths))
