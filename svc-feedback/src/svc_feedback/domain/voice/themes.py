"""Themes: what many messages are about, known again from one day to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from uuid import UUID

ALIKE = 0.6  # the least cosine between two days' terms of one theme
LABEL_TERMS = 3

Terms = Mapping[str, float]


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


def likeness(one: Terms, other: Terms) -> float:
    """The cosine of two sets of weighted terms."""
    size = sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return sum(weight * other.get(term, 0.0) for term, weight in one.items()) / size if size else 0


def known_again(groups: Sequence[Group], earlier: Mapping[UUID, Terms]) -> list[UUID | None]:
    """For each group the earlier theme it is, None for a new one; the likest pairs first.

    Two groups never get one id.
    """
    pairs = sorted(
        (
            (-likeness(group.terms, terms), number, theme_id)
            for number, group in enumerate(groups)
            for theme_id, terms in earlier.items()
        ),
    )
    found: list[UUID | None] = [None] * len(groups)
    taken: set[UUID] = set()
    for minus, number, theme_id in pairs:
        if -minus < ALIKE:
            break
        if found[number] is None and theme_id not in taken:
            found[number] = theme_id
            taken.add(theme_id)
    return found
