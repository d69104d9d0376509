"""What the use cases of this process share: keys, files, and the calendar as last told."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.database import UnitOfWork
from shared.file_store import FileStore
from shared.office_hours import china_time
from shared.personal_data import PersonalData
from shared.told_calendar import ToldCalendar
from shared.uploads import Scanner
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.catalogue.matters import Guard
from svc_approvals.domain.deliveries.couriers import Courier
from svc_approvals.domain.pushes.targets import Targets
from svc_approvals.use_cases.certificates.signing import Signer

LOOK_AGAIN = timedelta(seconds=10)
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 8


@dataclass
class Office:
    """The tools of one process; the clock is read anew every few seconds."""

    secrets: PersonalData
    files: FileStore
    signer: Signer
    public_url: str
    scanner: Scanner | None = None
    targets: Targets = field(default_factory=dict)
    courier: Courier | None = None
    basis_guard: Guard = "warn"
    _clock: Clock | None = None
    _calendar: ToldCalendar = field(default_factory=ToldCalendar)
    _read_at: datetime | None = field(default=None)

    async def clock(self, work: UnitOfWork) -> Clock:
        """The work calendar; refused with CalendarMissing until the directory has told one."""
        fresh = self._read_at is not None and abs(work.now - self._read_at) < LOOK_AGAIN
        if self._clock is None or not fresh:
            return await self.fresh_clock(work)
        return self._clock

    async def fresh_clock(self, work: UnitOfWork) -> Clock:
        """The work calendar as it is told now, whatever was read before."""
        self._read_at = work.now  # meanwhile the others go on with what is known
        calendar = await self._calendar(work)
        if self._clock is None or calendar is not self._clock.calendar:
            self._clock = Clock(calendar)
        return self._clock

    def query_code(self, case_no: str) -> str:
        """The code that opens a case's tracking; derived, so it is stored nowhere."""
        return self._code("query_code", case_no)

    def pickup_code(self, case_no: str) -> str:
        """The code for which the window hands the results over; derived like the other one."""
        return self._code("pickup_code", case_no)

    def certificate_code(self, number: str) -> str:
        """The code (核验码) that, with its number, verifies a certificate; derived as well."""
        return self._code("certificate_code", number)

    def _code(self, kind: str, number: str) -> str:
        digest = int(self.secrets.blind_index(kind, number), 16)
        letters = []
        for _ in range(CODE_LENGTH):
            digest, letter = divmod(digest, len(CODE_LETTERS))
            letters.append(CODE_LETTERS[letter])
        return "".join(letters)


def new_number(region_code: str, now: datetime) -> str:
    """A number nobody can guess: region, day, and eight random letters."""
    tail = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    return f"{region_code}-{china_time(now):%Y%m%d}-{tail}"
