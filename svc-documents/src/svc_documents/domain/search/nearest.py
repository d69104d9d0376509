"""Did you mean: the title, or the everyday word, that shares most with what was typed."""

from collections.abc import Iterable

from svc_documents.domain.basis.names import name_key

LIKE_ENOUGH = 0.5


def likeness(one: str, other: str) -> float:
    """How much two names share: twice the common pairs over all pairs; 1 is the same."""
    first, second = _pairs(one), _pairs(other)
    both = len(first) + len(second)
    return 2 * len(first & second) / both if both else 0.0


def nearest(typed: str, names: Iterable[str]) -> str | None:
    """The name most like what was typed, when it is like enough and not the same."""
    best = max(names, key=lambda one: likeness(typed, one), default=None)
    if best is None or name_key(best) == name_key(typed):
        return None
    return best if likeness(typed, best) >= LIKE_ENOUGH else None


def _pairs(name: str) -> set[str]:
    plain = name_key(name)
    return {plain[place : place + 2] for place in range(len(plain) - 1)} | set(plain[:1])
