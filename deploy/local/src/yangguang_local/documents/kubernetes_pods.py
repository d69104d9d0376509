"""What runs in a pod of a member: its command, its settings as files, its probes, and no rights."""

from dataclasses import dataclass
from pkgutil import resolve_name
from typing import Any

from yangguang_local.house import YANGGUANG, Service

Object = dict[str, Any]
SECRETS = "/run/secrets/yangguang"
USER = 10001
VERSION = "0.1.0"
ALL_SECRETS = ("database_url", "nats_url", "data_key", "index_key", "internal_public_key")
MORE_SECRETS = {"gateway": ("internal_private_key", "token_key"), "approvals": ("certificate_key",)}
GO_OUTSIDE = {"gateway", "approvals", "policies"}  # WeChat and OIDC; departments; the registry
RESOURCES: dict[str, Object] = {
    "serve": {"requests": {"cpu": "250m", "memory": "256Mi"}, "limits": {"memory": "1Gi"}},
    "work": {"requests": {"cpu": "100m", "memory": "192Mi"}, "limits": {"memory": "1Gi"}},
    "migrate": {"requests": {"cpu": "100m", "memory": "128Mi"}, "limits": {"memory": "512Mi"}},
    "check": {"requests": {"cpu": "100m", "memory": "192Mi"}, "limits": {"memory": "1Gi"}},
    "database": {"requests": {"cpu": "500m", "memory": "1Gi"}, "limits": {"memory": "4Gi"}},
}


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
    def port(self) -> int:
        """Where `serve` listens by its own settings."""
        declared = resolve_name(f"{self.service.module}.__main__:SERVICE")
        port: int = resolve_name(declared.settings).model_fields["http_port"].default
        return port


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


def resources_of(part: str) -> Object:
    """What it is given, and the most memory it may take."""
    return RESOURCES[part]


def pod(member: Member, verb: str, *words: str) -> Object:
    """A pod that runs one command, as nobody in particular, on a file system it cannot write."""
    spec: Object = {
        "automountServiceAccountToken": False,
        "terminationGracePeriodSeconds": 30,
        "securityContext": {
            "runAsNonRoot": True, "runAsUser": USER, "runAsGroup": USER, "fsGroup": USER,
            "seccompProfile": {"type": "RuntimeDefault"},
        },
        "containers": [container(member, verb, *words)],
        "volumes": [
            {"name": "secrets", "secret": {"secretName": f"{member.name}-secrets"}},
            {"name": "files", "persistentVolumeClaim": {"claimName": f"{member.name}-files"}},
            {"name": "tmp", "emptyDir": {"sizeLimit": "1Gi"}},
        ],
    }  # fmt: skip
    if verb == "serve":
        spec["topologySpreadConstraints"] = [
            {
                "maxSkew": 1, "topologyKey": "kubernetes.io/hostname",
                "whenUnsatisfiable": "ScheduleAnyway",
                "labelSelector": {"matchLabels": labels(member, verb)},
            }
        ]  # fmt: skip
    if verb in {"migrate", "check"}:
        spec["restartPolicy"] = "OnFailure"
    return {"metadata": {"labels": labels(member, verb)}, "spec": spec}


def container(member: Member, verb: str, *words: str) -> Object:
    """The one container of a pod."""
    told: Object = {
        "name": verb,
        "image": f"yangguang/{member.name}:{VERSION}",
        "args": [verb, *words],
        "env": settings(member, verb),
        "resources": resources_of(verb),
        "securityContext": {
            "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        },
        "volumeMounts": [
            {"name": "secrets", "mountPath": SECRETS, "readOnly": True},
            {"name": "files", "mountPath": "/var/lib/yangguang/files"},
            {"name": "tmp", "mountPath": "/tmp"},  # noqa: S108  a volume of the pod's own
        ],
    }  # fmt: skip
    if verb == "serve":
        told["ports"] = [{"name": "http", "containerPort": member.port}]
        told["startupProbe"] = _probe("/health/live", period=2, failures=60)
        told["livenessProbe"] = _probe("/health/live", period=10, failures=6)
        told["readinessProbe"] = _probe("/health/ready", period=5, failures=2)
    return told


def _probe(path: str, *, period: int, failures: int) -> Object:
    return {
        "httpGet": {"path": path, "port": "http"},
        "periodSeconds": period,
        "failureThreshold": failures,
        "timeoutSeconds": 3,
    }


def settings(member: Member, verb: str) -> list[Object]:
    """Secrets by the path of a file; the owner's database only for `migrate`."""
    prefix = member.service.prefix
    secret = [*ALL_SECRETS, *MORE_SECRETS.get(member.database, ())]
    if verb == "migrate":
        secret = ["database_url", "owner_database_url"]
    told = {f"{prefix}{name.upper()}_FILE": f"{SECRETS}/{name}" for name in secret}
    if member.is_gateway:
        for other in YANGGUANG.services:
            at = Member(other)
            told[f"{prefix}UPSTREAM_{other.name.upper()}"] = f"http://{at.name}:{at.port}"
    copies = {"configMapKeyRef": {"name": "house", "key": "nats_replicas"}}
    return [
        {"name": f"{prefix}NATS_REPLICAS", "valueFrom": copies},
        *({"name": name, "value": value} for name, value in told.items()),
    ]


def cron_of(member: Member) -> Object:
    """The record is checked every night: `check --audit`."""
    job = {"backoffLimit": 0, "template": pod(member, "check", "--audit")}
    return {
        "apiVersion": "batch/v1",
        "kind": "CronJob",
        "metadata": {"name": f"{member.name}-audit", "labels": labels(member, "check")},
        "spec": {
            "schedule": "30 3 * * *", "timeZone": "Asia/Shanghai", "concurrencyPolicy": "Forbid",
            "jobTemplate": {"spec": job},
        },
    }  # fmt: skip
