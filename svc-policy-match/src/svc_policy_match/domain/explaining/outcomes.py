"""What matching found for one profile: the verdicts, what they are worth, what goes together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from svc_policy_match.domain.answers.answers import Answers
from svc_policy_match.domain.attributes.attributes import Kind, Registry
from svc_policy_match.domain.benefits.formulas import worth
from svc_policy_match.domain.benefits.spans import Money
from svc_policy_match.domain.benefits.stacking import Combination, Stacking, best_combination
from svc_policy_match.domain.conditions.parsing import DECLARED
from svc_policy_match.domain.explaining.near_misses import NearMiss, near_miss
from svc_policy_match.domain.matching.bits import numbers_in
from svc_policy_match.domain.matching.index import Index
from svc_policy_match.domain.policies.reading import ReadPolicy

FIXED = frozenset({Kind.TREE, Kind.DATE})
MOST_NEAR = 20
NOTHING = Money(0, 0)


@dataclass(frozen=True)
class Outcome:
    """Policies by verdict, those worth most first; `values` in fen.

    `confirmed` is what the best combination of the matched gives for certain, `possible` what all
    that may match could give at most (None: no end is known).
    """

    matched: Sequence[ReadPolicy]
    undecided: Sequence[ReadPolicy]
    excluded: int
    near: Sequence[tuple[ReadPolicy, NearMiss]]
    values: Mapping[UUID, Money]
    combination: Combination
    confirmed: int
    possible: int | None


def outcome_of(
    index: Index | None,
    policies: Mapping[UUID, ReadPolicy],
    stacking: Stacking,
    answers: Answers,
    registry: Registry,
) -> Outcome:
    """All policies of an index against one profile."""
    if index is None:
        return judged([], [], 0, [], stacking, answers)
    found = index.match(answers)
    matched, undecided = (
        [policies[UUID(index.ids[number])] for number in numbers_in(bits)]
        for bits in (found.matched, found.undecided)
    )
    excluded = len(index) - len(matched) - len(undecided)
    near = index.near(answers, lambda key: is_fixed(key, registry))
    candidates = (policies[UUID(index.ids[number])] for number in numbers_in(near))
    return judged(
        matched, undecided, excluded, _near(candidates, answers, registry), stacking, answers
    )


def judged(
    matched: Sequence[ReadPolicy],
    undecided: Sequence[ReadPolicy],
    excluded: int,
    near: Sequence[tuple[ReadPolicy, NearMiss]],
    stacking: Stacking,
    answers: Answers,
) -> Outcome:
    """The outcome where verdicts are known."""
    values = {
        one.policy_id: worth(one.formula, answers)
        for one in (*matched, *undecided, *(each for each, _ in near))
    }
    sure = {str(one.policy_id): values[one.policy_id] for one in matched}
    combination = best_combination(sure, stacking)
    maybe = {str(one.policy_id): values[one.policy_id] for one in (*matched, *undecided)}
    tops = [money.hi for money in maybe.values()]
    possible = None if None in tops else stacking.total(maybe, maybe).hi
    order = _Order(values)
    return Outcome(
        sorted(matched, key=order.place), sorted(undecided, key=order.place), excluded, near,
        values, combination, combination.value.lo, possible,
    )  # fmt: skip


@dataclass(frozen=True)
class _Order:
    """Those worth most first; of the same worth those that end first."""

    values: Mapping[UUID, Money]

    def place(self, one: ReadPolicy) -> tuple[float, float, str, str]:
        money = self.values[one.policy_id]
        ends = one.said.closes_on.isoformat() if one.said.closes_on else "9999"
        return -money.lo, -money.top, ends, one.code


def _near(
    candidates: Iterable[ReadPolicy], answers: Answers, registry: Registry
) -> list[tuple[ReadPolicy, NearMiss]]:
    found = [
        (one, miss)
        for one in candidates
        if (miss := near_miss(one.condition, answers, registry)) is not None
    ]
    return sorted(found, key=lambda one: (one[1].cost, one[0].code))[:MOST_NEAR]


def is_fixed(key: str, registry: Registry) -> bool:
    """Whether nobody can change it for a policy's sake."""
    if key.startswith(DECLARED):
        return False
    attribute = registry.of_key(key)
    return attribute is not None and (attribute.derived or attribute.kind in FIXED)
