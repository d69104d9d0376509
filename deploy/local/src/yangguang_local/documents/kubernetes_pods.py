"""What runs in a pod of a member: its command, its settings as files, its probes, and no rights."""

from typing import Any

from yangguang_local.documents.kubernetes_member import SECRETS, Member, labels
from yangguang_local.documents.kubernetes_settings import more_settings, settings

Object = dict[str, Any]
USER = 10001
VERSION = "0.1.0"
GRACE_SECONDS = 30
STOP_SECONDS = 25  # for a `serve` to end in, once nobody new is sent to it
ENDPOINTS_KNOW_SECONDS = 5  # until nobody sends new connections to a pod that is told to stop
NAMES_FORGET_SECONDS = 15  # twice the five a name is remembered, and the gateway's next look
RESOURCES: dict[str, Object] = {
    "serve": {"requests": {"cpu": "250m", "memory": "256Mi"}, "limits": {"memory": "1Gi"}},
    "work": {"requests": {"cpu": "100m", "memory": "192Mi"}, "limits": {"memory": "1Gi"}},
    "migrate": {"requests": {"cpu": "100m", "memory": "128Mi"}, "limits": {"memory": "512Mi"}},
    "check": {"requests": {"cpu": "100m", "memory": "192Mi"}, "limits": {"memory": "1Gi"}},
    "database": {"requests": {"cpu": "500m", "memory": "1Gi"}, "limits": {"memory": "4Gi"}},
}


def resources_of(part: str) -> Object:
    """What it is given, and the most memory it may take."""
    return RESOURCES[part]


def pod(member: Member, verb: str, *words: str) -> Object:
    """A pod that runs one command, as nobody in particular, on a file system it cannot write."""
    spec: Object = {
        "automountServiceAccountToken": False,
        "terminationGracePeriodSeconds": _grace(member, verb),
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
    if verb != "migrate":
        told["envFrom"] = more_settings(member)
    if verb == "serve":
        told |= _serving(member)
    if verb == "work":
        told |= _working()
    return told


def _serving(member: Member) -> Object:
    """Where it is asked, and how it leaves: new visitors stay away before it stops listening."""
    return {
        "ports": [{"name": "http", "containerPort": member.port}],
        "startupProbe": _asked("/health/live", period=2, failures=60),
        "livenessProbe": _asked("/health/live", period=10, failures=6),
        "readinessProbe": _asked("/health/ready", period=5, failures=2),
        "lifecycle": {"preStop": {"exec": {"command": ["sleep", str(_known_for(member))]}}},
    }


def _grace(member: Member, verb: str) -> int:
    return GRACE_SECONDS if verb != "serve" else STOP_SECONDS + _known_for(member)


def _known_for(member: Member) -> int:
    """How long somebody new may still be sent to a pod that is told to stop."""
    return ENDPOINTS_KNOW_SECONDS if member.is_gateway else NAMES_FORGET_SECONDS


def _asked(path: str, *, period: int, failures: int) -> Object:
    return {
        "httpGet": {"path": path, "port": "http"},
        "periodSeconds": period,
        "failureThreshold": failures,
        "timeoutSeconds": 3,
    }


def _working() -> Object:
    """No door to knock at: the program `healthy` looks at the sign of life `work` gives."""
    return {
        "startupProbe": _looked_at(period=5, failures=24),
        "livenessProbe": _looked_at(period=20, failures=3),
    }


def _looked_at(*, period: int, failures: int) -> Object:
    return {
        "exec": {"command": ["healthy"]},
        "periodSeconds": period,
        "failureThreshold": failures,
        "timeoutSeconds": 10,
    }


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
