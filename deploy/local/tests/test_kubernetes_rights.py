"""A pod the namespace would refuse is refused here, those of the chart of NATS among them."""

import copy
from collections.abc import Callable

import pytest
from kubernetes_reading import Object, base, of_kind, pods

from yangguang_local import nats_chart
from yangguang_local.kubernetes_check import ROOT, too_many_rights
from yangguang_local.nats_chart import VALUES, pods_of, values_of
from yangguang_local.pod_security import excesses

NATS = ROOT / "nats"


def test_the_namespace_takes_restricted_pods_alone() -> None:
    (namespace,) = (one for one in base() if one["kind"] == "Namespace")
    assert namespace["metadata"]["labels"] == {"pod-security.kubernetes.io/enforce": "restricted"}


@pytest.mark.parametrize("name", sorted(pods()))
def test_no_pod_of_ours_asks_for_more(name: str) -> None:
    assert list(excesses(pods()[name])) == []


@pytest.mark.parametrize("files", VALUES.values(), ids=VALUES)
def test_the_pods_of_the_chart_of_nats_ask_for_no_more(files: tuple[str, ...]) -> None:
    found = pods_of(values_of(NATS, files))
    assert [one["metadata"]["name"] for one in found] == ["nats"]
    (servers,) = found
    running = [one["name"] for one in servers["spec"]["template"]["spec"]["containers"]]
    assert running == ["nats", "reloader"]
    assert list(too_many_rights(found)) == []


@pytest.mark.parametrize(
    ("forget", "told"),
    [
        (lambda values: values["container"].pop("merge"), "container nats: "),
        (lambda values: values["reloader"].pop("merge"), "container reloader: "),
        (lambda values: values["podTemplate"].pop("merge"), "runAsNonRoot is not true"),
        (lambda values: values["natsBox"].pop("enabled"), "Deployment nats-box: not restricted"),
        (
            lambda values: values["promExporter"].update(enabled=True, merge={}),
            "container prom-exporter: ",
        ),
    ],
)
def test_values_that_forget_a_part_are_refused(
    forget: Callable[[Object], object], told: str
) -> None:
    values = copy.deepcopy(values_of(NATS, ("values.yaml",)))
    forget(values)
    said = list(too_many_rights(nats_chart.pods_of(values)))
    assert any(told in one for one in said), said


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda pod: pod.update(hostNetwork=True), "hostNetwork"),
        (lambda pod: pod["volumes"].append({"name": "x", "hostPath": {"path": "/"}}), "hostPath"),
        (lambda pod: pod.pop("securityContext"), "seccompProfile"),
        (lambda pod: pod["securityContext"].update(runAsUser=0), "runAsUser is 0"),
        (lambda pod: pod["containers"][0].pop("securityContext"), "allowPrivilegeEscalation"),
        (
            lambda pod: pod["containers"][0]["securityContext"]["capabilities"].update(
                add=["SYS_ADMIN"]
            ),
            "capabilities are added",
        ),
        (lambda pod: pod["containers"][0]["ports"][0].update(hostPort=80), "hostPort"),
        (lambda pod: pod.update(initContainers=[{"name": "first"}]), "container first"),
    ],
)
def test_a_pod_that_asks_for_more_is_named(ask: Callable[[Object], object], told: str) -> None:
    spec = copy.deepcopy(of_kind("Deployment")["gateway-serve"])
    ask(spec["template"]["spec"])
    deployment = {"kind": "Deployment", "metadata": {"name": "gateway-serve"}, "spec": spec}
    said = list(too_many_rights([deployment]))
    assert said
    assert any(told in one for one in said)
    assert all(one.startswith("Deployment gateway-serve: not restricted: ") for one in said)
