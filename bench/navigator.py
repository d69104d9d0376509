"""The navigator at full size: how long the next question takes, and what is known after a few.

10,000 made-up policies worth log-normal sums, made-up enterprises whose place and trade are known
from a registry. An enterprise answers with all it knows of what it is asked. What is confirmed is
the worth of policies that fit for certain, by all that would fit if everything it knows were said.
"""

from collections.abc import Callable, Mapping
from random import Random
from statistics import mean, median
from time import perf_counter

import numpy as np
from figures import Figure, percentile

from svc_policy_match.domain.answers.answers import Answer, Answers, Having, OneOf, Range, Within
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
MOST_MS = 2.0
Choose = Callable[[Standing, frozenset[str]], str | None]


def board_of() -> tuple[Board, list[Answers]]:
    """Policies with what they are worth, and enterprises that are asked."""
    index = Index(sample_policies(SEED, POLICIES).items())
    chance = np.random.default_rng(SEED)
    sums = chance.lognormal(12.5, 1.5, len(index))  # yuan; half of them below 270,000
    values = [int(one) * 100 for one in sums]
    block = sample_block(SEED, 0, KNOWN)
    registry = {key.partition("@")[0]: one for key, one in block.layout.attributes.items()}
    population = [answers_of(block, number) for number in range(KNOWN)]
    priors = {key: _prior(key, population) for key in block.layout.attributes}
    others = sample_block(SEED, 1, ASKED)
    return Board(index, registry, values, priors), [answers_of(others, n) for n in range(ASKED)]


def _prior(key: str, population: list[dict[str, Answer]]) -> Prior:
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
    """What a question costs, and what three of them bring, beside the baselines."""
    board, firms = board_of()
    obtainable = [one for one in firms if board.index.match(one).matched]
    ways: Mapping[str, Choose] = {
        "ours": ours,
        "most mentioned": most_mentioned,
        "random": at_random(Random(SEED)),  # noqa: S311 - a baseline, not secret
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    found = {
        name: [confirmed(board, one, choose, taken[name]) for one in obtainable]
        for name, choose in ways.items()
    }
    after = {
        name: {step: mean(one[step - 1] for one in shares) for step in STEPS}
        for name, shares in found.items()
    }
    table = "; ".join(
        f"{name} " + "/".join(f"{share:.2f}" for share in steps.values())
        for name, steps in after.items()
    )
    times = taken["ours"]
    best = after["ours"][BAR_AFTER]
    return [
        Figure(
            "navigator_question", f"navigator, the next question of {POLICIES:,} policies", "ms",
            times, f"<= {MOST_MS} ms at the median", median(times) <= MOST_MS,
            notes=f"{len(obtainable)} enterprises, {max(STEPS)} questions each; p99 "
            f"{percentile(times, 99):.1f} ms",
        ),
        Figure(
            "navigator_confirmed", f"navigator, worth confirmed after {BAR_AFTER} questions",
            "share", [one[BAR_AFTER - 1] for one in found["ours"]],
            f">= {LEAST_CONFIRMED} at the mean", best >= LEAST_CONFIRMED,
            notes=f"mean {best:.2f}; means after {'/'.join(map(str, STEPS))} questions: {table}",
        ),
    ]  # fmt: skip


if __name__ == "__main__":
    for figure in measure():
        print(figure.key, median(figure.ours), figure.notes)
