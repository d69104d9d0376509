"""Made-up policies: whose they are, whom they are for, and what they ask of the books.

After the published ones in `demo/real` and the notes of the field: two thirds are a district's or a
city's, one in three has an alternative across attributes, one in twenty a threshold in tiers, and
seven thresholds of ten are round. The median one has hard conditions on place, trade or size.
"""

from collections.abc import Callable, Iterable
from random import Random

from svc_policy_match.domain.conditions.tests import Has, In, Is, Under, Window
from svc_policy_match.domain.conditions.trees import All, AnyOf, Condition, Leaf, Not, Test
from svc_policy_match.domain.samples.attributes import (
    CHOICES,
    CITIES,
    COUNTIES,
    HONOURS,
    PROVINCES,
    trades,
)

TYPICAL = {
    "staff": 60, "age_months": 48, "revenue@-1": 2_000_000_000, "revenue@-2": 2_000_000_000,
    "assets@-1": 2_000_000_000, "research_share@-1": 400, "research_spending@-1": 100_000_000,
    "exports@-1": 500_000_000, "inventions": 4, "fixed_investment@-1": 500_000_000,
}  # fmt: skip
TIMES = (0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 5.0, 10.0)
LEVELS = ("county", "city", "province", "nation")
OF_LEVEL = (45, 25, 20, 10)
SMALL = (("small", "micro"), ("medium", "small", "micro"), ("large", "medium", "small", "micro"))
TRADES = trades()


def sample_policies(seed: int, count: int) -> dict[str, Condition]:
    """As many conditions by their policy's number."""
    chance = Random(seed)  # noqa: S311 - made up, not secret
    return {f"p{number}": sample_condition(chance) for number in range(count)}


def sample_condition(chance: Random) -> Condition:
    """One policy's condition."""
    parts: list[Condition] = [
        part for share, made in PARTS if chance.random() < share for part in made(chance)
    ]
    figures = chance.sample(sorted(TYPICAL), chance.choice((0, 1, 1, 2, 2, 3)))
    parts += (sample_figure(chance, key) for key in figures)
    if not parts:
        parts.append(sample_figure(chance, "revenue@-1"))
    return All(tuple(parts))


def sample_places(chance: Random) -> list[Condition]:
    """Whose the policy is: nothing where it is the nation's."""
    level = chance.choices(LEVELS, OF_LEVEL)[0]
    if level == "nation":
        return []
    path = sample_place(chance, LEVELS[::-1].index(level))
    return [_leaf("region", Under(frozenset({path})))]


def sample_place(chance: Random, deep: int) -> str:
    """A place so many levels deep; some provinces have more of everything."""
    path = PROVINCES[min(int(chance.paretovariate(0.7)) - 1, len(PROVINCES) - 1)]
    if deep > 1:
        path += f"{chance.randint(1, CITIES):02}"
    return path + f"{chance.randint(1, COUNTIES):02}" if deep > 2 else path  # noqa: PLR2004


def sample_trades(chance: Random) -> list[Condition]:
    """One to three trades, sections or smaller."""
    wanted = chance.choices((1, 3, 4), (50, 40, 10))[0]  # section, division, group
    known = [one for one in TRADES if len(one) == wanted]
    return [_leaf("industry", Under(frozenset(chance.sample(known, chance.choice((1, 1, 2, 3))))))]


def _size(chance: Random) -> list[Condition]:
    return [_leaf("size", In(frozenset(chance.choices(SMALL, (40, 40, 20))[0])))]


def _kind(chance: Random) -> list[Condition]:
    key = chance.choice(("organisation", "listing", "park"))
    return [_leaf(key, In(frozenset(chance.sample(CHOICES[key], chance.choice((1, 2, 3))))))]


def _honour(chance: Random) -> list[Condition]:
    return [_leaf("honours", Has(chance.choice(HONOURS)))]


def _order(chance: Random) -> list[Condition]:
    found: list[Condition] = [Not(_leaf("dishonest", Is()))]
    if chance.random() < 0.3:  # noqa: PLR2004
        found.append(Not(_leaf("accident", Is())))
    return [*found, _leaf("credit", In(frozenset({"A", "B"})))][: chance.choice((1, 2, 3))]


def _alternative(chance: Random) -> list[Condition]:
    either: list[Condition] = [
        *_honour(chance),
        sample_figure(chance, chance.choice(sorted(TYPICAL))),
    ]
    if chance.random() < 0.3:  # noqa: PLR2004
        keys = chance.sample(sorted(TYPICAL), 2)
        either.append(All(tuple(sample_figure(chance, key) for key in keys)))
    return [AnyOf(tuple(either))]


def _tiers(chance: Random) -> list[Condition]:
    """The larger, the less of it is asked: 高新技术企业 and their research."""
    first = chance.choice((3, 5)) * 1_000_000_000
    bounds = (None, first, first * 4, None)
    shares = sorted(chance.sample(range(200, 700, 50), 3), reverse=True)
    return [
        AnyOf((
            Not(_leaf("revenue@-1", Window(lo, None if hi is None else hi - 1))),
            _leaf("research_share@-1", Window(lo=share)),
        ))
        for lo, hi, share in zip(bounds, bounds[1:], shares, strict=False)
    ]  # fmt: skip


def sample_figure(chance: Random, key: str) -> Leaf:
    """A threshold of a figure: seven of ten are round, one in seven is a ceiling."""
    number = int(TYPICAL[key] * chance.choice(TIMES)) or 1
    if chance.random() > 0.7:  # noqa: PLR2004
        number = int(number * chance.uniform(0.8, 1.2)) or 1
    below = chance.random() < 0.15  # noqa: PLR2004
    return _leaf(key, Window(hi=number * 4) if below else Window(lo=number))


def _leaf(key: str, test: Test) -> Leaf:
    return Leaf(f"{key} {test}", key, test)


PARTS: Iterable[tuple[float, Callable[[Random], list[Condition]]]] = (
    (1.0, sample_places), (0.45, sample_trades), (0.4, _size), (0.25, _kind), (0.2, _honour),
    (0.3, _order), (0.35, _alternative), (0.05, _tiers),
)  # fmt: skip
