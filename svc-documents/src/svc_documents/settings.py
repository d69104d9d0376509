"""What svc-documents needs to know to run; environment variables begin with DOCUMENTS_."""

from pathlib import Path

import rjieba
from pydantic_settings import SettingsConfigDict

from shared.file_store import LocalFileStore
from shared.settings import ServiceSettings
from shared.virus_scan import ClamAV
from shared.yaml_files import yaml_in
from svc_documents.domain.jurisdictions.jurisdictions import Jurisdictions
from svc_documents.domain.jurisdictions.reading import read_jurisdictions
from svc_documents.domain.search.synonyms import read_synonyms
from svc_documents.use_cases.office import Office
from svc_documents.use_cases.search.wording import Wording

HERE = Path(__file__).resolve().parents[2]


class DocumentsSettings(ServiceSettings):
    """What svc-documents needs beyond every service's settings."""

    model_config = SettingsConfigDict(
        env_prefix="DOCUMENTS_", extra="ignore", hide_input_in_errors=True
    )

    http_port: int = 8002
    public_url: str = "http://127.0.0.1:8000"
    scanner: str = ""
    demo_dir: Path = HERE / "demo"
    laws_file: Path = HERE / "demo" / "laws.jsonl.gz"  # what ``generate`` multiplies
    jurisdictions_file: Path = HERE / "demo" / "jurisdictions.yaml"
    synonyms_file: Path = HERE / "demo" / "synonyms.yaml"

    def office(self) -> Office:
        """The tools of one process; ValueError when its keys or rules are not in order."""
        scanner = ClamAV(self.scanner) if self.scanner else None
        files = LocalFileStore(self.files_dir)
        return Office(
            self.personal_data(), files, scanner, self.jurisdictions(), wording=self.wording()
        )

    def jurisdictions(self) -> Jurisdictions:
        """The rules of the places; ValueError says everything wrong in the file."""
        return read_jurisdictions(yaml_in(self.jurisdictions_file))

    def wording(self) -> Wording:
        """What people say instead of official words; ValueError names what is not in order."""
        kept = yaml_in(self.synonyms_file)
        return Wording(read_synonyms(kept), rjieba.cut)
