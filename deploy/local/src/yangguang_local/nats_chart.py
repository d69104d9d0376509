"""The pods that the chart of NATS (nats/nats 1.x) makes of our values, as far as rights go.

What is merged into each container and into the pod is written in the values; the chart brings
no security context of its own. Its box of tools is a pod beside the servers, and there by default.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shared.yaml_files import yaml_in

Object = dict[str, Any]
VALUES = {"nats": ("values.yaml",), "nats, one node": ("values.yaml", "values-single-node.yaml")}
OF_THE_SERVERS = {"nats": ("container", True), "reloader": ("reloader", True),
                  "prom-exporter": ("promExporter", False)}  # fmt: skip


def values_of(folder: Path, files: tuple[str, ...]) -> Object:
    """Several files as helm reads them, the later over the earlier."""
    merged: Object = {}
    for name in files:
        merged = _over(merged, yaml_in(folder / name))
    return merged


def _over(below: Object, above: Object) -> Object:
    merged = dict(below)
    for key, value in above.items():
        known = merged.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            merged[key] = _over(known, value)
        else:
            merged[key] = value
    return merged


def pods_of(values: Object) -> list[Object]:
    """The servers, and the box unless it is switched off."""
    parts = {name: values.get(key, {}) for name, (key, _) in OF_THE_SERVERS.items()}
    running = [
        _container(name, part)
        for name, part in parts.items()
        if part.get("enabled", OF_THE_SERVERS[name][1])
    ]
    found = [_workload("StatefulSet", "nats", values.get("podTemplate", {}), running)]
    box: Object = values.get("natsBox", {})
    if box.get("enabled", True):
        own = _container("nats-box", box.get("container", {}))
        found.append(_workload("Deployment", "nats-box", box.get("podTemplate", {}), [own]))
    return found


def _container(name: str, part: Mapping[str, Any]) -> Object:
    return {"name": name, **part.get("merge", {})}


def _workload(kind: str, name: str, template: Object, containers: list[Object]) -> Object:
    spec = {**template.get("merge", {}).get("spec", {}), "containers": containers}
    return {"kind": kind, "metadata": {"name": name}, "spec": {"template": {"spec": spec}}}
