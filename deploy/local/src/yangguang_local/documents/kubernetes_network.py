"""Who may reach whom: the gateway a service, the ingress the gateway, a member its database."""

from typing import Any

from yangguang_local.documents.kubernetes_pods import Member, labels, named
from yangguang_local.house import YANGGUANG

Object = dict[str, Any]


def policies(member: Member) -> list[Object]:
    """Who may reach it (the gateway a service, the ingress the gateway), and where it may go."""
    asks = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "ingress-nginx"}}}
    if not member.is_gateway:
        asks = {"podSelector": {"matchLabels": labels(Member(YANGGUANG.gateway), "serve")}}
    watches = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}}
    own = {"podSelector": {"matchLabels": {"app.kubernetes.io/name": member.name}}}
    own_database = {"podSelector": {"matchLabels": {"cnpg.io/cluster": member.cluster}}}
    operator = {
        "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "cnpg-system"}}
    }
    return [
        _policy(
            member, "reach-serve", labels(member, "serve"), [_from([asks, watches], member.port)]
        ),
        _policy(
            member, "reach-database", {"cnpg.io/cluster": member.cluster},
            [_from([own, own_database, operator], 5432, 8000)],
        ),
        _way_out(member, own_database, watches),
    ]  # fmt: skip


def _from(peers: list[Object], *ports: int) -> Object:
    return {"from": peers, "ports": [{"port": port} for port in ports]}


def _policy(member: Member, what: str, pods: Object, ingress: list[Object]) -> Object:
    spec = {"podSelector": {"matchLabels": pods}, "policyTypes": ["Ingress"], "ingress": ingress}
    return named(
        "networking.k8s.io/v1", "NetworkPolicy", f"{member.name}-{what}", member, what, spec
    )


def _way_out(member: Member, database: Object, watches: Object) -> Object:
    broker = {"podSelector": {"matchLabels": {"app.kubernetes.io/name": "nats"}}}
    names = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "kube-system"}}}
    ways: list[Object] = [
        {"to": [names], "ports": [{"port": 53, "protocol": "UDP"}, {"port": 53}]},
        {"to": [database], "ports": [{"port": 5432}]},
        {"to": [broker], "ports": [{"port": 4222}]},
        {"to": [watches], "ports": [{"port": 4318}]},
    ]
    if member.is_gateway:
        others = {"podSelector": {"matchLabels": {"app.kubernetes.io/component": "serve"}}}
        ways.append({"to": [others]})
    if member.goes_outside:
        ways.append({"to": [{"ipBlock": {"cidr": "0.0.0.0/0"}}], "ports": [{"port": 443}]})
    pods = {"app.kubernetes.io/name": member.name}
    spec = {"podSelector": {"matchLabels": pods}, "policyTypes": ["Egress"], "egress": ways}
    return named(
        "networking.k8s.io/v1", "NetworkPolicy", f"{member.name}-way-out", member, "way-out", spec
    )
