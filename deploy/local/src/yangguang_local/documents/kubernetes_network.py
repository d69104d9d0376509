"""Who may reach whom: the gateway a service, the ingress the gateway, a member its database."""

from typing import Any

from yangguang_local.documents.kubernetes_member import Member, labels, named
from yangguang_local.house import YANGGUANG

Object = dict[str, Any]
ANYWHERE = {"ipBlock": {"cidr": "0.0.0.0/0"}}
DATABASE, ITS_STATUS, ITS_FIGURES = 5432, 8000, 9187
BROKER, TRACES, HTTPS, CLAMAV = 4222, 4318, 443, 3310
POST, POST_BY_STARTTLS, MAS = 465, 587, 1992  # what SMTP_PORT may be; where 云MAS takes messages


def policies(member: Member) -> list[Object]:
    """Who may reach it, and where it may go."""
    own = _pods({"app.kubernetes.io/name": member.name})
    own_database = _pods({"cnpg.io/cluster": member.cluster})
    operator, watches = _namespace("cnpg-system"), _namespace("monitoring")
    asks = _namespace("ingress-nginx")
    if not member.is_gateway:
        asks = _pods(labels(Member(YANGGUANG.gateway), "serve"))
    found = [
        _policy(
            member, "reach-serve", labels(member, "serve"), [_from([asks, watches], member.port)]
        ),
        _policy(
            member, "reach-database", {"cnpg.io/cluster": member.cluster},
            [
                _from([own, own_database, operator], DATABASE, ITS_STATUS),
                _from([watches], ITS_FIGURES),
            ],
        ),
        _way_out(member, "way-out", {"app.kubernetes.io/name": member.name}, _ways(member)),
    ]  # fmt: skip
    if member.is_gateway:
        ways = [_to([ANYWHERE], POST, POST_BY_STARTTLS, MAS)]
        found.append(_way_out(member, "messages", labels(member, "work"), ways))
    return found


def _ways(member: Member) -> list[Object]:
    """Where all its processes may go."""
    ways = [
        {
            "to": [_namespace("kube-system")],
            "ports": [{"port": 53, "protocol": "UDP"}, {"port": 53}],
        },
        _to([_pods({"cnpg.io/cluster": member.cluster})], DATABASE),
        _to([_pods({"app.kubernetes.io/name": "nats"})], BROKER),
        _to([_namespace("monitoring")], TRACES),
    ]
    if member.is_gateway:
        ways.append({"to": [_pods({"app.kubernetes.io/component": "serve"})]})
    if member.goes_outside:
        ways.append(_to([ANYWHERE], HTTPS))
    if member.scans:
        scanner = {"namespaceSelector": {}, **_pods({"app.kubernetes.io/name": "clamav"})}
        ways.append(_to([scanner, ANYWHERE], CLAMAV))
    return ways


def _pods(found_by: dict[str, str]) -> Object:
    return {"podSelector": {"matchLabels": found_by}}


def _namespace(name: str) -> Object:
    return {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": name}}}


def _from(peers: list[Object], *ports: int) -> Object:
    return {"from": peers, "ports": [{"port": port} for port in ports]}


def _to(peers: list[Object], *ports: int) -> Object:
    return {"to": peers, "ports": [{"port": port} for port in ports]}


def _policy(member: Member, what: str, pods: Object, ingress: list[Object]) -> Object:
    spec = {"podSelector": {"matchLabels": pods}, "policyTypes": ["Ingress"], "ingress": ingress}
    return _named(member, what, spec)


def _way_out(member: Member, what: str, pods: Object, egress: list[Object]) -> Object:
    spec = {"podSelector": {"matchLabels": pods}, "policyTypes": ["Egress"], "egress": egress}
    return _named(member, what, spec)


def _named(member: Member, what: str, spec: Object) -> Object:
    return named(
        "networking.k8s.io/v1", "NetworkPolicy", f"{member.name}-{what}", member, what, spec
    )
