"""What the use cases of this process share: files, the calendar as last told."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.database import UnitOfWork
from shared.file_store import FileStore
from shared.uploads import Scanner
from shared.work_calendar import WorkCalendar
from svc_budget.adapters.workbooks.marking import WorkbookMarker
from svc_budget.domain.charts.constant_prices import NONE_KNOWN, Indices
from svc_budget.domain.clocks.duties import Duty
from svc_budget.domain.codes.codes import CodeLists
from svc_budget.domain.funds.disclosures import DisclosureKind, DueRule
from svc_budget.domain.openness.items import Formula
from svc_budget.domain.pages.pages import Pages
from svc_budget.domain.templates.templates import TemplateSet
from svc_budget.storage import directory
from svc_budget.use_cases.submissions.examining import Examiner

NOTHING_ASKED = Formula("", (), ())


@dataclass
class Office:
    """The tools of one process; a calendar is built anew only when its days are others."""

    files: FileStore
    examiner: Examiner
    marker: WorkbookMarker
    scanner: Scanner | None = None
    templates: TemplateSet = field(default_factory=lambda: TemplateSet(()))
    duties: Mapping[str, Duty] = field(default_factory=dict)
    formula: Formula = NOTHING_ASKED
    disclosures: Mapping[DisclosureKind, DueRule] = field(default_factory=dict)
    pages: Pages = field(default_factory=Pages)
    indices: Indices = NONE_KNOWN
    codes: CodeLists = field(default_factory=lambda: CodeLists(()))
    patience: float = 3.0  # seconds a request waits for the reading of its workbook
    _days: tuple[directory.Day, ...] = ()
    _calendar: WorkCalendar | None = None

    async def calendar(self, work: UnitOfWork) -> WorkCalendar:
        """The work calendar; refused with CalendarMissing until the directory has told one."""
        days = tuple(await directory.days(work))
        if self._calendar is None or days != self._days:
            self._days, self._calendar = days, WorkCalendar.of(days)
        return self._calendar
