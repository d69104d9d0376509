"""What the use cases of this process share: keys, files, and the calendar as last told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.database import UnitOfWork
from shared.file_store import FileStore
from shared.personal_data import PersonalData
from shared.uploads import Scanner
from shared.work_calendar import WorkCalendar
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.pushes.targets import Targets
from svc_approvals.storage import directory
from svc_approvals.storage.directory import Day

LOOK_AGAIN = timedelta(seconds=10)
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 8


@dataclass
class Office:
    """The tools of one process; the clock is read anew every few seconds."""

    secrets: PersonalData
    files: FileStore
    public_url: str
    scanner: Scanner | None = None
    targets: Targets = field(default_factory=dict)
    _clock: Clock | None = None
    _days: Sequence[Day] = ()
    _read_at: datetime | None = field(default=None)

    async def clock(self, work: UnitOfWork) -> Clock:
        """The work calendar; refused with CalendarMissing until the directory has told one."""
        fresh = self._read_at is not None and abs(work.now - self._read_at) < LOOK_AGAIN
        if self._clock is None or not fresh:
            self._read_at = work.now  # meanwhile the others go on with what is known
            days = await directory.days(work)
            if self._clock is None or days != self._days:
                self._days, self._clock = days, Clock(WorkCalendar.of(days))
        return self._clock

    def query_code(self, case_no: str) -> str:
        """The code that opens a case's tracking; derived, so it is stored nowhere."""
        digest = int(self.secrets.blind_index("query_code", case_no), 16)
        letters = []
        for _ in range(CODE_LENGTH):
            digest, letter = divmod(digest, len(CODE_LETTERS))
            letters.append(CODE_LETTERS[letter])
        return "".join(letters)
