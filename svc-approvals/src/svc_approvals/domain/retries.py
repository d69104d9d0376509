"""When something that failed outside the house is tried again: later each time, for a day."""

from datetime import datetime, timedelta

FIRST = timedelta(seconds=10)
LONGEST = timedelta(hours=2)
GIVE_UP_AFTER = timedelta(hours=24)
SPREAD = 0.2  # of the delay, either way, so that what failed together does not return together
DOUBLINGS = 12  # past which the longest delay has long been reached


def next_try(attempts: int, since: datetime, now: datetime, chance: float) -> datetime | None:
    """When to try again after so many attempts, or None when a day has passed.

    ``chance`` between 0 and 1 spreads the tries.
    """
    doubled = FIRST * 2 ** min(max(attempts - 1, 0), DOUBLINGS)
    delay = min(doubled, LONGEST) * (1 + SPREAD * (2 * chance - 1))
    return now + delay if now + delay <= since + GIVE_UP_AFTER else None
