"""A second population for the navigator: some attributes are asked for often, most seldom.

In the shape the field's figures were taken on: place and trade are known beforehand, thirteen
attributes can be asked, the use of them falls as one by their rank (Zipf), and an enterprise knows
every answer exactly. Questions at random confirm 0.13 of what can be had after three, there and
here.
"""

from collections.abc import Mapping
from random import Random

from svc_policy_match.domain.answers.answers import (
    NONE,
    Answer,
    Answers,
    Having,
    OneOf,
    Range,
    Within,
)
from svc_policy_match.domain.attributes.attributes import Attribute
from svc_policy_match.domain.conditions.tests import Has, In
from svc_policy_match.domain.conditions.trees import All, AnyOf, Condition, Leaf, Test
from svc_policy_match.domain.samples.attributes import HONOURS
from svc_policy_match.storage.columns.made_up import answers_of, sample_block
from svc_policy_match.storage.columns.made_up_policies import (
    SMALL,
    sample_figure,
    sample_places,
    sample_trades,
)

BY_USE = (
    "size", "honours", "revenue@-1", "staff", "research_share@-1", "credit", "age_months",
    "assets@-1", "research_spending@-1", "inventions", "fixed_investment@-1", "exports@-1",
    "revenue@-2",
)  # fmt: skip
SHARES = {key: 1 / rank for rank, key in enumerate(BY_USE, 1)}
OF_A_TRADE, EITHER_OR = 0.45, 0.35
DEEPEST = {"region": 6, "industry": 5}  # characters of a path that is known to the end
SPARE = 4  # so many are made up for one whose every answer is exact


def policies_of(seed: int, count: int) -> dict[str, Condition]:
    """Conditions of one to four attributes, one in three with an alternative."""
    chance = Random(seed)  # noqa: S311 - made up, not secret
    return {f"p{number}": _condition(chance) for number in range(count)}


def _condition(chance: Random) -> Condition:
    parts = sample_places(chance)
    if chance.random() < OF_A_TRADE:
        parts += sample_trades(chance)
    parts += (_leaf(chance, key) for key in _drawn(chance, chance.choice((1, 2, 3, 4))))
    if chance.random() < EITHER_OR:
        parts.append(AnyOf(tuple(_leaf(chance, key) for key in _drawn(chance, 2))))
    return All(tuple(parts))


def _drawn(chance: Random, count: int) -> list[str]:
    left, found = list(BY_USE), list[str]()
    for _ in range(count):
        (key,) = chance.choices(left, [SHARES[one] for one in left])
        left.remove(key)
        found.append(key)
    return found


def _leaf(chance: Random, key: str) -> Leaf:
    test: Test
    if key == "size":
        test = In(frozenset(chance.choices(SMALL, (40, 40, 20))[0]))
    elif key == "honours":
        test = Has(chance.choice(HONOURS))
    elif key == "credit":
        test = In(frozenset({"A", "B"}))
    else:
        return sample_figure(chance, key)
    return Leaf(f"{key} {test}", key, test)


def people_of(seed: int, block: int, count: int) -> tuple[Mapping[str, Attribute], list[Answers]]:
    """The attributes by key, and enterprises; what one does not know exactly another lends it."""
    table = sample_block(seed, block, SPARE * count)
    chance = Random(f"{seed} {block}")  # noqa: S311 - made up, not secret
    made = [answers_of(table, number) for number in range(SPARE * count)]
    keys = table.layout.attributes
    exact = {key: [one[key] for one in made if key in one and _is_exact(key, one[key])]
             for key in keys}  # fmt: skip
    return keys, [
        {
            key: one[key] if key in one and _is_exact(key, one[key]) else chance.choice(exact[key])
            for key in keys
        }
        for one in made[:count]
    ]


def _is_exact(key: str, answer: Answer) -> bool:
    match answer:
        case Range(lo, hi):
            return lo is not None and lo == hi
        case OneOf(codes):
            return len(codes) == 1
        case Having():
            return answer.closed
        case Within(path):
            return len(path) >= DEEPEST[key]
        case _:
            return answer is not NONE
