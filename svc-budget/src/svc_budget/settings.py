"""What svc-budget needs to know to run; environment variables begin with BUDGET_."""

from pathlib import Path

from pydantic_settings import SettingsConfigDict

from shared.file_store import LocalFileStore
from shared.settings import ServiceSettings
from shared.virus_scan import ClamAV
from svc_budget.adapters.forms import (
    codes_in,
    disclosures_in,
    duties_in,
    formula_in,
    indices_in,
    pages_in,
    rules_in,
    templates_in,
)
from svc_budget.adapters.workbooks.marking import WorkbookMarker
from svc_budget.adapters.workbooks.reading import WorkbookReader
from svc_budget.use_cases.office import Office
from svc_budget.use_cases.submissions.examiner import BookExaminer

HERE = Path(__file__).resolve().parents[2]


class BudgetSettings(ServiceSettings):
    """What svc-budget needs beyond every service's settings."""

    model_config = SettingsConfigDict(
        env_prefix="BUDGET_", extra="ignore", hide_input_in_errors=True
    )

    http_port: int = 8004
    public_url: str = "http://127.0.0.1:8000"
    scanner: str = ""
    demo_dir: Path = HERE / "demo"
    codes_dir: Path = HERE / "codes"
    templates_dir: Path = HERE / "templates"
    rules_dir: Path = HERE / "rules"
    law_dir: Path = HERE / "law"
    indices_dir: Path = HERE / "indices"
    pages_dir: Path = HERE / "pages"

    def office(self) -> Office:
        """The tools of one process; ValueError when its keys or rules are not in order."""
        scanner = ClamAV(self.scanner) if self.scanner else None
        templates, codes = templates_in(self.templates_dir), codes_in(self.codes_dir)
        rules = rules_in(self.rules_dir, templates)
        return Office(
            LocalFileStore(self.files_dir),
            BookExaminer(WorkbookReader(), templates, codes, rules),
            WorkbookMarker(),
            scanner,
            templates=templates,
            codes=codes,
            duties=duties_in(self.law_dir),
            formula=formula_in(self.law_dir),
            pages=pages_in(self.pages_dir),
            indices=indices_in(self.indices_dir),
            disclosures=disclosures_in(self.law_dir),
        )
