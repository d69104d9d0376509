"""Made-up enterprises as columns, a block at a time, each the same however many are made.

Three in ten figures are not known and one in ten is a span; places and trades are nearly always
known, some not down to the last level. Figures are log-normal around a centre each enterprise has.
"""

from collections.abc import Iterator

import numpy as np

from svc_policy_match.domain.answers.answers import (
    NONE,
    Answer,
    Having,
    OneOf,
    Range,
    Within,
)
from svc_policy_match.domain.attributes.attributes import Attribute, Kind
from svc_policy_match.domain.rows.cells import (
    LEAST,
    MOST,
    NO,
    NONE_AT_ALL,
    OPEN_HI,
    OPEN_LO,
    OTHERS,
    YES,
    Layout,
    names_of,
)
from svc_policy_match.domain.samples.attributes import PROVINCES, sample_layout
from svc_policy_match.storage.columns.made_up_policies import TYPICAL
from svc_policy_match.storage.columns.tables import (
    ANY_CODE,
    NOT_KNOWN,
    Column,
    Table,
    places_of,
    unknown_of,
)

BLOCK = 65_536
UNKNOWN_FIGURES, SPANS, NONE_OF = 0.3, 0.1, 0.02
SIZE_SHARES = (0.02, 0.08, 0.3, 0.55, 0.05)


def sample_blocks(seed: int, count: int, size: int = BLOCK) -> Iterator[Table]:
    """As many enterprises, block by block."""
    for number, start in enumerate(range(0, count, size)):
        yield sample_block(seed, number, min(size, count - start))


def sample_block(seed: int, number: int, size: int) -> Table:
    """One block; the same for the same seed and number."""
    chance = np.random.default_rng((seed, number))
    layout = sample_layout()
    centre = chance.normal(0, 1, size)
    columns: dict[str, Column] = {}
    for key, attribute in layout.attributes.items():
        made = _column(chance, key, attribute, centre)
        columns |= dict(zip(names_of(key, attribute), made, strict=True))
    return Table(size, layout, columns)


def _column(
    chance: np.random.Generator, key: str, attribute: Attribute, centre: Column
) -> tuple[Column, ...]:
    size = len(centre)
    if attribute.is_ordered:
        return _figures(chance, TYPICAL[key], centre)
    if attribute.kind is Kind.TREE:
        return (_places(chance, attribute, size),)
    if attribute.kind is Kind.CHOICE:
        return (_choices(chance, attribute, size),)
    if attribute.kind is Kind.CODES:
        return _honours(chance, len(attribute.codes), size)
    return (chance.choice([NO, YES, NOT_KNOWN], size, p=[0.9, 0.03, 0.07]).astype(np.int8),)


def _figures(chance: np.random.Generator, typical: int, centre: Column) -> tuple[Column, Column]:
    spread = chance.normal(0, 0.8, len(centre))
    exact = np.maximum(np.exp(centre * 1.2 + spread - 0.7) * typical, 0).astype(np.int64)
    lo, hi = exact.copy(), exact.copy()
    kind = chance.random(len(centre))
    span = kind < SPANS
    lo[span], hi[span] = exact[span] // 2, exact[span] * 2
    lo[kind < SPANS / 5], hi[(kind > SPANS * 0.8) & span] = OPEN_LO, OPEN_HI
    none = (kind >= SPANS) & (kind < SPANS + NONE_OF)
    lo[none], hi[none] = MOST, LEAST
    unknown = kind > 1 - UNKNOWN_FIGURES
    lo[unknown], hi[unknown] = LEAST, MOST
    return lo, hi


def _places(chance: np.random.Generator, attribute: Attribute, size: int) -> Column:
    """The deepest level, sometimes one above; sometimes not known, a place least of all.

    An enterprise is registered somewhere, and the registry tells its place with its name.
    """
    names = places_of(attribute)
    deepest = max(map(len, names))
    last = [number for number, one in enumerate(names) if len(one) == deepest]
    if attribute.code == "region":
        shares = _by_province([names[one] for one in last])
    else:
        shares = np.full(len(last), 1 / len(last))
    found = chance.choice(last, size, p=shares).astype(np.int32)
    numbers = {one: number for number, one in enumerate(names)}
    up = deepest - (2 if attribute.code == "region" else 1)
    above = np.array([numbers.get(one[:up], 0) for one in names], dtype=np.int32)
    kind = chance.random(size)
    found = np.where(kind < 0.04, above[found], found)  # noqa: PLR2004
    known = 0.999 if attribute.code == "region" else 0.99
    return np.where(kind > known, 0, found).astype(np.int32)


def _by_province(paths: list[str]) -> Column:
    weight = np.array([(PROVINCES.index(one[:2]) + 1.0) ** -0.7 for one in paths])
    shares: Column = weight / weight.sum()
    return shares


def _choices(chance: np.random.Generator, attribute: Attribute, size: int) -> Column:
    codes = len(attribute.codes)
    shares = SIZE_SHARES if attribute.code == "size" else [1 / codes] * codes
    found = np.left_shift(1, chance.choice(codes, size, p=shares)).astype(np.int64)
    kind = chance.random(size)
    found = np.where(kind < 0.08, found | (1 << (codes // 2)), found)  # noqa: PLR2004
    return np.where(kind > 0.9, ANY_CODE, found)  # noqa: PLR2004


def _honours(chance: np.random.Generator, codes: int, size: int) -> tuple[Column, Column]:
    every = (1 << codes) - 1
    has = np.zeros(size, dtype=np.int64)
    for code in range(codes):
        has |= np.where(chance.random(size) < 0.3 / (code + 2), 1 << code, 0)
    kind = chance.random(size)
    may = np.where(kind < 0.7, has, OTHERS | every)  # noqa: PLR2004 - all honours are known
    return np.where(kind > 0.9, 0, has), may  # noqa: PLR2004 - none of them is


def answers_of(table: Table, number: int) -> dict[str, Answer]:
    """One enterprise as answers."""
    found: dict[str, Answer] = {}
    for key, attribute in table.layout.attributes.items():
        cells = tuple(int(column[number]) for column in table.of(key))
        if cells != unknown_of(attribute):
            found[key] = _answer(attribute, cells)
    return found


def _answer(attribute: Attribute, cells: tuple[int, ...]) -> Answer:
    first = cells[0]
    if attribute.is_ordered:
        lo, hi = cells
        if lo > hi:
            return NONE
        return Range(None if lo == OPEN_LO else lo, None if hi == OPEN_HI else hi)
    if attribute.kind is Kind.TREE:
        return Within(places_of(attribute)[first])
    if attribute.kind is Kind.CHOICE:
        return OneOf(_codes(attribute, first))
    if attribute.kind is Kind.CODES:
        closed = cells[0] == cells[1]
        return Having(_codes(attribute, first), closed=closed)
    return NONE if first == NONE_AT_ALL else first == YES


def _codes(attribute: Attribute, bits: int) -> frozenset[str]:
    return frozenset(code for place, code in enumerate(attribute.codes) if bits >> place & 1)


def sample_profiles(seed: int, count: int) -> tuple[Layout, list[dict[str, Answer]]]:
    """The first of them as answers."""
    table = sample_block(seed, 0, count)
    return table.layout, [answers_of(table, number) for number in range(count)]
