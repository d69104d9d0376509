"""The enterprises the figures of policies are taken with: all known, half unknown, as facts.

An enterprise that is known in part gets what is missing from others of the same made-up block.
"""

from collections import defaultdict
from collections.abc import Mapping
from random import Random
from typing import Any

from svc_policy_match.domain.answers.answers import Answer, Having, OneOf, Range, Within
from svc_policy_match.domain.samples.attributes import HONOURS
from svc_policy_match.storage.columns.made_up import answers_of, sample_block

LEVELS = {"region": (2, 4, 6), "industry": (1, 3, 4, 5)}  # how long the path is at each level
BLOCK = 1_500

Profile = dict[str, Answer]
Facts = dict[str, Any]


def known_profiles(seed: int, count: int) -> list[Profile]:
    """So many enterprises of which everything is known exactly."""
    block = sample_block(seed, 0, max(BLOCK, count))
    chance = Random(seed)  # noqa: S311 - made up, not secret
    partly = [answers_of(block, number) for number in range(block.size)]
    exact: defaultdict[str, list[Answer]] = defaultdict(list)
    for profile in partly:
        for key, answer in profile.items():
            if _is_exact(key, answer):
                exact[key].append(answer)
    return [
        {key: said if (said := one.get(key)) is not None and _is_exact(key, said)
         else chance.choice(exact[key]) for key in block.layout.attributes}
        for one in partly[:count]
    ]  # fmt: skip


def half_of(profile: Profile, chance: Random) -> Profile:
    """Every answer is kept or forgotten by a coin."""
    return {key: answer for key, answer in profile.items() if chance.random() < 0.5}  # noqa: PLR2004


def _is_exact(key: str, answer: Answer) -> bool:
    match answer:
        case Range(lo, hi):
            return lo is not None and lo == hi
        case OneOf(codes):
            return len(codes) == 1
        case Within(path):
            return len(path) == LEVELS[key][-1]
        case Having():
            return answer.closed
        case _:
            return isinstance(answer, bool)


def fact_name(key: str) -> str:
    """A key as engines that know no `@` may name it: `revenue@-1` is `revenue_1`."""
    return key.replace("@-", "_")


def facts_of(profile: Mapping[str, Answer]) -> Facts:
    """A known enterprise in plain values: a place by every level, an honour by its name."""
    found: Facts = {}
    for key, answer in profile.items():
        match answer:
            case Range(lo, _):
                found[fact_name(key)] = lo
            case OneOf(codes):
                (found[key],) = codes
            case Within(path):
                found |= {f"{key}_{long}": path[:long] for long in LEVELS[key]}
            case Having(has):
                found |= {f"honour_{one}": one in has for one in HONOURS}
            case _:
                found[key] = answer
    return found
