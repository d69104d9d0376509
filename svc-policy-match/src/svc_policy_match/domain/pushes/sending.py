"""When a message leaves: quiet hours, the daily limit, the digest of the next morning."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from shared.office_hours import CHINA_TIME

REMINDERS = (30, 7, 1)


@dataclass(frozen=True, slots=True)
class SendingRules:
    """When people may be called, and how often a day; `quiet_from` may lie before midnight."""

    quiet_from: time = time(21)
    quiet_until: time = time(8, 30)
    most_a_day: int = 3

    def is_quiet(self, moment: datetime) -> bool:
        """Whether nobody may be called at that moment."""
        now = moment.astimezone(CHINA_TIME).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= now < self.quiet_until
        return now >= self.quiet_from or now < self.quiet_until

    def leaves_at(self, moment: datetime, sent_today: int) -> datetime | None:
        """When a message of its own leaves; None: it waits for the digest, the day is full."""
        if sent_today >= self.most_a_day:
            return None
        return self.next_loud(moment) if self.is_quiet(moment) else moment

    def next_loud(self, moment: datetime) -> datetime:
        """The first moment from then on at which people may be called."""
        local = moment.astimezone(CHINA_TIME)
        if not self.is_quiet(moment):
            return moment
        today = datetime.combine(local.date(), self.quiet_until, CHINA_TIME)
        return today if today > local else today + timedelta(days=1)

    def digest_at(self, moment: datetime) -> datetime:
        """The next morning, when what was over the limit comes as one message."""
        tomorrow = moment.astimezone(CHINA_TIME).date() + timedelta(days=1)
        return datetime.combine(tomorrow, self.quiet_until, CHINA_TIME)


def reminder_due(until: date | None, published_on: date, day: date) -> int | None:
    """How many days are left, where that is a day people are reminded on; None otherwise.

    A day that was past when the policy was published is not caught up; one that was missed since,
    because nothing ran on it, is told with the next.
    """
    if until is None or day > until:
        return None
    left = (until - day).days
    return next(
        (
            days
            for days in sorted(REMINDERS)
            if left <= days and _was_ahead(until, days, published_on)
        ),
        None,
    )


def _was_ahead(until: date, days: int, published_on: date) -> bool:
    return until - timedelta(days=days) > published_on
