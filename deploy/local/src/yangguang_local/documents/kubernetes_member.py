"""A member of the house under the names Kubernetes knows it by, and the labels of what is its."""

from collections.abc import Collection
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import Any

from yangguang_local.house import Service

Object = dict[str, Any]
SECRETS = "/run/secrets/yangguang"
GO_OUTSIDE = {"gateway", "approvals", "policies"}  # WeChat and OIDC; departments; the registry


@dataclass(frozen=True)
class Member:
    """A member of the house under the names Kubernetes knows it by."""

    service: Service

    @property
    def name(self) -> str:
        """Of its image, its Service and the front of everything else: `svc-approvals`."""
        return self.service.module.replace("_", "-")

    @property
    def database(self) -> str:
        """The name of its database and role."""
        return self.service.name

    @property
    def cluster(self) -> str:
        """The PostgreSQL cluster of its own."""
        return f"{self.name}-db"

    @property
    def is_gateway(self) -> bool:
        """Whether it stands in front."""
        return self.service.is_gateway

    @property
    def goes_outside(self) -> bool:
        """Whether it calls somebody outside the cluster."""
        return self.service.name in GO_OUTSIDE

    @property
    def scans(self) -> bool:
        """Whether it takes files that a ClamAV daemon may look at."""
        return "scanner" in self.settings

    @property
    def port(self) -> int:
        """Where `serve` listens by its own settings."""
        port: int = self._fields["http_port"].default
        return port

    @property
    def settings(self) -> Collection[str]:
        """The names of all its settings."""
        return self._fields.keys()

    @property
    def _fields(self) -> dict[str, Any]:
        declared = resolve_name(f"{self.service.module}.__main__:SERVICE")
        fields: dict[str, Any] = resolve_name(declared.settings).model_fields
        return fields


def labels(member: Member, part: str) -> dict[str, str]:
    """By which everything of a member is found."""
    return {
        "app.kubernetes.io/name": member.name,
        "app.kubernetes.io/component": part,
        "app.kubernetes.io/part-of": "yangguang",
    }


def named(api: str, kind: str, name: str, member: Member, part: str, spec: Object) -> Object:
    """An object with the labels of its member and part."""
    return {
        "apiVersion": api,
        "kind": kind,
        "metadata": {"name": name, "labels": labels(member, part)},
        "spec": spec,
    }
