"""What the use cases of this process share: keys, files, rules, the calendar as last told."""

from dataclasses import dataclass
from datetime import timedelta

from shared.database import UnitOfWork
from shared.file_store import FileStore
from shared.personal_data import PersonalData
from shared.uploads import Scanner
from shared.work_calendar import WorkCalendar
from svc_feedback.domain.defaults import DefaultRule
from svc_feedback.domain.letters.rules import LetterRules
from svc_feedback.storage import directory
from svc_feedback.use_cases.bad_reviews.deadlines import Deadlines


@dataclass
class Office:
    """The tools of one process; a calendar is built anew only when its days are others."""

    bad_reviews: Deadlines
    secrets: PersonalData
    files: FileStore
    letters: LetterRules
    opportunity_lifetime: timedelta = timedelta(days=30)
    default_rules: tuple[DefaultRule, ...] = ()
    hall_addresses: frozenset[str] = frozenset()
    scanner: Scanner | None = None
    least_of_person: int = 30
    letters_counted_on: str = ""  # the calendar that open letters were last counted on
    _days: tuple[directory.Day, ...] = ()
    _calendar: WorkCalendar | None = None

    async def calendar(self, work: UnitOfWork) -> WorkCalendar:
        """The work calendar; refused with CalendarMissing until the directory has told one."""
        days = tuple(await directory.days(work))
        if self._calendar is None or days != self._days:
            self._days, self._calendar = days, WorkCalendar.of(days)
        return self._calendar
