"""What the level `restricted` of Kubernetes' Pod Security Standards refuses in a pod.

The namespace enforces it (deploy/kubernetes/base/namespace.yaml): a pod that asks for more is
never made, and only the events of its controller say so.
"""

from collections.abc import Iterator
from typing import Any

Object = dict[str, Any]
CONTAINERS = ("initContainers", "containers")
HOST = ("hostNetwork", "hostPID", "hostIPC")
PROFILES = {"RuntimeDefault", "Localhost"}
MAY_ADD = {"NET_BIND_SERVICE"}
VOLUMES = {
    "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim",
    "projected", "secret",
}  # fmt: skip


def pod_of(one: Object) -> Object | None:
    """The spec of the pods an object makes, if it makes any."""
    spec: Object = one.get("spec") or {}
    if one.get("kind") == "Pod":
        return spec
    if one.get("kind") == "CronJob":
        spec = spec["jobTemplate"]["spec"]
    template: Object = spec.get("template") or {}
    return template.get("spec")


def excesses(pod: Object) -> Iterator[str]:
    """What a pod asks for, or does not renounce, beyond `restricted`."""
    yield from (f"{name} is set" for name in HOST if pod.get(name))
    for volume in pod.get("volumes", ()):
        kinds = volume.keys() - {"name"} - VOLUMES
        yield from (f"volume {volume['name']}: {kind}" for kind in sorted(kinds))
    for part in CONTAINERS:
        for container in pod.get(part, ()):
            for fault in _of_container(container, pod.get("securityContext") or {}):
                yield f"container {container['name']}: {fault}"


def _of_container(container: Object, of_pod: Object) -> Iterator[str]:
    own: Object = container.get("securityContext") or {}
    said = {**of_pod, **own}
    if said.get("runAsNonRoot") is not True:
        yield "runAsNonRoot is not true"
    if said.get("runAsUser") == 0:
        yield "runAsUser is 0"
    if (said.get("seccompProfile") or {}).get("type") not in PROFILES:
        yield "seccompProfile is not RuntimeDefault"
    if own.get("allowPrivilegeEscalation") is not False:
        yield "allowPrivilegeEscalation is not false"
    if own.get("privileged"):
        yield "privileged"
    capabilities: Object = own.get("capabilities") or {}
    if "ALL" not in capabilities.get("drop", ()):
        yield "capabilities do not drop ALL"
    if set(capabilities.get("add", ())) - MAY_ADD:
        yield "capabilities are added"
    if any(port.get("hostPort") for port in container.get("ports", ())):
        yield "hostPort is set"
