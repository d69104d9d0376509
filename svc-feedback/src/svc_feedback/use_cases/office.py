"""What the use cases of this process share: keys, files, rules, the calendar as last told."""

from dataclasses import dataclass, field
from datetime import timedelta

from shared.file_store import FileStore
from shared.personal_data import PersonalData
from shared.told_calendar import ToldCalendar
from shared.uploads import Scanner
from svc_feedback.domain.defaults import DefaultRule
from svc_feedback.domain.letters.rules import LetterRules
from svc_feedback.use_cases.bad_reviews.deadlines import Deadlines


@dataclass
class Office:
    """The tools of one process."""

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
    calendar: ToldCalendar = field(default_factory=ToldCalendar)
