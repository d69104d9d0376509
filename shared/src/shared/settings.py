"""Settings of a process: environment variables with the service's prefix, secrets also as files."""

import os
from pathlib import Path
from typing import Any, Self

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from shared.data_keys import DataKeys, Suite
from shared.personal_data import PersonalData

Finding = tuple[str, bool, str]  # what was looked at, whether it is good, what is told


class SecretFiles(PydanticBaseSettingsSource):
    """``<PREFIX><NAME>_FILE`` names a file that holds the value of ``<PREFIX><NAME>``."""

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:  # noqa: ARG002
        """The content of the named file, or nothing."""
        prefix = self.config.get("env_prefix") or ""
        path = os.environ.get(f"{prefix}{field_name}_FILE".upper())
        value = Path(path).read_text(encoding="utf-8").strip() if path else None
        return value, field_name, False

    def __call__(self) -> dict[str, Any]:
        """Every field that is given as a file."""
        found = {
            name: self.get_field_value(None, name)[0] for name in self.settings_cls.model_fields
        }
        return {name: value for name, value in found.items() if value is not None}


class ServiceSettings(BaseSettings):
    """What every service needs to know; ``load`` and ``migrate`` need less than ``serve``."""

    model_config = SettingsConfigDict(extra="ignore", hide_input_in_errors=True)

    database_url: SecretStr
    owner_database_url: SecretStr | None = None
    nats_url: str = "nats://127.0.0.1:4222"  # several servers: separated by commas
    nats_replicas: int = 1
    http_host: str = "127.0.0.1"
    http_port: int = 8001
    http_workers: int = 1
    http_stop_seconds: int = Field(default=5, ge=1, le=600)
    database_pool_serve: int = Field(default=8, ge=1, le=64)
    database_pool_work: int = Field(default=4, ge=1, le=64)
    internal_public_key: str = ""
    data_key: SecretStr | None = None
    index_key: SecretStr | None = None
    data_cipher: str = "AES-256-GCM"
    files_dir: Path = Path("files")
    alive_file: Path | None = None  # touched by `work` every few seconds, for who watches over it
    longest_hang: float = Field(default=0, ge=0)  # seconds a loop may stand still; 0: for ever
    log_format: str = "json"
    log_level: str = "INFO"

    @property
    def owner(self) -> str:
        """Who its events and operations belong to: `policies` of POLICIES_."""
        return self.model_config.get("env_prefix", "").removesuffix("_").lower()

    @property
    def owner_dsn(self) -> str:
        """Where migrations run: the owner's role, or the service's when ops use one role."""
        return (self.owner_database_url or self.database_url).get_secret_value()

    @property
    def dsn(self) -> str:
        """Where the service runs."""
        return self.database_url.get_secret_value()

    def findings(self) -> list[Finding]:
        """What a service wants ``check`` to tell of its own settings."""
        return []

    def personal_data(self) -> PersonalData:
        """What encrypts personal data and derives codes; ValueError names a missing key."""
        if self.data_key is None or self.index_key is None:
            prefix = self.model_config.get("env_prefix", "")
            raise ValueError(f"{prefix}DATA_KEY and {prefix}INDEX_KEY are needed")
        keys = DataKeys.of(self.data_key.get_secret_value(), self.index_key.get_secret_value())
        return PersonalData(keys, Suite(self.data_cipher))

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Given values first, then files, then the environment."""
        _ = dotenv_settings, file_secret_settings
        return (init_settings, SecretFiles(settings_cls), env_settings)

    @classmethod
    def from_environment(cls) -> Self:
        """Read them once, at the start of a process."""
        return cls()
