"""Settings of svc-approvals, from the environment with the prefix APPROVALS_."""

from pathlib import Path

from pydantic_settings import SettingsConfigDict

from shared.file_store import LocalFileStore
from shared.settings import ServiceSettings
from shared.virus_scan import ClamAV
from svc_approvals.use_cases.office import Office


class ApprovalsSettings(ServiceSettings):
    """What svc-approvals needs beyond every service's settings."""

    model_config = SettingsConfigDict(
        env_prefix="APPROVALS_",
        extra="ignore",
        hide_input_in_errors=True,
    )

    public_url: str = "http://127.0.0.1:8000"
    scanner: str = ""
    demo_dir: Path = Path(__file__).resolve().parents[2] / "demo"

    def office(self) -> Office:
        """The tools of one process; ValueError when its keys are not set."""
        return Office(
            secrets=self.personal_data(),
            files=LocalFileStore(self.files_dir),
            public_url=self.public_url,
            scanner=ClamAV(self.scanner) if self.scanner else None,
        )
