"""What questions are chosen on: the policies, what they are worth, what is known of people."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from svc_policy_match.domain.answers.answers import Answer, Answers
from svc_policy_match.domain.attributes.attributes import Attribute
from svc_policy_match.domain.conditions.clauses import Literal
from svc_policy_match.domain.matching.bits import numbers_in
from svc_policy_match.domain.matching.index import Index
from svc_policy_match.domain.navigator.priors import EVEN, Prior
from svc_policy_match.domain.navigator.worth import Worth

Mention = tuple[tuple[int, ...], int]  # numbers of literals; their policy's worth
Derive = Callable[[Answers], Mapping[str, Answer]]


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
        shares: dict[Literal, float] = {}
        odds = (self._odds(number, shares) for number in range(len(self.index)))
        likely = [int(value * odd) for value, odd in zip(self.values, odds, strict=True)]
        self.worth = Worth(likely)
        self.feeds = _feeds(self.registry)
        self.mentions = _mentions(self.index, self.worth.steps)

    def prior(self, key: str) -> Prior:
        """What is expected of one key."""
        return self.priors.get(key, EVEN)

    def _odds(self, number: int, shares: dict[Literal, float]) -> float:
        """How likely somebody fulfils a policy, as if its conditions had nothing to do with it."""
        found = 1.0
        for clause in self.index.clauses[number] or ():
            missed = 1.0
            for one in clause:
                if one not in shares:
                    shares[one] = self.prior(one.key).of_literal(one)
                missed *= 1 - shares[one]
            found *= 1 - missed
        return found

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


def _mentions(index: Index, steps: Sequence[int]) -> Mapping[str, Mapping[int, Mention]]:
    """By key and by the place of a clause: what the clause says of the key, and its worth."""
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
                    found[one.key][place] = mentioned, steps[number]
    return found
