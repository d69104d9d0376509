"""How often each theme was spoken of, day by day, by one and the same grouping."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from svc_feedback.domain.voice.themes import Group


class Said(NamedTuple):
    """When something was said, and by whom."""

    day: date
    person: bytes


class Spoken(NamedTuple):
    """Messages of a day, and the persons behind them."""

    messages: int
    persons: int


NONE = Spoken(0, 0)
Counts = Mapping[date, Mapping[UUID, Spoken]]


def counts_of(said: Sequence[Said], groups: Iterable[Group], ids: Iterable[UUID]) -> Counts:
    """Counts by day and theme, all days by today's groups.

    The themes that messages keep were given on different days, by different groupings; to compare
    days only one will do.
    """
    heard: defaultdict[date, defaultdict[UUID, list[bytes]]]
    heard = defaultdict(lambda: defaultdict(list))
    for group, theme_id in zip(groups, ids, strict=True):
        for at in group.members:
            heard[said[at].day][theme_id].append(said[at].person)
    return {
        day: {theme: Spoken(len(by), len(set(by))) for theme, by in themes.items()}
        for day, themes in heard.items()
    }
