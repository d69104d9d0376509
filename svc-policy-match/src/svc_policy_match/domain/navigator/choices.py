"""What can be answered to a question: ranges cut where policies cut, codes that still matter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from svc_policy_match.domain.answers.answers import Answer, Having, OneOf, Range, Within
from svc_policy_match.domain.conditions.clauses import Literal
from svc_policy_match.domain.conditions.tests import Has, Under, Window
from svc_policy_match.domain.navigator.priors import RARE, YES, Prior

MOST_RANGES = 6
MOST_CODES = 12

Weights = Mapping[Literal, int]  # what each literal still matters for


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer, and how often it is to be expected."""

    answer: Answer
    share: float


def ranges(matter: Weights, known: Range, prior: Prior, cuts: Sequence[int] = ()) -> list[Choice]:
    """The span that is known, cut at its heaviest thresholds into at most six.

    `cuts` are those of what is derived from it, taken where it has none of its own.
    """
    weights: dict[int, int] = {}
    for one, weight in matter.items():
        cut = _cut(one)
        if cut is not None and _is_inside(cut, known):
            weights[cut] = weights.get(cut, 0) + weight
    weights = weights or {cut: 1 for cut in cuts if _is_inside(cut, known)}
    heaviest = sorted(weights, key=lambda cut: (-weights[cut], cut))[: MOST_RANGES - 1]
    edges = [known.lo, *sorted(heaviest), None]
    spans = [(lo, known.hi if after is None else after - 1) for lo, after in pairwise(edges)]
    return _even([Choice(Range(lo, hi), prior.of_span(lo, hi)) for lo, hi in spans])


def _cut(literal: Literal) -> int | None:
    """The first number above which the literal has turned."""
    window = literal.test
    if not isinstance(window, Window):
        return None
    return window.lo if window.lo is not None else None if window.hi is None else window.hi + 1


def _is_inside(cut: int, known: Range) -> bool:
    above = known.lo is None or cut > known.lo
    return above and (known.hi is None or cut <= known.hi)


def codes(names: Sequence[str], prior: Prior) -> list[Choice]:
    """Each code of a list."""
    return _even([Choice(OneOf(frozenset({one})), prior.of_code(one)) for one in names])


def places(matter: Weights, known: str, prior: Prior) -> list[Choice]:
    """The places that matter most below the one known, and the rest of it."""
    weights: dict[str, int] = {}
    for one, weight in matter.items():
        if isinstance(one.test, Under):
            for path in one.test.paths:
                if path.startswith(known) and path != known:
                    weights[path] = weights.get(path, 0) + weight
    weights = weights or {path: 1 for path in prior.codes if path.startswith(known)}
    heaviest = sorted(weights, key=lambda path: (-weights[path], path))[:MOST_CODES]
    if not heaviest:
        return []
    found = [Choice(Within(one), prior.of_place(one)) for one in sorted(heaviest)]
    return _even([*found, Choice(Within(f"{known}~"), RARE)])


def honours(matter: Weights, known: Having, prior: Prior) -> list[Choice]:
    """One more of those that matter, or no other."""
    weights: dict[str, int] = {}
    for one, weight in matter.items():
        if isinstance(one.test, Has):
            weights[one.test.code] = weights.get(one.test.code, 0) + weight
    heaviest = sorted(weights, key=lambda code: (-weights[code], code))[:MOST_CODES]
    none_of_them = Having(known.has, known.has_not, closed=True)
    more = [
        Choice(Having(known.has | {one}, known.has_not, closed=True), prior.of_code(one))
        for one in heaviest
    ]
    left = max(0.0, 1 - sum(one.share for one in more))
    return _even([*more, Choice(none_of_them, max(left, RARE))])


def flags(prior: Prior) -> list[Choice]:
    """Yes and no."""
    yes = prior.of_code(YES)
    return [Choice(answer=True, share=yes), Choice(answer=False, share=1 - yes)]


def _even(choices: list[Choice]) -> list[Choice]:
    """Shares that make one together."""
    total = sum(one.share for one in choices) or 1.0
    return [Choice(one.answer, one.share / total) for one in choices]
