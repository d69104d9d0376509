"""All policies against all profiles: a table's columns read into bits, literal by literal.

A test becomes two rows of bits over the profiles of a block: true, and possible. `all` and `any`
are AND and OR of both, `not` swaps and inverts them, as strong Kleene has it. A test that several
policies share is read once. Blocks are such that the bits of a policy stay in the cache.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from svc_policy_match.domain.attributes.attributes import Attribute, Kind
from svc_policy_match.domain.conditions.parsing import DECLARED
from svc_policy_match.domain.conditions.tests import Has, In, Is, Present, Under, Window
from svc_policy_match.domain.conditions.trees import All, Condition, Exists, Leaf, Not, Test
from svc_policy_match.domain.rows.cells import (
    ALL_OF_THEM,
    LEAST,
    NONE_AT_ALL,
    OTHERS,
    YES,
    ancestors,
    bits_of,
)
from svc_policy_match.domain.rows.tables import NOT_KNOWN, Column, Persons, Table, places_of

BLOCK = 65_536  # profiles: 8 KiB of bits
Bits = NDArray[np.uint8]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Read:
    """Profiles a condition is true of, and possible of (true ones too), as packed bits."""

    true: Bits
    possible: Bits


class Columns:
    """One block of profiles, ready to be asked."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._width = (table.size + 7) // 8
        self._every = np.packbits(np.ones(table.size, dtype=np.bool_), bitorder="little")
        self._known: dict[tuple[str, Test], Read] = {}

    def read(self, condition: Condition) -> Read:
        """The condition over the whole block."""
        if isinstance(condition, Leaf):
            return self._leaf(condition)
        if isinstance(condition, Not):
            found = self.read(condition.of)
            return Read(self._every & ~found.possible, self._every & ~found.true)
        return self._joined([self.read(one) for one in condition.of], isinstance(condition, All))

    def matched(self, condition: Condition) -> Mask:
        """True of which profiles, one by one."""
        return self._unpacked(self.read(condition).true)

    def possible(self, condition: Condition) -> Mask:
        """Possible of which profiles, one by one."""
        return self._unpacked(self.read(condition).possible)

    def _unpacked(self, bits: Bits) -> Mask:
        return np.unpackbits(bits, count=self._table.size, bitorder="little").astype(np.bool_)

    def _joined(self, parts: list[Read], every: bool) -> Read:  # noqa: FBT001
        if not parts:
            bits = self._every if every else np.zeros(self._width, dtype=np.uint8)
            return Read(bits, bits)
        join = np.bitwise_and if every else np.bitwise_or
        true, possible = parts[0].true, parts[0].possible
        for one in parts[1:]:
            true, possible = join(true, one.true), join(possible, one.possible)
        return Read(true, possible)

    def _leaf(self, leaf: Leaf) -> Read:
        asked = leaf.key, leaf.test
        found = self._known.get(asked)
        if found is None:
            true, possible = self._masks(leaf)
            found = self._known[asked] = Read(_packed(true), _packed(possible))
        return found

    def _masks(self, leaf: Leaf) -> tuple[Mask, Mask]:
        if leaf.key.startswith(DECLARED):
            return self._declared(leaf.key)
        attribute = self._table.layout.attributes[leaf.key]
        columns, test = self._table.of(leaf.key), leaf.test
        if isinstance(test, Exists):
            return _exists(columns[0], self._table.people[leaf.key], test)
        return _of_test(attribute, columns, test)

    def _declared(self, key: str) -> tuple[Mask, Mask]:
        said = self._table.declared.get(key)
        if said is None:
            return np.zeros(self._table.size, np.bool_), np.ones(self._table.size, np.bool_)
        return said == YES, said != NONE_AT_ALL


def _of_test(
    attribute: Attribute, columns: list[Column], test: Window | In | Under | Has | Is | Present
) -> tuple[Mask, Mask]:
    if isinstance(test, Present):
        return _present(attribute, columns)
    if isinstance(test, Window):
        return _window(columns[0], columns[1], test)
    if isinstance(test, Under):
        return _under(attribute, columns[0], test)
    return _codes(attribute, columns, test)


def _packed(mask: Mask) -> Bits:
    return np.packbits(mask, bitorder="little")


def _window(lo: Column, hi: Column, test: Window) -> tuple[Mask, Mask]:
    true, possible = lo <= hi, lo <= hi  # one who has none has an empty span
    if test.lo is not None:
        true, possible = true & (lo >= test.lo), possible & (hi >= test.lo)
    if test.hi is not None:
        true, possible = true & (hi <= test.hi), possible & (lo <= test.hi)
    return true, possible


def _under(attribute: Attribute, place: Column, test: Under) -> tuple[Mask, Mask]:
    names = places_of(attribute)
    numbers = {one: number for number, one in enumerate(names)}
    inside = np.zeros(len(names), dtype=np.bool_)
    for number, one in enumerate(names):
        inside[number] = any(one.startswith(path) for path in test.paths)
    open_to = inside.copy()
    open_to[[0, *(numbers[one] for one in ancestors(sorted(test.paths), names))]] = True
    return inside[place], open_to[place]


def _present(attribute: Attribute, columns: list[Column]) -> tuple[Mask, Mask]:
    first = columns[0]
    if attribute.is_ordered:
        there = first <= columns[1]
        return there & (first != LEAST), there
    if attribute.kind is Kind.CODES:
        return first != 0, (first != 0) | (columns[1] & OTHERS != 0)
    if attribute.kind is Kind.TREE:
        return first > 1, first != 1
    if attribute.kind is Kind.CHOICE:
        return first > 0, first != 0
    return first > NONE_AT_ALL, first != NONE_AT_ALL


def _codes(attribute: Attribute, columns: list[Column], test: In | Has | Is) -> tuple[Mask, Mask]:
    first = columns[0]
    if isinstance(test, Is):
        return first == YES, (first == YES) | (first == NOT_KNOWN)
    if isinstance(test, In):
        bits = bits_of(attribute, test.codes)
        possible = first & bits != 0
        return possible & (first & ~bits == 0), possible
    bit = bits_of(attribute, frozenset({test.code}))
    return first & bit != 0, columns[1] & bit != 0


def _exists(state: Column, persons: Persons, test: Exists) -> tuple[Mask, Mask]:
    inside = Columns(persons.table)
    some, maybe = np.zeros(len(state), np.bool_), np.zeros(len(state), np.bool_)
    some[persons.owner[inside.matched(test.where)]] = True
    maybe[persons.owner[inside.possible(test.where)]] = True
    return some, maybe | ((state != ALL_OF_THEM) & (state != NONE_AT_ALL))


def verdicts(
    policies: Mapping[str, Condition], blocks: Iterable[Table]
) -> Iterator[tuple[int, str, Read]]:
    """Number of the block, policy, and whom it is true and possible of."""
    for number, block in enumerate(blocks):
        columns = Columns(block)
        for policy, condition in policies.items():
            yield number, policy, columns.read(condition)


def counted(policies: Mapping[str, Condition], block: Table) -> NDArray[np.int64]:
    """Of each policy how many profiles of the block it is true of, and possible of."""
    found: list[tuple[Any, Any]] = []
    for _, _, one in verdicts(policies, [block]):
        found.append((np.bitwise_count(one.true).sum(), np.bitwise_count(one.possible).sum()))
    return np.array(found, dtype=np.int64).reshape(-1, 2)
