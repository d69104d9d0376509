"""An attribute: something a condition may ask for, and how it is asked, sourced and kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What values an attribute has."""

    NUMBER = "number"  # whole numbers of its smallest step: money in fen, shares in 0.01 %
    DATE = "date"  # days as their ordinal
    CHOICE = "choice"  # one code of a list
    TREE = "tree"  # one code of a tree: regions, industries
    CODES = "codes"  # several codes: honours
    FLAG = "flag"  # yes or no
    PEOPLE = "people"  # persons, each with attributes of their own: talents


ORDERED = frozenset({Kind.NUMBER, Kind.DATE})


@dataclass(frozen=True, slots=True)
class Attribute:
    """One entry of the registry.

    `units` are those a value may be written in, each as a multiple of `unit`; `decimals` is how
    many decimals of `unit` are kept. `paths` of a tree's codes are such that an ancestor's path
    begins a descendant's (GB/T 2260: 431202 under 4312 under 43; GB/T 4754: F5111 under F).
    `implies` are the codes somebody with a code has as well. `ask_cost` is what answering costs a
    person: 0 known from a registry, 1 yes or no, 3 a figure from the books, 5 a paper to be found.
    """

    code: str
    title: str
    kind: Kind
    unit: str = ""
    decimals: int = 0
    units: Mapping[str, Decimal] = field(default_factory=dict)
    question: str = ""
    help: str = ""
    ask_cost: float = 1.0
    source: str = ""
    valid_days: int | None = None
    sensitive: bool = False
    inputs: tuple[str, ...] = ()  # keys it is reckoned from; such an attribute is never asked
    by_year: bool = False  # one value for each year; conditions name the year relative to the day
    codes: Mapping[str, str] = field(default_factory=dict)  # code -> name
    paths: Mapping[str, str] = field(default_factory=dict)  # code -> path, of a tree
    implies: Mapping[str, frozenset[str]] = field(default_factory=dict)  # closed
    members: Mapping[str, "Attribute"] = field(default_factory=dict)  # of each of the people

    @property
    def derived(self) -> bool:
        """Whether it is reckoned from others."""
        return bool(self.inputs)

    @property
    def is_ordered(self) -> bool:
        """Whether its values are whole numbers with an order."""
        return self.kind in ORDERED

    def key(self, period: int | None = None) -> str:
        """What answers to it are kept under: its code, of a year its code and how far back."""
        return self.code if period is None else f"{self.code}@{period}"


class Registry(Mapping[str, Attribute]):
    """All attributes by code, in the order of their file."""

    def __init__(self, attributes: Mapping[str, Attribute]) -> None:
        self._attributes = dict(attributes)

    def __getitem__(self, code: str) -> Attribute:
        return self._attributes[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._attributes)

    def __len__(self) -> int:
        return len(self._attributes)

    def of_key(self, key: str) -> Attribute | None:
        """The attribute a key belongs to."""
        return self._attributes.get(key.partition("@")[0])
