"""The navigator at full size: what is known after a few questions.

10,000 made-up policies worth log-normal sums, made-up enterprises whose place and trade are known
from a registry; two populations of both. An enterprise answers with all it knows of what it is
asked. What is confirmed is the worth of policies that fit for certain, by all that would fit if
everything it knows were said.
"""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from statistics import mean, median
from time import perf_counter

import numpy as np
from figures import Figure, percentile
from navigator_people import people_of, policies_of

from svc_policy_match.domain.answers.answers import Answers, Having, OneOf, Range, Within
from svc_policy_match.domain.attributes.attributes import Attribute
from svc_policy_match.domain.conditions.trees import Condition
from svc_policy_match.domain.matching.index import Index
from svc_policy_match.domain.navigator.board import Board
from svc_policy_match.domain.navigator.priors import YES, Prior
from svc_policy_match.domain.navigator.questions import next_question
from svc_policy_match.domain.navigator.standing import Standing
from svc_policy_match.storage.columns.made_up import answers_of, sample_block
from svc_policy_match.storage.columns.made_up_policies import sample_policies

SEED = 7
POLICIES, KNOWN, ASKED = 10_000, 3_000, 150
REGISTERED = ("region", "industry")
STEPS = (1, 3, 5, 7, 9)
BAR_AFTER = 3
LEAST_CONFIRMED = 0.5
OTHER_SEEDS = (11, 23, 99)
Choose = Callable[[Standing, frozenset[str]], str | None]


def own_population(seed: int) -> tuple[Board, list[Answers]]:
    """Policies and enterprises as everywhere in this bench; much is not known."""
    first, others = sample_block(seed, 0, KNOWN), sample_block(seed, 1, ASKED)
    known = [answers_of(first, number) for number in range(KNOWN)]
    board = _board(seed, sample_policies(seed, POLICIES), first.layout.attributes, known)
    return board, [answers_of(others, number) for number in range(ASKED)]


def fields_population(seed: int) -> tuple[Board, list[Answers]]:
    """In the shape of the field's figures, see `navigator_people`."""
    attributes, known = people_of(seed, 0, KNOWN)
    board = _board(seed, policies_of(seed, POLICIES), attributes, known)
    return board, people_of(seed, 1, ASKED)[1]


def _board(
    seed: int,
    policies: Mapping[str, Condition],
    attributes: Mapping[str, Attribute],
    known: Sequence[Answers],
) -> Board:
    index = Index(policies.items())
    chance = np.random.default_rng(seed)
    sums = chance.lognormal(12.5, 1.5, len(index))  # yuan; half of them below 270,000
    registry = {key.partition("@")[0]: one for key, one in attributes.items()}
    priors = {key: _prior(key, known) for key in attributes}
    return Board(index, registry, [int(one) * 100 for one in sums], priors)


def _prior(key: str, population: Sequence[Answers]) -> Prior:
    """How often each answer occurs among enterprises that are known already."""
    numbers: list[int] = []
    codes: dict[str, int] = {}
    for one in population:
        match one.get(key):
            case Range(lo, hi) if lo is not None and lo == hi:
                numbers.append(lo)
            case OneOf(held) | Having(held):
                for code in held:
                    codes[code] = codes.get(code, 0) + 1
            case Within(path):
                codes[path] = codes.get(path, 0) + 1
            case True:
                codes[YES] = codes.get(YES, 0) + 1
            case _:
                pass
    shares = {code: count / len(population) for code, count in codes.items()}
    return Prior(shares, sorted(numbers))


def ours(standing: Standing, declined: frozenset[str]) -> str | None:
    """The question of the product."""
    question = next_question(standing, declined)
    return None if question is None else question.key


def most_mentioned(standing: Standing, declined: frozenset[str]) -> str | None:
    """What most undecided policies name."""
    left = _left(standing, declined)
    return max(left, key=lambda key: (standing.may_turn(key).bit_count(), key), default=None)


def at_random(chance: Random) -> Choose:
    """Anything undecided policies name."""

    def choose(standing: Standing, declined: frozenset[str]) -> str | None:
        left = _left(standing, declined)
        return chance.choice(left) if left else None

    return choose


def _left(standing: Standing, declined: frozenset[str]) -> list[str]:
    return [key for key in standing.named_keys() if key not in declined | set(standing.said)]


def confirmed(board: Board, truth: Answers, choose: Choose, taken: list[float]) -> list[float]:
    """Shares of what can be had that are certain, after each number of questions."""
    whole = board.value_of(board.index.match(truth).matched)
    said = {key: truth[key] for key in REGISTERED if key in truth}
    declined: frozenset[str] = frozenset()
    shares = []
    for _ in range(max(STEPS)):
        began = perf_counter()
        key = choose(Standing(board, said), declined)
        taken.append((perf_counter() - began) * 1000)
        if key is not None and key in truth and key not in said:
            said = {**said, key: truth[key]}
        elif key is not None:
            declined |= {key}
        shares.append(board.value_of(board.index.match(said).matched) / whole)
    return shares


def measure() -> list[Figure]:
    """What three questions bring, beside the baselines: the field's population and our own."""
    others = {seed: _after(fields_population(seed), ours, [])[BAR_AFTER] for seed in OTHER_SEEDS}
    elsewhere = ", ".join(f"{share:.2f} at seed {seed}" for seed, share in others.items())
    return [
        _confirmed("navigator_confirmed", "the field's population", fields_population(SEED),
                   LEAST_CONFIRMED, f"; ours is {elsewhere}"),
        _confirmed("navigator_confirmed_own", "our population, much unknown",
                   own_population(SEED), None),
    ]  # fmt: skip


def _confirmed(
    key: str, whose: str, population: tuple[Board, list[Answers]], bar: float | None, more: str = ""
) -> Figure:
    ways: Mapping[str, Choose] = {
        "ours": ours,
        "most mentioned": most_mentioned,
        "random": at_random(Random(SEED)),  # noqa: S311 - a baseline, not secret
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    after = {name: _after(population, choose, taken[name]) for name, choose in ways.items()}
    table = "; ".join(
        f"{name} " + "/".join(f"{share:.2f}" for share in steps.values())
        for name, steps in after.items()
    )
    best, times = after["ours"][BAR_AFTER], taken["ours"]
    return Figure(
        key, f"navigator, worth confirmed after {BAR_AFTER} questions, {whose}", "share", [best],
        f">= {bar} at the mean" if bar else "(none: harder than the field's)",
        best >= bar if bar else None,
        notes=f"means after {'/'.join(map(str, STEPS))} questions: {table}{more}; a question takes "
        f"{median(times):.1f} ms, p99 {percentile(times, 99):.1f} ms",
    )  # fmt: skip


def _after(
    population: tuple[Board, list[Answers]], choose: Choose, taken: list[float]
) -> Mapping[int, float]:
    """Of those who can have something: the mean share confirmed, by the number of questions."""
    board, firms = population
    obtainable = [one for one in firms if board.index.match(one).matched]
    shares = [confirmed(board, one, choose, taken) for one in obtainable]
    return {step: mean(one[step - 1] for one in shares) for step in STEPS}


if __name__ == "__main__":
    for figure in measure():
        print(figure.key, *figure.ours, figure.notes)
