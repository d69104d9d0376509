"""How often each theme was spoken of at each place, by day, by one and the same grouping."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from svc_feedback.domain.places import levels_of
from svc_feedback.domain.voice.themes import Group


class Said(NamedTuple):
    """When something was said, by whom and where."""

    day: date
    person: bytes
    region_code: str


class Spoken(NamedTuple):
    """Messages of a day, and the persons behind them."""

    messages: int
    persons: int


NONE = Spoken(0, 0)
Counts = Mapping[date, Mapping[UUID, Spoken]]


def counts_of(
    said: Sequence[Said], groups: Iterable[Group], ids: Iterable[UUID]
) -> Mapping[str, Counts]:
    """Counts by place, day and theme, all days by today's groups.

    What is said in a district counts for its city as well where others speak there too.

    The themes that messages keep were given on different days, by different groupings; to compare
    days only one will do.
    """
    places = levels_of(one.region_code for one in said)
    heard: dict[str, dict[date, dict[UUID, list[bytes]]]] = {}
    for group, theme_id in zip(groups, ids, strict=True):
        for at in group.members:
            one = said[at]
            for place in places[one.region_code]:
                themes = heard.setdefault(place, {}).setdefault(one.day, {})
                themes.setdefault(theme_id, []).append(one.person)
    return {
        place: {
            day: {theme: Spoken(len(by), len(set(by))) for theme, by in themes.items()}
            for day, themes in days.items()
        }
        for place, days in heard.items()
    }
