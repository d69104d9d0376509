"""python -m yangguang_local.kubernetes_check: every manifest is what Kubernetes takes.

Overlays are rendered by kubectl where there is one; without it the files of the base and of the
components are judged as they stand, and that is said. Judged by the schemas of Kubernetes itself
(kubernetes-validate), and for other kinds by the schemas in deploy/kubernetes/schemas; pods also by
the level `restricted`, which the namespace enforces, and so are those of the chart of NATS.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import kubernetes_validate
import yaml
from jsonschema import Draft202012Validator

from shared.yaml_files import LOADER
from yangguang_local import nats_chart
from yangguang_local.pod_security import excesses, pod_of

ROOT = Path(__file__).resolve().parents[4] / "deploy" / "kubernetes"
OVERLAYS = ("production", "single-node")
KUBERNETES = "1.34"
OTHERS = {
    "postgresql.cnpg.io/v1": "cluster.json",
    "keda.sh/v1alpha1": "scaled-object.json",
    "monitoring.coreos.com/v1": "pod-monitor.json",
}
OF_KUSTOMIZE = "kustomize.config.k8s.io"

Object = dict[str, Any]


def rendered(overlay: str, kubectl: str) -> list[Object]:
    """The objects of an overlay, as they would be applied."""
    told = subprocess.run(  # noqa: S603  a program of the machine, our own files
        [kubectl, "kustomize", str(ROOT / "overlays" / overlay)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return _read(told.stdout)


def as_they_stand() -> list[Object]:
    """The objects of base and components, unpatched."""
    folders = (ROOT / "base", *(ROOT / "components").iterdir())
    files = sorted(path for folder in folders for path in folder.glob("*.yaml"))
    found = [one for path in files for one in _read(path.read_text(encoding="utf-8"))]
    return [one for one in found if not one["apiVersion"].startswith(OF_KUSTOMIZE)]


def _read(text: str) -> list[Object]:
    return [one for one in yaml.load_all(text, Loader=LOADER) if one is not None]


def objections(objects: list[Object]) -> Iterator[str]:
    """What is wrong with any of them, by kind and name."""
    for one in objects:
        wrong = _objection(one)
        if wrong:
            yield f"{_called(one)}: {wrong}"
    yield from too_many_rights(objects)


def too_many_rights(objects: list[Object]) -> Iterator[str]:
    """Whose pods the namespace would refuse, and why."""
    for one in objects:
        for excess in excesses(pod_of(one) or {}):
            yield f"{_called(one)}: not restricted: {excess}"


def _called(one: Object) -> str:
    return f"{one.get('kind')} {one.get('metadata', {}).get('name')}"


def _objection(one: Object) -> str:
    api = one.get("apiVersion", "")
    if api in OTHERS:
        faults = _validator(OTHERS[api]).iter_errors(one)
        return "; ".join(f"{fault.json_path}: {fault.message}" for fault in faults)
    try:
        kubernetes_validate.validate(one, KUBERNETES, strict=True)
    except (kubernetes_validate.ValidationError, kubernetes_validate.SchemaNotFoundError) as fault:
        return str(getattr(fault, "message", fault))
    return ""


@cache
def _validator(name: str) -> Draft202012Validator:
    schema = json.loads((ROOT / "schemas" / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def run() -> int:
    """Judge everything; the exit code is 1 if there is an objection."""
    kubectl = shutil.which("kubectl")
    if kubectl is None:
        sys.stdout.write(
            "kubernetes: overlays not rendered, kubectl is missing; base as it stands\n"
        )
    sets = {name: rendered(name, kubectl) for name in OVERLAYS} if kubectl else {}
    wrong = 0
    for name, objects in (sets or {"base": as_they_stand()}).items():
        wrong += _told(name, objections(objects))
        sys.stdout.write(f"kubernetes: {name}, {len(objects)} objects, schemas of {KUBERNETES}\n")
    for name, files in nats_chart.VALUES.items():
        pods = nats_chart.pods_of(nats_chart.values_of(ROOT / "nats", files))
        wrong += _told(name, too_many_rights(pods))
        sys.stdout.write(f"kubernetes: {name}, {len(pods)} kind(s) of pods, rights alone\n")
    return 1 if wrong else 0


def _told(name: str, objections: Iterable[str]) -> int:
    """Write them down; how many there were."""
    found = list(objections)
    sys.stderr.writelines(f"{name}: {one}\n" for one in found)
    return len(found)


if __name__ == "__main__":
    sys.exit(run())
