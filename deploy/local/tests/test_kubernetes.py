"""What Kubernetes is told: valid, without rights, and with the gateway as the only way in."""

import copy
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest
from kubernetes_reading import MEMBERS, SERVICES, base, needs_kubectl, of_kind, overlay_of, pods

from yangguang_local import kubernetes_check
from yangguang_local.documents import kubernetes
from yangguang_local.documents.__main__ import run
from yangguang_local.documents.kubernetes_member import Member
from yangguang_local.kubernetes_check import OVERLAYS, objections


def test_the_files_are_what_the_house_says() -> None:
    assert run(["kubernetes", "--check"]) == 0


def test_the_objects_of_the_base_are_what_kubernetes_takes() -> None:
    assert list(objections(base())) == []


@needs_kubectl
@pytest.mark.parametrize("overlay", OVERLAYS)
def test_an_overlay_is_what_kubernetes_takes(overlay: str) -> None:
    objects = overlay_of(overlay)
    assert list(objections(objects)) == []
    assert {one["metadata"].get("namespace") for one in objects} == {"yangguang", None}
    copies = {spec["instances"] for spec in of_kind("Cluster", objects).values()}
    assert copies == ({3} if overlay == "production" else {1})
    assert bool(of_kind("ScaledObject", objects)) is (overlay == "production")


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("spec", "replicaz"), 2, "replicaz"),
        (("spec", "template", "spec", "containers", 0, "image"), 7, "image"),
    ],
)
def test_a_wrong_member_of_an_object_is_named(path: tuple[Any, ...], value: Any, told: str) -> None:
    wrong = copy.deepcopy(kubernetes.deployment(MEMBERS[0], "work"))
    place = wrong
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    (said,) = objections([wrong])
    assert said.startswith("Deployment gateway-work: ")
    assert told in said or "is not of type 'string'" in said


def test_a_wrong_member_of_a_kind_that_is_not_of_kubernetes_is_named() -> None:
    wrong = copy.deepcopy(kubernetes.cluster(MEMBERS[0]))
    wrong["spec"]["instanzes"] = 3
    (said,) = objections([wrong])
    assert "instanzes" in said


def test_without_kubectl_the_base_is_judged_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert kubernetes_check.run() == 0
    assert "kubectl is missing" in capsys.readouterr().out


def test_only_the_gateway_reaches_a_service() -> None:
    reach = of_kind("NetworkPolicy")
    assert reach["nobody-reaches-anything"] == {"podSelector": {}, "policyTypes": ["Ingress"]}
    for member in SERVICES:
        (rule,) = reach[f"{member.name}-reach-serve"]["ingress"]
        first, *others = rule["from"]
        assert first["podSelector"]["matchLabels"]["app.kubernetes.io/name"] == "gateway"
        assert [list(one) for one in others] == [["namespaceSelector"]]  # Prometheus
        assert rule["ports"] == [{"port": member.port}]
    paths = of_kind("Ingress")["gateway"]["rules"][0]["http"]["paths"]
    assert {path["backend"]["service"]["name"] for path in paths} == {"gateway"}


def test_nobody_but_a_member_reaches_its_database() -> None:
    reach = of_kind("NetworkPolicy")
    for member in MEMBERS:
        rule, _ = reach[f"{member.name}-reach-database"]["ingress"]
        named = [one["podSelector"]["matchLabels"] for one in rule["from"] if "podSelector" in one]
        assert named == [
            {"app.kubernetes.io/name": member.name},
            {"cnpg.io/cluster": member.cluster},
        ]


def test_no_process_has_rights_it_does_not_need() -> None:
    for spec in pods().values():
        (container,) = spec["containers"]
        assert spec["securityContext"]["runAsNonRoot"] is True
        assert spec["automountServiceAccountToken"] is False
        assert container["securityContext"]["readOnlyRootFilesystem"] is True
        assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        assert container["resources"]["limits"]["memory"]


def test_every_serve_is_asked_whether_it_lives_and_is_ready() -> None:
    serving = {name: spec for name, spec in pods().items() if name.endswith("-serve")}
    assert sorted(serving) == sorted(f"{member.name}-serve" for member in MEMBERS)
    for spec in serving.values():
        (container,) = spec["containers"]
        asked = {
            probe: container[f"{probe}Probe"]["httpGet"]["path"]
            for probe in ("liveness", "readiness")
        }
        assert asked == {"liveness": "/health/live", "readiness": "/health/ready"}


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.name)
def test_every_variable_is_a_setting_and_every_secret_a_file(member: Member) -> None:
    declared = resolve_name(f"{member.service.module}.__main__:SERVICE")
    settings = resolve_name(declared.settings).model_fields
    for name, spec in pods().items():
        if not name.startswith(f"{member.name}-"):
            continue
        for told in spec["containers"][0]["env"]:
            setting = told["name"].removeprefix(member.service.prefix).removesuffix("_FILE").lower()
            assert setting in settings, told
            is_secret = "Secret" in str(settings[setting].annotation)
            assert not is_secret or told["value"].startswith("/run/secrets/"), told


def test_migrations_alone_hold_the_owner_s_password() -> None:
    for name, spec in pods().items():
        told = {one["name"] for one in spec["containers"][0]["env"]}
        knows = any("OWNER_DATABASE_URL" in one for one in told)
        assert knows is name.endswith("-migrate")


def test_the_most_connections_of_a_member_fit_into_its_database() -> None:
    most = of_kind("HorizontalPodAutoscaler")
    scaled = of_kind("ScaledObject")
    for member in MEMBERS:
        serving = most[f"{member.name}-serve"]["maxReplicas"] + 1  # one more while it is replaced
        working = scaled[f"{member.name}-work"]["maxReplicaCount"] + 1
        allowed = of_kind("Cluster")[member.cluster]["postgresql"]["parameters"]["max_connections"]
        assert serving * 8 + working * 5 <= int(allowed)
