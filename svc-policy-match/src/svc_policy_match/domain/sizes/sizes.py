"""The sizes an enterprise may have, for what is known of it.

Source: 统计上大中小微型企业划分办法（2017）.
"""

from svc_policy_match.domain.answers.answers import NONE, Answer, Answers, OneOf, Range, Within
from svc_policy_match.domain.sizes.rule import BOUNDS, LEVELS, UNDEFINED, SizeRow, SizeRule

ANY = Range()
EVERY = frozenset((*LEVELS, UNDEFINED))


def size_of(answers: Answers, rule: SizeRule) -> OneOf | None:
    """All sizes that are possible; None while none can be ruled out, for then nothing is known.

    Exact for what is known: staff below the bound of small is micro, whatever the revenue.
    """
    place = answers.get("industry")
    rows = rule.rows_for(place.path if isinstance(place, Within) else "")
    found = frozenset(size for row in rows for size in _sizes(row, answers)) or {UNDEFINED}
    return None if found == EVERY else OneOf(frozenset(found))


def _sizes(row: SizeRow, answers: Answers) -> frozenset[str]:
    """The worst level counts: it lies between those of all best and of all worst figures."""
    if not row.bounds:
        return frozenset({UNDEFINED})
    spans = [_levels(answers.get(key), bounds) for key, bounds in row.bounds.items()]
    best = max(best for best, _ in spans)
    worst = max(worst for _, worst in spans)
    return frozenset(LEVELS[best : worst + 1])


def _levels(answer: Answer | None, bounds: tuple[int, int, int]) -> tuple[int, int]:
    """The best and the worst level a figure may reach; none at all reaches no bound."""
    if answer is NONE:
        return BOUNDS, BOUNDS
    span = answer if isinstance(answer, Range) else ANY
    best = 0 if span.hi is None else _level(span.hi, bounds)
    return best, BOUNDS if span.lo is None else _level(span.lo, bounds)


def _level(figure: int, bounds: tuple[int, int, int]) -> int:
    """0 is large, 3 micro."""
    return sum(figure < bound for bound in bounds)
