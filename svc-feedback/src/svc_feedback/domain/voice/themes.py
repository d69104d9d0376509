"""Themes: what many messages are about, known again from one day to the next."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from uuid import UUID

ALIKE = 0.6  # the least cosine between two days' terms of one theme
LEAST_SHARED = 0.1  # of the messages of a group and a theme together
LABEL_TERMS = 3

Terms = Mapping[str, float]
Pair = tuple[float, int, UUID]  # how alike, negative; group; theme


@dataclass(frozen=True, slots=True)
class Group:
    """Messages found to be about one thing: their places in what was read, and their terms."""

    members: tuple[int, ...]
    terms: Terms

    @property
    def label(self) -> str:
        """The heaviest terms, for people to read."""
        heaviest = sorted(self.terms, key=lambda term: (-self.terms[term], term))
        return "、".join(heaviest[:LABEL_TERMS])


def norm(terms: Terms) -> float:
    """The length of a set of weighted terms."""
    return sqrt(sum(weight * weight for weight in terms.values()))


def likeness(one: Terms, other: Terms) -> float:
    """The cosine of two sets of weighted terms."""
    size = norm(one) * norm(other)
    return sum(weight * other.get(term, 0.0) for term, weight in one.items()) / size if size else 0


def known_again(
    groups: Sequence[Group], earlier: Mapping[UUID, Terms], borne: Sequence[UUID | None]
) -> list[UUID | None]:
    """For each group the earlier theme it is, None for a new one.

    ``borne`` is the theme that each message has so far. Groups are known by the messages they
    share with a theme, the largest shares first; what shares none is known by its terms, as a
    theme that comes back after a pause. Two groups never get one id.
    """
    found: list[UUID | None] = [None] * len(groups)
    taken: set[UUID] = set()
    for pairs in (_by_messages(groups, borne), _by_terms(groups, earlier)):
        for _, number, theme_id in sorted(pairs):
            if found[number] is None and theme_id not in taken:
                found[number] = theme_id
                taken.add(theme_id)
    return found


def _by_messages(groups: Sequence[Group], borne: Sequence[UUID | None]) -> Iterator[Pair]:
    sizes = Counter(borne)
    for number, group in enumerate(groups):
        for theme_id, shared in Counter(borne[at] for at in group.members).items():
            share = shared / (len(group.members) + sizes[theme_id] - shared)
            if theme_id is not None and share >= LEAST_SHARED:
                yield -share, number, theme_id


def _by_terms(groups: Sequence[Group], earlier: Mapping[UUID, Terms]) -> Iterator[Pair]:
    for number, group in enumerate(groups):
        for theme_id, terms in earlier.items():
            alike = likeness(group.terms, terms)
            if alike >= ALIKE:
                yield -alike, number, theme_id
