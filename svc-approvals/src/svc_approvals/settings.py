"""Settings of svc-approvals, from the environment with the prefix APPROVALS_."""

from pathlib import Path

from pydantic_settings import SettingsConfigDict

from shared.settings import ServiceSettings


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
