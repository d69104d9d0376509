"""Counts of made-up reviews, as they would have come to be one by one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from shared.office_hours import china_time
from svc_feedback.storage.made_up.reviews import HOTLINE, MadeUp, Place

Key = tuple[str, str, datetime, str, str]  # grain, kind, beginning, subject, region
Seen = tuple[datetime, Place, str, str]  # hour, place, channel, measure


def counts(batch: Iterable[MadeUp]) -> dict[Key, Counter[str]]:
    """By grain, kind, beginning, subject and region: how much of each measure."""
    counted: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for (hour, place, channel, measure), number in _seen(batch).items():
        for kind, subject in _subjects(place, channel):
            for grain, begins in _beginnings(hour):
                row = counted[grain, kind, begins, subject, place.region_code]
                row[measure] += number
                row["changes"] += number
    return counted


def _seen(batch: Iterable[MadeUp]) -> Counter[Seen]:
    seen: Counter[Seen] = Counter()
    for one in batch:
        opened = one.opened_at.replace(minute=0, second=0, microsecond=0)
        seen[opened, one.place, "", "offered"] += 1
        if not one.level:
            continue
        given = one.submitted_at.replace(minute=0, second=0, microsecond=0)
        if one.channel == HOTLINE:
            seen[given, one.place, one.channel, "imported"] += 1
        else:
            seen[given, one.place, one.channel, f"level_{one.level}"] += 1
            seen[opened, one.place, "", "answered"] += 1
    return seen


def _subjects(place: Place, channel: str) -> Iterator[tuple[str, str]]:
    yield "region", place.region_code
    yield "matter", place.matter_code
    yield "organ", str(place.organ_id)
    yield "window", place.window_id
    yield "staff", place.staff_no
    if channel:
        yield "channel", channel


def _beginnings(hour: datetime) -> Iterator[tuple[str, datetime]]:
    day = china_time(hour).replace(hour=0)
    yield "hour", hour
    yield "day", day
    yield "month", day.replace(day=1)
