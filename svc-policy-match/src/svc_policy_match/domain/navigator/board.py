"""What questions are chosen on: the policies, what they are worth, what is known of people."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from svc_policy_match.domain.answers.answers import Answer, Answers
from svc_policy_match.domain.attributes.attributes import Attribute
from svc_policy_match.domain.conditions.clauses import Clause, Literal
from svc_policy_match.domain.matching.bits import numbers_in
from svc_policy_match.domain.matching.index import Index
from svc_policy_match.domain.navigator.priors import EVEN, Prior
from svc_policy_match.domain.navigator.worth import Worth

Mention = tuple[tuple[int, ...], int]  # numbers of literals; what their policy pays
Derive = Callable[[Answers], Mapping[str, Answer]]


@dataclass(frozen=True, slots=True)
class Entangled:
    """A clause, and those of its policy that share a literal with it: what they say beside it."""

    place: int
    rivals: Sequence[tuple[int, Clause]]


@dataclass
class Board:
    """The policies asked for: their index, their worth, and what is known of people at large."""

    index: Index
    registry: Mapping[str, Attribute]
    values: Sequence[int]  # what each policy pays at most, in fen, by its number in the index
    priors: Mapping[str, Prior] = field(default_factory=dict)
    derive: Derive = lambda _: {}
    cuts: Mapping[str, Sequence[int]] = field(default_factory=dict)  # of inputs of what is derived

    def __post_init__(self) -> None:
        self.worth = Worth(self.index, self.values, self._odds)
        self.feeds = _feeds(self.registry)
        self.entangled = _entangled(self.index)
        self.mentions = _mentions(self.index, self.values)

    def prior(self, key: str) -> Prior:
        """What is expected of one key."""
        return self.priors.get(key, EVEN)

    def _odds(self, literal: Literal) -> float:
        return self.prior(literal.key).of_literal(literal)

    def value_of(self, policies: int) -> int:
        """What a set of policies pays at most together, in fen."""
        return sum(self.values[number] for number in numbers_in(policies))


def _feeds(registry: Mapping[str, Attribute]) -> Mapping[str, tuple[str, ...]]:
    """Which derived attributes a key is an input of."""
    found: dict[str, tuple[str, ...]] = {}
    for code, attribute in registry.items():
        for key in attribute.inputs:
            found[key] = (*found.get(key, ()), code)
    return found


def _mentions(index: Index, values: Sequence[int]) -> Mapping[str, Mapping[int, Mention]]:
    """By key and by the place of a clause: what the clause says of the key, and the sum."""
    numbers = {
        key: {one: number for number, one in enumerate(of.literals)}
        for key, of in index.postings.items()
    }
    found: dict[str, dict[int, Mention]] = {key: {} for key in numbers}
    for number, clauses in enumerate(index.clauses):
        for slot, clause in enumerate(clauses or ()):
            place = index.slots.start(slot) + number
            for one in clause:
                if one.key in numbers:
                    others, _ = found[one.key].get(place, ((), 0))
                    mentioned = (*others, numbers[one.key][one])
                    found[one.key][place] = mentioned, max(1, values[number])
    return found


def _entangled(index: Index) -> Mapping[int, Sequence[Entangled]]:
    """Clauses of policies in which one may absorb another, by the policies' numbers."""
    found: dict[int, Sequence[Entangled]] = {}
    for number in numbers_in(index.slots.any(index.entangled)):
        placed = [
            (index.slots.start(slot) + number, clause)
            for slot, clause in enumerate(index.clauses[number] or ())
        ]
        found[number] = [
            Entangled(place, _rivals(place, clause, placed)) for place, clause in placed
        ]
    return found


def _rivals(
    place: int, clause: Clause, placed: Sequence[tuple[int, Clause]]
) -> Sequence[tuple[int, Clause]]:
    return [
        (other, each - clause)
        for other, each in placed
        if other != place and not each.isdisjoint(clause)
    ]
