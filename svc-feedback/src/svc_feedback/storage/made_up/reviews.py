"""A made-up month of reviews: the same for the same seed, in the order of time.

Levels as Guangdong published them of July 2023 (13,431,970 / 10,421 / 18,062 / 295 / 980),
channels as it published them too; nine of ten opportunities are answered, and what
the hotline hands over is imported.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple
from uuid import UUID

LEVELS = {5: 13_431_970, 4: 10_421, 3: 18_062, 2: 295, 1: 980}
CHANNELS = {
    "web": 574, "evaluator": 513, "mini_program": 259, "hotline": 27, "kiosk": 8, "sms": 6,
}  # fmt: skip
HOTLINE = "hotline"
REGIONS = (
    "431202", "431221", "431222", "431223", "431224", "431225", "431226", "431227", "431228",
    "431229", "431230", "431281",
)  # fmt: skip
ORGANS, WINDOWS, CLERKS, MATTERS, PLACES = 20, 3, 2, 600, 3_000
UNANSWERED = 10  # one of so many opportunities
ANSWERED_AFTER = timedelta(minutes=20)
QUIET_HOURS, OPEN_HOURS = 8, 10


class Place(NamedTuple):
    """Where and about what people were served."""

    region_code: str
    organ_id: UUID
    window_id: str
    staff_no: str
    matter_code: str


class MadeUp(NamedTuple):
    """An opportunity, and its review if it has one (level 0: none)."""

    opportunity_id: UUID
    review_id: UUID
    place: Place
    channel: str
    level: int
    opened_at: datetime
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Order:
    """So many reviews over so many days before a moment."""

    reviews: int
    seed: int
    days: int
    until: datetime

    @property
    def opportunities(self) -> int:
        """How many opportunities have so many reviews."""
        return -(-self.reviews * UNANSWERED // (UNANSWERED - 1))


def made_up(order: Order) -> Iterator[MadeUp]:
    """Opportunities in the order of time, each with its review or without."""
    chance = Random(order.seed)  # noqa: S311 - a history to repeat, not a secret
    places = _places(chance)
    levels, level_sums = list(LEVELS), list(accumulate(LEVELS.values()))
    channels, channel_sums = list(CHANNELS), list(accumulate(CHANNELS.values()))
    left = order.reviews
    for number in range(order.opportunities):
        answered = left > 0 and number % UNANSWERED != UNANSWERED - 1
        left -= answered
        opened_at = _moment(order, number / order.opportunities)
        submitted_at = opened_at + ANSWERED_AFTER
        yield MadeUp(
            _id(opened_at, number, order.seed),
            _id(submitted_at, number, ~order.seed),
            chance.choice(places),
            chance.choices(channels, cum_weights=channel_sums)[0],
            chance.choices(levels, cum_weights=level_sums)[0] if answered else 0,
            opened_at,
            submitted_at,
        )


def _moment(order: Order, part: float) -> datetime:
    """Nine tenths of a day's reviews come in its open hours."""
    days, part = divmod(part * order.days, 1)
    if part < 0.05:  # noqa: PLR2004
        hours = part / 0.05 * QUIET_HOURS
    elif part < 0.95:  # noqa: PLR2004
        hours = QUIET_HOURS + (part - 0.05) / 0.9 * OPEN_HOURS
    else:
        hours = QUIET_HOURS + OPEN_HOURS + (part - 0.95) / 0.05 * 6
    begins = order.until - timedelta(days=order.days) - ANSWERED_AFTER
    return begins + timedelta(days=days, hours=hours)


def _places(chance: Random) -> list[Place]:
    """Some matters are asked for far more often than others."""
    places = []
    for _ in range(PLACES):
        region = chance.choice(REGIONS)
        organ = chance.randrange(ORGANS)
        window = f"{region}-{organ:02d}-{chance.randrange(WINDOWS) + 1}"
        staff = f"{window}-{chance.randrange(CLERKS) + 1}"
        matter = f"SIM-{int(chance.paretovariate(0.8)) % MATTERS:04d}"
        places.append(Place(region, _organ_id(region, organ), window, staff, matter))
    return places


def _organ_id(region: str, organ: int) -> UUID:
    return UUID(int=(int(region) << 64) | organ)


def _id(moment: datetime, number: int, salt: int) -> UUID:
    """An id in the order of time (UUID version 7), the same for the same seed."""
    milliseconds = int(moment.timestamp() * 1000)
    low = ((salt & 0xFFFF) << 46) | number
    return UUID(int=(milliseconds << 80) | (7 << 76) | (0b10 << 62) | (low & ((1 << 62) - 1)))
