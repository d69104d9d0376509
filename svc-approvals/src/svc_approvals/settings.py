"""Settings of svc-approvals, from the environment with the prefix APPROVALS_."""

from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict

from shared.file_store import LocalFileStore
from shared.settings import Finding, ServiceSettings
from shared.virus_scan import ClamAV
from svc_approvals.adapters.target_file import read_targets
from svc_approvals.domain.addresses import Reach
from svc_approvals.domain.pushes.targets import Targets
from svc_approvals.use_cases.certificates.signing import Signer
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
    push_targets: Path | None = None  # the file that names the departments' own systems
    outside_networks: str = ""  # private networks we may call, such as 10.20.0.0/16
    outside_loopback: bool = False  # plain http to this machine: for a demo and for tests
    certificate_key: SecretStr | None = None
    demo_dir: Path = Path(__file__).resolve().parents[2] / "demo"

    @property
    def reach(self) -> Reach:
        """How far outside the house we may call; ValueError names what is no network."""
        return Reach.of(self.outside_networks, loopback=self.outside_loopback)

    def targets(self) -> Targets:
        """The departments' own systems; ValueError says what is wrong in their file."""
        return read_targets(self.push_targets, self.reach) if self.push_targets else {}

    def findings(self) -> list[Finding]:
        """The departments' systems, for ``check``."""
        try:
            targets = self.targets()
        except (OSError, ValueError) as fault:
            return [("push targets", False, str(fault))]
        return [
            (f"push {one.key}", True, f"{one.organ} {one.url}{'' if one.active else ' (off)'}")
            for one in targets.values()
        ]

    def office(self) -> Office:
        """The tools of one process; ValueError when its keys are not set."""
        return Office(
            secrets=self.personal_data(),
            files=LocalFileStore(self.files_dir),
            signer=self._signer(),
            public_url=self.public_url,
            scanner=ClamAV(self.scanner) if self.scanner else None,
            targets=self.targets(),
        )

    def _signer(self) -> Signer:
        if self.certificate_key is None:
            raise ValueError("APPROVALS_CERTIFICATE_KEY is not set")
        return Signer(self.certificate_key.get_secret_value().encode())
