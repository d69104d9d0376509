"""What svc-feedback needs to know to run; environment variables begin with FEEDBACK_."""

from datetime import timedelta
from pathlib import Path

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.settings import ServiceSettings

HERE = Path(__file__).resolve().parents[2]


class Settings(ServiceSettings):
    """The settings of svc-feedback."""

    model_config = SettingsConfigDict(env_prefix="FEEDBACK_")

    http_port: int = 8003
    opportunity_days: int = Field(default=30, ge=1, le=366)
    tags_file: Path = HERE / "demo" / "tags.yaml"

    @property
    def opportunity_lifetime(self) -> timedelta:
        """How long a person may review after the case has ended."""
        return timedelta(days=self.opportunity_days)
