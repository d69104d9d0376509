"""What the use cases of this process share: files, the calendar as last told."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.file_store import FileStore
from shared.told_calendar import ToldCalendar
from shared.uploads import Scanner
from svc_budget.adapters.workbooks.marking import WorkbookMarker
from svc_budget.domain.charts.constant_prices import NONE_KNOWN, Indices
from svc_budget.domain.clocks.duties import Duty
from svc_budget.domain.codes.codes import CodeLists
from svc_budget.domain.funds.disclosures import DisclosureKind, DueRule
from svc_budget.domain.openness.items import Formula
from svc_budget.domain.pages.pages import Pages
from svc_budget.domain.templates.templates import TemplateSet
from svc_budget.use_cases.submissions.examining import Examiner

NOTHING_ASKED = Formula("", (), ())


@dataclass
class Office:
    """The tools of one process."""

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
    calendar: ToldCalendar = field(default_factory=ToldCalendar)
