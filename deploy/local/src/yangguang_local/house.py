"""What the house consists of, and what each of its processes is told.

This is the one place that knows all services. A service is told everything by
environment variables with its own prefix, secrets by the path of a file.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from yangguang_local.databases import Databases
from yangguang_local.ports import LOOPBACK
from yangguang_local.secrets import Secrets

SERVE_CONNECTIONS, WORK_CONNECTIONS, RELAY_CONNECTIONS = 8, 4, 1


@dataclass(frozen=True)
class Service:
    """A member of the house with a database of its own."""

    name: str  # of its database and its roles
    module: str
    is_gateway: bool = False

    @property
    def prefix(self) -> str:
        """Before its environment variables."""
        return f"{self.name.upper()}_"


@dataclass(frozen=True)
class House:
    """A gateway, and the services behind it."""

    gateway: Service
    services: tuple[Service, ...]

    @property
    def everyone(self) -> tuple[Service, ...]:
        """The gateway first: the others learn the directory from it."""
        return (self.gateway, *self.services)

    @property
    def connections(self) -> int:
        """The most connections all members hold: pools of serve and work, and the relay's own."""
        return len(self.everyone) * (SERVE_CONNECTIONS + WORK_CONNECTIONS + RELAY_CONNECTIONS)

    def member(self, name: str) -> Service:
        """The member of that name."""
        return next(service for service in self.everyone if service.name == name)


YANGGUANG = House(
    gateway=Service("gateway", "gateway", is_gateway=True),
    services=(
        Service("approvals", "svc_approvals"),
        Service("budget", "svc_budget"),
        Service("documents", "svc_documents"),
        Service("feedback", "svc_feedback"),
        Service("policies", "svc_policy_match"),
    ),
)


DEMO_ACCOUNTS = (
    "zhang, li, firm, window1, approver-scjg|wjj|cgj|swj|gaj|rsj|mzj|…, editor, registrar, "
    "finance, supervisor, supervisor-dcs, admin, kiosk1"
)


@dataclass(frozen=True)
class Addresses:
    """Where everything is to be found in one run."""

    home: Path
    databases: Databases
    nats_url: str
    ports: Mapping[str, int]
    database_names: Mapping[str, str] = field(default_factory=dict)  # tests use copies
    inherited: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))

    def environment(self, service: Service, verb: str, house: House = YANGGUANG) -> dict[str, str]:
        """All that one of its processes needs to know; the owner's password only for `migrate`."""
        told = self._of_every_service(service)
        if verb == "migrate":
            told["OWNER_DATABASE_URL"] = self._database_url(service, owner=True)
        if service.is_gateway:
            told |= self._of_the_gateway(house)
        if service.name == "approvals":
            secrets = Secrets(self.home / "secrets")
            told["CERTIFICATE_KEY_FILE"] = str(secrets.certificate_key())
            told["PUBLIC_URL"] = f"http://{LOOPBACK}:{self.ports[house.gateway.name]}"
            told["COURIER"] = "local"
        return {
            **self.inherited,
            "PYTHONUNBUFFERED": "1",
            **{service.prefix + name: value for name, value in told.items()},
        }

    def _of_every_service(self, service: Service) -> dict[str, str]:
        secrets = Secrets(self.home / "secrets")
        files = self.home / "files" / service.name
        files.mkdir(mode=0o700, parents=True, exist_ok=True)
        return {
            "DATABASE_URL": self._database_url(service),
            "NATS_URL": self.nats_url,
            "HTTP_HOST": LOOPBACK,
            "HTTP_PORT": str(self.ports[service.name]),
            "INTERNAL_PUBLIC_KEY_FILE": str(secrets.internal_public_key()),
            "DATA_KEY_FILE": str(secrets.data_key(f"{service.name}-data")),
            "INDEX_KEY_FILE": str(secrets.data_key(f"{service.name}-index")),
            "FILES_DIR": str(files),
            "DATABASE_POOL_SERVE": str(SERVE_CONNECTIONS),
            "DATABASE_POOL_WORK": str(WORK_CONNECTIONS),
            "LOG_FORMAT": "line",
            "LOG_LEVEL": "INFO",
        }

    def _database_url(self, service: Service, *, owner: bool = False) -> str:
        database = self.database_names.get(service.name, service.name)
        return self.databases.dsn(service.name, owner=owner, database=database)

    def _of_the_gateway(self, house: House) -> dict[str, str]:
        secrets = Secrets(self.home / "secrets")
        return {
            "INTERNAL_PRIVATE_KEY_FILE": str(secrets.internal_private_key()),
            "TOKEN_KEY_FILE": str(secrets.signing_key()),
            "IDENTITY": "embedded",
            "DEMO_PASSWORD": "demo",
            "WECHAT": "stand-in",
            **{
                f"UPSTREAM_{service.name.upper()}": f"http://{LOOPBACK}:{self.ports[service.name]}"
                for service in house.services
            },
        }
