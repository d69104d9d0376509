"""Settings of svc-approvals, from the environment with the prefix APPROVALS_."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict

from shared.file_store import LocalFileStore
from shared.settings import Finding, ServiceSettings
from shared.virus_scan import ClamAV
from svc_approvals.adapters.couriers import HttpCourier, LocalCourier
from svc_approvals.adapters.target_file import read_targets
from svc_approvals.domain.addresses import Reach
from svc_approvals.domain.catalogue.matters import Guard
from svc_approvals.domain.deliveries.couriers import Courier
from svc_approvals.domain.pushes.targets import Targets
from svc_approvals.domain.webhooks import WebhookKeys
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
    courier: Literal["none", "local", "http"] = "none"  # local: the stand-in of the demo
    courier_name: str = "EMS"
    courier_url: str = ""
    courier_secret: SecretStr | None = None  # whsec_..., shared with the courier
    courier_step_seconds: float = 20  # local: how long a parcel stays where it is
    basis_guard: Guard = "warn"  # what a dead basis does: warn, or block new cases as well
    demo_dir: Path = Path(__file__).resolve().parents[2] / "demo"

    @property
    def reach(self) -> Reach:
        """How far outside the house we may call; ValueError names what is no network."""
        return Reach.of(self.outside_networks, loopback=self.outside_loopback)

    def targets(self) -> Targets:
        """The departments' own systems; ValueError says what is wrong in their file."""
        return read_targets(self.push_targets, self.reach) if self.push_targets else {}

    def the_courier(self) -> Courier | None:
        """Who carries results; ValueError says which setting is missing or wrong."""
        if self.courier == "none":
            return None
        if self.courier == "local":
            step = timedelta(seconds=self.courier_step_seconds)
            return LocalCourier(_standins_keys(self.data_key), step=step)
        complaint = self.reach.complaint(self.courier_url)
        if complaint is not None or self.courier_secret is None:
            raise ValueError(f"courier: {complaint or 'secret missing'}")
        keys = WebhookKeys.of(self.courier_secret.get_secret_value())
        return HttpCourier(self.courier_name, self.courier_url, keys, self.reach)

    def findings(self) -> list[Finding]:
        """The departments' systems and the courier, for ``check``."""
        try:
            targets, courier = self.targets(), self.the_courier()
        except (OSError, ValueError) as fault:
            return [("outside", False, str(fault))]
        return [
            ("courier", True, courier.name if courier else "none: results wait at the window"),
            *(
                (f"push {one.key}", True, f"{one.organ} {one.url}{'' if one.active else ' (off)'}")
                for one in targets.values()
            ),
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
            courier=self.the_courier(),
            basis_guard=self.basis_guard,
        )

    def _signer(self) -> Signer:
        if self.certificate_key is None:
            raise ValueError("APPROVALS_CERTIFICATE_KEY is not set")
        return Signer(self.certificate_key.get_secret_value().encode())


def _standins_keys(data_key: SecretStr | None) -> WebhookKeys:
    """A secret that nobody outside knows, the same in every process."""
    known = data_key.get_secret_value() if data_key else ""
    return WebhookKeys((sha256(f"courier stand-in {known}".encode()).digest(),))
