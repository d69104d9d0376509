"""Where the processes may go: everywhere a setting may send them, and nowhere else."""

import re
from pkgutil import resolve_name

from kubernetes_reading import MEMBERS, SERVICES, Object, container_of, of_kind

from yangguang_local.documents.kubernetes_member import Member, labels
from yangguang_local.kubernetes_check import ROOT

ANYWHERE = {"ipBlock": {"cidr": "0.0.0.0/0"}}
CHANNELS = (ROOT.parent / "env" / "channels").read_text(encoding="utf-8")


def ports_outside(member: Member, part: str) -> set[int]:
    """The ports by which one of a member's processes reaches the world."""
    mine = labels(member, part).items()
    return {
        port["port"]
        for policy in of_kind("NetworkPolicy").values()
        if "Egress" in policy["policyTypes"]
        and policy["podSelector"]["matchLabels"].items() <= mine
        for way in policy["egress"]
        if ANYWHERE in way["to"]
        for port in way["ports"]
    }


def peers_of(name: str, port: int) -> list[Object]:
    """Who is let in to a port by a policy."""
    return [
        peer
        for rule in of_kind("NetworkPolicy")[name]["ingress"]
        if {"port": port} in rule["ports"]
        for peer in rule["from"]
    ]


def test_messages_leave_by_every_channel_that_can_be_set() -> None:
    (gateway,) = (member for member in MEMBERS if member.is_gateway)
    post = resolve_name("gateway.settings:GatewaySettings").model_fields["smtp_port"].default
    operator = int(re.findall(r"SMS_URL=http://[^:]+:(\d+)", CHANNELS)[0])
    assert ports_outside(gateway, "work") == {443, post, 587, operator}
    assert ports_outside(gateway, "serve") == {443}


def test_who_takes_files_reaches_the_daemon_that_scans_them() -> None:
    scanning = {member.name for member in MEMBERS if 3310 in ports_outside(member, "serve")}
    assert scanning == {"svc-approvals", "svc-budget", "svc-documents", "svc-feedback"}
    assert scanning == {member.name for member in MEMBERS if "scanner" in member.settings}


def test_who_calls_nobody_goes_nowhere() -> None:
    calling = {member.name for member in SERVICES if 443 in ports_outside(member, "work")}
    assert calling == {"svc-approvals", "svc-policy-match"}
    for member in MEMBERS:
        for part in ("migrate", "check"):
            assert ports_outside(member, part) <= {443, 3310}


def test_prometheus_reads_the_figures_of_databases_and_asks_them_nothing() -> None:
    watches = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}}
    for member in MEMBERS:
        policy = f"{member.name}-reach-database"
        assert peers_of(policy, 9187) == [watches]
        assert watches not in peers_of(policy, 5432)


def test_the_gateway_finds_each_ready_pod_of_a_service_by_name() -> None:
    told = {one["name"]: one.get("value") for one in container_of("gateway-serve")["env"]}
    services = of_kind("Service")
    for member in SERVICES:
        serving = services[member.name]
        (port,) = serving["ports"]
        address = f"http+dns://{member.name}:{port['port']}"
        assert told[f"GATEWAY_UPSTREAM_{member.database.upper()}"] == address
        assert (serving["clusterIP"], serving["publishNotReadyAddresses"]) == ("None", False)
        assert serving["selector"] == labels(member, "serve")
        (listening,) = container_of(f"{member.name}-serve")["ports"]
        assert port["port"] == listening["containerPort"]  # nobody translates it
    assert "clusterIP" not in services["gateway"]  # the ingress has its own way to pods
