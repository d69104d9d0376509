"""Many profiles as columns of numbers: the cells of rows, turned by a quarter.

What is not known has a number of its own in each kind of column, chosen so that no test has to ask
for it: a span that is everywhere, every code, the path of no length.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from svc_policy_match.domain.answers.answers import Answers, People
from svc_policy_match.domain.attributes.attributes import Attribute, Kind
from svc_policy_match.domain.conditions.parsing import DECLARED
from svc_policy_match.domain.rows.cells import (
    AFTER,
    LEAST,
    MOST,
    NONE_AT_ALL,
    NOWHERE,
    OTHERS,
    Layout,
    cells_of,
    names_of,
)

Column = NDArray[Any]
ANY_CODE = -1  # of choices: all bits
NOT_KNOWN = -2  # of flags and people


def places_of(attribute: Attribute) -> list[str]:
    """The paths of a tree by their number: nothing known, nowhere, then in order."""
    return ["", NOWHERE, *sorted(set(attribute.paths.values()))]


class Paths:
    """A tree's paths by number, those that begin alike side by side."""

    def __init__(self, attribute: Attribute) -> None:
        self.names = places_of(attribute)
        self.numbers = {one: number for number, one in enumerate(self.names)}

    def span(self, path: str) -> tuple[int, int]:
        """The numbers at and under a path, the last not included."""
        lo = bisect_left(self.names, path, 2)
        return lo, bisect_left(self.names, path + AFTER, lo)

    def above(self, paths: Iterable[str]) -> set[int]:
        """The numbers of what is less than is asked for: nothing known, and ancestors."""
        begun = (one[:end] for one in paths for end in range(1, len(one)))
        return {0, *(self.numbers[one] for one in begun if one in self.numbers)}


def unknown_of(attribute: Attribute) -> tuple[int, ...]:
    """What stands in the columns of a key nothing is known of."""
    if attribute.is_ordered:
        return LEAST, MOST
    if attribute.kind is Kind.CODES:
        return 0, OTHERS | (1 << len(attribute.codes)) - 1
    if attribute.kind is Kind.TREE:
        return (0,)
    return (ANY_CODE,) if attribute.kind is Kind.CHOICE else (NOT_KNOWN,)


def type_of(attribute: Attribute) -> type[np.signedinteger[Any]]:
    """As narrow as the kind allows."""
    if attribute.is_ordered or attribute.kind in {Kind.CODES, Kind.CHOICE}:
        return np.int64
    return np.int32 if attribute.kind is Kind.TREE else np.int8


@dataclass(frozen=True)
class Persons:
    """Rows of people, each with the number of the profile it belongs to."""

    owner: Column
    table: "Table"


@dataclass(frozen=True)
class Table:
    """Profiles by columns; `declared` has the flags of words people confirm, by key."""

    size: int
    layout: Layout
    columns: Mapping[str, Column]
    people: Mapping[str, Persons] = field(default_factory=dict)
    declared: Mapping[str, Column] = field(default_factory=dict)

    def of(self, key: str) -> list[Column]:
        """The columns of one key."""
        return [self.columns[name] for name in names_of(key, self.layout.attributes[key])]

    def taken(self, rows: Column, keys: frozenset[str]) -> "Table":
        """Some of the profiles by number, of these keys only; without their people."""
        names = [
            name
            for key, attribute in self.layout.attributes.items()
            if key in keys
            for name in names_of(key, attribute)
        ]
        columns = {name: self.columns[name][rows] for name in names}
        declared = {key: column[rows] for key, column in self.declared.items() if key in keys}
        return Table(len(rows), self.layout, columns, {}, declared)

    def records(self) -> Iterator[tuple[int | str | None, ...]]:
        """Profile by profile the row SQL reads."""
        every: list[list[int | str | None]] = []
        for key, attribute in self.layout.attributes.items():
            columns = self.of(key)
            unknown = np.ones(self.size, dtype=np.bool_)
            for column, number in zip(columns, unknown_of(attribute), strict=True):
                unknown &= column == number
            every += (_cells(attribute, column, unknown) for column in columns)
        yield from zip(*every, strict=True)


def _cells(attribute: Attribute, column: Column, unknown: Column) -> list[int | str | None]:
    found: list[int | str | None] = column.tolist()
    if attribute.kind is Kind.TREE:
        names = places_of(attribute)
        found = [names[one] for one in column.tolist()]
    for number in np.flatnonzero(unknown).tolist():
        found[number] = None
    return found


def table_of(layout: Layout, profiles: Sequence[Answers]) -> Table:
    """Answers as columns."""
    columns: dict[str, Column] = {}
    for key, attribute in layout.attributes.items():
        rows = [_numbers(attribute, one, key) for one in profiles]
        kind = type_of(attribute)
        for place, name in enumerate(names_of(key, attribute)):
            columns[name] = np.array([row[place] for row in rows], dtype=kind)
    people = {key: _persons(key, of, profiles) for key, of in layout.people().items()}
    return Table(len(profiles), layout, columns, people, _declared(profiles))


def _numbers(attribute: Attribute, answers: Answers, key: str) -> tuple[int, ...]:
    cells = cells_of(attribute, answers.get(key))
    if cells[0] is None:
        return unknown_of(attribute)
    if attribute.kind is Kind.TREE:
        return (places_of(attribute).index(str(cells[0])),)
    return tuple(one for one in cells if isinstance(one, int))


def _persons(key: str, layout: Layout, profiles: Sequence[Answers]) -> Persons:
    held = [one.get(key) for one in profiles]
    each = [
        (number, person)
        for number, answer in enumerate(held)
        if isinstance(answer, People)
        for person in answer.known
    ]
    owner = np.array([number for number, _ in each], dtype=np.int64)
    return Persons(owner, table_of(layout, [person for _, person in each]))


def _declared(profiles: Sequence[Answers]) -> dict[str, Column]:
    said = dict(_said(profiles))
    keys = {key for _, key in said}
    found = {key: np.full(len(profiles), NOT_KNOWN, dtype=np.int8) for key in keys}
    for (number, key), yes in said.items():
        found[key][number] = 1 if yes else NONE_AT_ALL
    return found


def _said(profiles: Sequence[Answers]) -> Iterator[tuple[tuple[int, str], bool]]:
    for number, answers in enumerate(profiles):
        for key, answer in answers.items():
            if key.startswith(DECLARED):
                yield (number, key), answer is True
