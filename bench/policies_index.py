"""The bit index at full size: all policies against one profile, rebuilt, near misses, questions."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from figures import Figure, percentile
from policies_clock import Clock
from policies_people import Profile, half_of

from svc_policy_match.domain.answers.answers import Answer, Having, OneOf, Range, Within
from svc_policy_match.domain.conditions.trees import Condition
from svc_policy_match.domain.matching.index import Index
from svc_policy_match.domain.navigator.board import Board
from svc_policy_match.domain.navigator.priors import YES, Prior
from svc_policy_match.domain.navigator.questions import next_question
from svc_policy_match.domain.navigator.standing import Standing
from svc_policy_match.domain.samples.attributes import sample_layout

SEED = 7
MOST_MATCH_MS, MOST_BUILD_S, MOST_NEAR_MS, MOST_QUESTION_MS = 0.1, 1, 2, 2
BY_PROCESSOR = frozenset({"policies_rebuilt", "policies_question"})  # timed with a Clock
FIXED = frozenset({"region", "industry", "size"})  # nobody changes these for a policy's sake
ASKING, QUESTIONS = 60, 6


def built(policies: Mapping[str, Condition], times: int) -> tuple[Index, Figure]:
    """The index, made several times anew as when a policy changes."""
    clock = Clock()
    for _ in range(times):
        with clock:
            index = Index(policies.items())
    runs = [one / 1000 for one in clock.taken]
    return index, Figure(
        "policies_rebuilt", f"policies, the index of {len(policies):,} made anew", "s", runs,
        f"<= {MOST_BUILD_S} s (ours)", median(runs) <= MOST_BUILD_S,
        notes=f"from conditions that are parsed; processor time {median(clock.used) / 1000:.2f} s; "
        f"{len(index.trees)} of them are read as trees",
        conclusive=median(runs) <= MOST_BUILD_S or median(clock.used) > MOST_BUILD_S * 1000,
    )  # fmt: skip


def matched(index: Index, profiles: Sequence[Profile]) -> list[Figure]:
    """Profiles the index has not met, after as many others; all known, then half unknown."""
    chance = Random(SEED)  # noqa: S311 - what is forgotten
    halves = [half_of(one, chance) for one in profiles]
    return [
        _matched("known", "all known", index, profiles),
        _matched("half", "half unknown", index, halves),
    ]


def _matched(key: str, what: str, index: Index, profiles: Sequence[Profile]) -> Figure:
    middle = len(profiles) // 2
    _timed(index.match, profiles[:middle])
    new, again = (_timed(index.match, profiles[middle:]) for _ in range(2))
    return Figure(
        f"policies_match_{key}", f"policies, {len(index):,} against one profile, {what}", "ms",
        new, f"<= {MOST_MATCH_MS} ms", median(new) <= MOST_MATCH_MS,
        notes=f"in process: who matches and who may; {len(new)} profiles not met before, after "
        f"{middle} others; p99 {percentile(new, 99):.3f} ms; the same again {median(again):.3f} ms",
    )  # fmt: skip


def near(index: Index, profiles: Sequence[Profile]) -> Figure:
    """Which policies one clause alone excludes."""
    taken = _timed(lambda one: index.near(one, FIXED.__contains__), profiles)
    found = [index.near(one, FIXED.__contains__).bit_count() for one in profiles]
    return Figure(
        "policies_near", f"policies, near misses among {len(index):,}", "ms", taken,
        f"<= {MOST_NEAR_MS} ms (ours)", median(taken) <= MOST_NEAR_MS,
        notes=f"excluded by one clause without place, trade or size; {median(found):.0f} of them "
        f"at the median; p99 {percentile(taken, 99):.2f} ms",
    )  # fmt: skip


def asked(index: Index, profiles: Sequence[Profile]) -> Figure:
    """From an answer to the next question, for enterprises that answer what they are asked."""
    board = _board(index, profiles)
    clock = Clock()
    asked_for: list[int] = []
    for one in profiles[:ASKING]:
        said = {key: one[key] for key in ("region", "industry")}
        for _ in range(QUESTIONS):
            with clock:
                standing = Standing(board, said)
                question = next_question(standing)
            asked_for.append(standing.verdicts.undecided.bit_count())
            if question is None:
                break
            said[question.key] = one[question.key]
    taken = clock.taken
    return Figure(
        "policies_question", f"policies, the next question among {len(index):,}", "ms", taken,
        f"<= {MOST_QUESTION_MS} ms", median(taken) <= MOST_QUESTION_MS,
        notes=f"place and trade known, then up to {QUESTIONS} questions answered by {ASKING} "
        f"enterprises; the answer matched, the question chosen with its choices; "
        f"{median(asked_for):.0f} policies undecided at the median, {max(asked_for)} at most; p95 "
        f"{percentile(taken, 95):.2f} ms, p99 {percentile(taken, 99):.2f} ms; processor time "
        f"{median(clock.used):.2f} ms at the median, p95 {percentile(clock.used, 95):.2f} ms",
        conclusive=median(taken) <= MOST_QUESTION_MS or median(clock.used) > MOST_QUESTION_MS,
    )  # fmt: skip


def _timed(what: Callable[[Profile], Any], profiles: Sequence[Profile]) -> list[float]:
    taken = []
    for one in profiles:
        began = perf_counter()
        what(one)
        taken.append((perf_counter() - began) * 1000)
    return taken


def _board(index: Index, profiles: Sequence[Profile]) -> Board:
    """Policies that pay from 10,000 to some 3,000,000 yuan, made up."""
    chance = Random(SEED)  # noqa: S311 - made up, not secret
    values = [int(10_000_00 * chance.paretovariate(0.8)) % 3_000_000_00 for _ in index.ids]
    attributes = sample_layout().attributes
    registry = {one.code: one for one in attributes.values()}
    priors = {key: _prior([one[key] for one in profiles]) for key in attributes}
    return Board(index, registry, values, priors)


def _prior(answers: Sequence[Answer]) -> Prior:
    codes = Counter(code for one in answers for code in _codes(one))
    shares = {code: count / len(answers) for code, count in codes.items()}
    numbers = sorted(one.lo for one in answers if isinstance(one, Range) and one.lo is not None)
    return Prior(shares, numbers)


def _codes(answer: Answer) -> Sequence[str]:
    match answer:
        case OneOf(codes):
            return sorted(codes)
        case Within(path):
            return [path]
        case Having(has):
            return sorted(has)
        case _:
            return [YES] if answer is True else []
