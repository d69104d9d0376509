"""All policies against all profiles: a table's columns read into bits, literal by literal.

A test becomes two rows of bits over the profiles of a block: true, and possible. `all` and `any`
are AND and OR of both, `not` swaps and inverts them, as strong Kleene has it. A test that several
policies share is read once. A block of 65,536 profiles has 8 KiB of bits.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from svc_policy_match.domain.attributes.attributes import Attribute, Kind
from svc_policy_match.domain.conditions.parsing import DECLARED
from svc_policy_match.domain.conditions.tests import Has, In, Is, Present, Under, Window
from svc_policy_match.domain.conditions.trees import All, Condition, Exists, Leaf, Not, Test, leaves
from svc_policy_match.domain.rows.cells import (
    ALL_OF_THEM,
    LEAST,
    NONE_AT_ALL,
    OTHERS,
    YES,
    bits_of,
)
from svc_policy_match.storage.columns.tables import NOT_KNOWN, Column, Paths, Persons, Table

MOST_NARROW = 2**16
Bits = NDArray[np.uint8]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Read:
    """Profiles a condition is true of, and possible of (true ones too), as packed bits."""

    true: Bits
    possible: Bits


class Cuts:
    """All numbers conditions compare with, by key: figures become their place among them."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        found: defaultdict[str, set[int]] = defaultdict(set)
        for one in conditions:
            for leaf in leaves(one):
                if isinstance(leaf.test, Window):
                    found[leaf.key].update(_bounds(leaf.test))
        self._sorted = {key: np.array(sorted(of), dtype=np.int64) for key, of in found.items()}
        self._places = {
            key: {int(number): place for place, number in enumerate(of)}
            for key, of in self._sorted.items()
        }

    def place(self, key: str, number: int) -> int:
        """Where a number lies among the cuts."""
        return self._places[key][number]

    def passed(self, key: str, figures: Column) -> Column:
        """How many cuts each figure has reached; narrow, so that it is quickly compared."""
        cuts = self._sorted[key]
        kind = np.uint16 if len(cuts) < MOST_NARROW else np.uint32
        return np.searchsorted(cuts, figures, side="right").astype(kind)


class Columns:
    """One block of profiles, ready to be asked."""

    def __init__(
        self, table: Table, cuts: Cuts, paths: MutableMapping[str, Paths] | None = None
    ) -> None:
        """`paths` of trees by key, which blocks of one layout may share."""
        self._table = table
        self._cuts = cuts
        self._every = _packed(np.ones(table.size, dtype=np.bool_))
        self._nobody = np.zeros_like(self._every)
        self._known: dict[tuple[str, Test], Read] = {}
        self._spans: dict[str, tuple[Column, Column, Bits]] = {}
        self._paths: MutableMapping[str, Paths] = {} if paths is None else paths
        self._at: dict[tuple[str, int], Bits] = {}

    def read(self, condition: Condition) -> Read:
        """The condition over the whole block."""
        if isinstance(condition, Leaf):
            return self._leaf(condition)
        if isinstance(condition, Not):
            found = self.read(condition.of)
            return Read(self._every & ~found.possible, self._every & ~found.true)
        return self._joined([self.read(one) for one in condition.of], isinstance(condition, All))

    def masks(self, condition: Condition) -> tuple[Mask, Mask]:
        """True and possible of which profiles, one by one."""
        found = self.read(condition)
        return self._unpacked(found.true), self._unpacked(found.possible)

    def _unpacked(self, bits: Bits) -> Mask:
        return np.unpackbits(bits, count=self._table.size, bitorder="little").astype(np.bool_)

    def _joined(self, parts: list[Read], every: bool) -> Read:  # noqa: FBT001
        if not parts:
            bits = self._every if every else self._nobody
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
            found = self._known[asked] = self._asked(leaf.key, leaf.test)
        return found

    def _asked(self, key: str, test: Test) -> Read:
        if key.startswith(DECLARED):
            return self._declared(key)
        if isinstance(test, Window):
            return self._window(key, test)
        if isinstance(test, Under):
            return self._under(key, test)
        columns = self._table.of(key)
        if isinstance(test, Exists):
            return _exists(columns[0], self._table.people[key], test)
        return _of_codes(self._table.layout.attributes[key], columns, test)

    def _declared(self, key: str) -> Read:
        said = self._table.declared.get(key)
        if said is None:
            return Read(self._nobody, self._every)
        return _read(said == YES, said != NONE_AT_ALL)

    def _window(self, key: str, test: Window) -> Read:
        lo, hi, there = self._span(key)
        true = possible = there  # not of one who has none, whose span is empty
        if test.lo is not None:
            place = self._cuts.place(key, test.lo)
            true, possible = true & _packed(lo > place), possible & _packed(hi > place)
        if test.hi is not None:
            place = self._cuts.place(key, test.hi + 1)
            true, possible = true & _packed(hi <= place), possible & _packed(lo <= place)
        return Read(true, possible)

    def _span(self, key: str) -> tuple[Column, Column, Bits]:
        found = self._spans.get(key)
        if found is None:
            lo, hi = self._table.of(key)
            passed = self._cuts.passed(key, lo), self._cuts.passed(key, hi)
            found = self._spans[key] = *passed, _packed(lo <= hi)
        return found

    def _under(self, key: str, test: Under) -> Read:
        (place,) = self._table.of(key)
        paths = self._paths.get(key)
        if paths is None:
            paths = self._paths[key] = Paths(self._table.layout.attributes[key])
        true = self._nobody
        for lo, hi in map(paths.span, test.paths):
            true = true | _packed((place >= lo) & (place < hi))
        possible = true
        for number in paths.above(test.paths) if test.paths else ():
            possible = possible | self._placed_at(key, number)
        return Read(true, possible)

    def _placed_at(self, key: str, number: int) -> Bits:
        found = self._at.get((key, number))
        if found is None:
            (place,) = self._table.of(key)
            found = self._at[key, number] = _packed(place == number)
        return found


def _packed(mask: Mask) -> Bits:
    return np.packbits(mask, bitorder="little")


def _read(true: Mask, possible: Mask) -> Read:
    return Read(_packed(true), _packed(possible))


def _bounds(test: Window) -> Iterator[int]:
    """Numbers where it begins to hold, and no longer holds."""
    if test.lo is not None:
        yield test.lo
    if test.hi is not None:
        yield test.hi + 1


def _of_codes(attribute: Attribute, columns: list[Column], test: In | Has | Is | Present) -> Read:
    first = columns[0]
    if isinstance(test, Present):
        return _present(attribute, columns)
    if isinstance(test, Is):
        return _read(first == YES, (first == YES) | (first == NOT_KNOWN))
    if isinstance(test, In):
        bits = bits_of(attribute, test.codes)
        possible = first & bits != 0
        return _read(possible & (first & ~bits == 0), possible)
    bit = bits_of(attribute, frozenset({test.code}))
    return _read(first & bit != 0, columns[1] & bit != 0)


def _present(attribute: Attribute, columns: list[Column]) -> Read:
    first = columns[0]
    if attribute.is_ordered:
        there = first <= columns[1]
        return _read(there & (first != LEAST), there)
    if attribute.kind is Kind.CODES:
        return _read(first != 0, (first != 0) | (columns[1] & OTHERS != 0))
    if attribute.kind is Kind.TREE:
        return _read(first > 1, first != 1)
    if attribute.kind is Kind.CHOICE:
        return _read(first > 0, first != 0)
    return _read(first > NONE_AT_ALL, first != NONE_AT_ALL)


def _exists(state: Column, persons: Persons, test: Exists) -> Read:
    inside = Columns(persons.table, Cuts([test.where]))
    true, possible = inside.masks(test.where)
    some, maybe = np.zeros(len(state), np.bool_), np.zeros(len(state), np.bool_)
    some[persons.owner[true]] = True
    maybe[persons.owner[possible]] = True
    return _read(some, maybe | ((state != ALL_OF_THEM) & (state != NONE_AT_ALL)))


class Everything:
    """All policies, to be read over one block after another."""

    def __init__(self, policies: Mapping[str, Condition]) -> None:
        self._policies = policies
        self._cuts = Cuts(policies.values())
        self._paths: dict[str, Paths] = {}

    def over(self, block: Table) -> Iterator[tuple[str, Read]]:
        """Of each policy whom it is true and possible of."""
        columns = Columns(block, self._cuts, self._paths)
        for policy, condition in self._policies.items():
            yield policy, columns.read(condition)

    def counted(self, block: Table) -> NDArray[np.int64]:
        """Of each policy how many it is true of, and possible of."""
        found = [
            (np.bitwise_count(one.true).sum(), np.bitwise_count(one.possible).sum())
            for _, one in self.over(block)
        ]
        return np.array(found, dtype=np.int64).reshape(-1, 2)
