"""What the use cases of this process share: keys, files, rules, the calendar as last told."""

from dataclasses import dataclass, field

from shared.file_store import FileStore
from shared.personal_data import PersonalData
from shared.told_calendar import ToldCalendar
from shared.uploads import Scanner
from svc_documents.adapters.source_files.reading import SourceReader
from svc_documents.domain.jurisdictions.jurisdictions import Jurisdictions
from svc_documents.use_cases.search.wording import Wording

NOWHERE = Jurisdictions(())
PLAIN = Wording()


@dataclass
class Office:
    """The tools of one process."""

    secrets: PersonalData
    files: FileStore
    scanner: Scanner | None = None
    rules: Jurisdictions = NOWHERE
    sources: SourceReader = field(default_factory=SourceReader)
    wording: Wording = PLAIN
    calendar: ToldCalendar = field(default_factory=ToldCalendar)
