"""What the manifests hold, by kind and name."""

import shutil
from functools import cache
from typing import Any

import pytest

from yangguang_local.documents.kubernetes_member import Member
from yangguang_local.house import YANGGUANG
from yangguang_local.kubernetes_check import as_they_stand, rendered

KUBECTL = shutil.which("kubectl")
needs_kubectl = pytest.mark.skipif(
    KUBECTL is None, reason="kubectl is missing: overlays are rendered by it"
)
MEMBERS = [Member(service) for service in YANGGUANG.everyone]
SERVICES = [member for member in MEMBERS if not member.is_gateway]
Object = dict[str, Any]


@cache
def base() -> list[Object]:
    """The objects as they stand."""
    return as_they_stand()


@cache
def overlay_of(name: str) -> list[Object]:
    """The objects of an overlay, which kubectl renders."""
    return rendered(name, KUBECTL or "")


def of_kind(kind: str, objects: list[Object] | None = None) -> dict[str, Object]:
    """The specs of a kind."""
    found = base() if objects is None else objects
    return {one["metadata"]["name"]: one["spec"] for one in found if one["kind"] == kind}


@cache
def pods() -> dict[str, Object]:
    """The pod of everything that runs one, by kind and name."""
    jobs = {name: spec["jobTemplate"]["spec"] for name, spec in of_kind("CronJob").items()}
    runs = of_kind("Deployment") | of_kind("Job") | jobs
    return {name: spec["template"]["spec"] for name, spec in runs.items()}


def container_of(name: str) -> Object:
    """The one container of a workload."""
    (container,) = pods()[name]["containers"]
    found: Object = container
    return found
