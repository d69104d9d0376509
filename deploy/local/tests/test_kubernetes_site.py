"""What a site says of itself in one file reaches the door and every process that has to know."""

import re
import shutil
from pathlib import Path

import pytest
from kubernetes_reading import (
    KUBECTL,
    MEMBERS,
    Object,
    container_of,
    needs_kubectl,
    of_kind,
    overlay_of,
    pods,
)

from gateway.routing.front import OPEN_FOLDER, OPEN_PAGES, OPERATORS_PAGES
from gateway.routing.networks import Networks
from gateway.routing.table import PREFIX
from gateway.settings import listed
from yangguang_local import kubernetes_check
from yangguang_local.kubernetes_check import OVERLAYS, ROOT, rendered


def matches(kind: str, path: str, asked: str) -> bool:
    """Whether a path of the ingress stands for what is asked; the last kind as nginx takes it."""
    if kind == "Exact":
        return asked == path
    if kind == "Prefix":
        return f"{asked}/".startswith(f"{path.rstrip('/')}/")
    return asked.startswith(path)


def told(name: str) -> dict[str, str]:
    """The settings of a workload that come from the site, and the key of each."""
    found = {}
    for one in container_of(name)["env"]:
        of_map = one.get("valueFrom", {}).get("configMapKeyRef", {})
        if of_map.get("name") == "site":
            found[one["name"]] = of_map["key"]
    return found


def is_passed(path: str) -> bool:
    """Whether the ingress has a way to the gateway for this path."""
    paths = of_kind("Ingress")["gateway"]["rules"][0]["http"]["paths"]
    return any(matches(one["pathType"], one["path"], path) for one in paths)


def said_by(overlay: str) -> dict[str, str]:
    """What the file of a site says."""
    lines = (ROOT / "overlays" / overlay / "site.env").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_the_gateway_knows_whose_word_to_take_and_who_may_look_inside() -> None:
    assert told("gateway-serve") == {
        "GATEWAY_TRUSTED_PROXIES": "ingress_network", "GATEWAY_OPERATORS": "operators",
    }  # fmt: skip


def test_whoever_prints_an_address_prints_the_site_s() -> None:
    printing = [member for member in MEMBERS if "public_url" in member.settings]
    assert [member.database for member in printing] == ["approvals", "budget", "documents"]
    for member in printing:
        for verb in ("serve", "work"):
            assert told(f"{member.name}-{verb}") == {
                f"{member.service.prefix}PUBLIC_URL": "public_url"
            }


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_a_site_says_all_that_is_asked_of_it_and_in_order(overlay: str) -> None:
    said = said_by(overlay)
    assert set(said) == {key for name in pods() for key in told(name).values()}
    assert re.fullmatch(r"https://[a-z0-9.-]+", said["public_url"])
    for networks in (said["ingress_network"], said["operators"]):
        assert "0.0.0.0/0" not in networks
        Networks(listed(networks))  # it reads them


def test_the_ingress_passes_what_the_gateway_shows_to_the_public() -> None:
    pages = [path.decode() for path in OPEN_PAGES]
    folder = OPEN_FOLDER.decode()
    for path in (*pages, folder, f"{folder}index.html", f"{PREFIX.decode()}documents/feed"):
        assert is_passed(path), path


def test_the_ingress_passes_nothing_for_operators() -> None:
    for path in (*(page.decode() for page in OPERATORS_PAGES), "/health", "/links/case/1"):
        assert not is_passed(path), path


def test_the_ingress_has_no_path_that_its_controller_refuses() -> None:
    paths = of_kind("Ingress")["gateway"]["rules"][0]["http"]["paths"]
    literal = [one["path"] for one in paths if one["pathType"] in {"Exact", "Prefix"}]
    assert [path for path in literal if not re.fullmatch(r"/[A-Za-z0-9_/-]*", path)] == []


@needs_kubectl
@pytest.mark.parametrize("overlay", OVERLAYS)
def test_another_host_is_said_in_one_line(
    overlay: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _site(overlay_of(overlay))["metadata"]["name"]
    shutil.copytree(ROOT, tmp_path / "kubernetes")
    file = tmp_path / "kubernetes" / "overlays" / overlay / "site.env"
    file.write_text(file.read_text().replace("yangguang.example", "portal.gov.example"))
    monkeypatch.setattr(kubernetes_check, "ROOT", tmp_path / "kubernetes")
    objects = rendered(overlay, KUBECTL or "")
    ingress = of_kind("Ingress", objects)["gateway"]
    assert ingress["rules"][0]["host"] == "portal.gov.example"
    assert ingress["tls"][0]["hosts"] == ["portal.gov.example"]
    site = _site(objects)
    assert site["data"]["public_url"] == "https://portal.gov.example"
    assert site["metadata"]["name"] != before  # so pods that read it are replaced


@needs_kubectl
@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_map_a_pod_needs_is_there(overlay: str) -> None:
    objects = overlay_of(overlay)
    there = {one["metadata"]["name"]: one["data"] for one in objects if one["kind"] == "ConfigMap"}
    for spec in of_kind("Deployment", objects).values():
        for one in spec["template"]["spec"]["containers"][0]["env"]:
            if "valueFrom" in one:
                of_map = one["valueFrom"]["configMapKeyRef"]
                assert of_map["key"] in there[of_map["name"]]


def test_more_settings_of_a_member_may_be_given_to_all_but_migrations() -> None:
    for name, spec in pods().items():
        maps = [one["configMapRef"] for one in spec["containers"][0].get("envFrom", ())]
        member = name.rsplit("-", 1)[0]
        expected = [{"name": f"{member}-settings", "optional": True}]
        assert maps == ([] if name.endswith("-migrate") else expected)


def _site(objects: list[Object]) -> Object:
    maps = [one for one in objects if one["kind"] == "ConfigMap"]
    return next(one for one in maps if one["metadata"]["name"].startswith("site-"))
