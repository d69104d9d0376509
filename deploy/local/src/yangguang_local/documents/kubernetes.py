"""The members of the house as Kubernetes runs them: one file each under deploy/kubernetes/base.

What differs between members is the house's to say (names, ports, prefixes of settings), so the
files are written from it. What differs between sites stands in overlays, by hand.
"""

from typing import Any

import yaml

from yangguang_local.documents.kubernetes_member import Member, labels, named
from yangguang_local.documents.kubernetes_network import policies
from yangguang_local.documents.kubernetes_pods import cron_of, pod, resources_of
from yangguang_local.documents.kubernetes_scaling import scaled
from yangguang_local.house import YANGGUANG

Object = dict[str, Any]
BASE = "deploy/kubernetes/base"
KEDA = "deploy/kubernetes/components/keda"
HEAD = "# Written by `make kubernetes` from yangguang_local.documents; patch it in an overlay.\n"


def files() -> dict[str, str]:
    """Path -> text of what is written from the house."""
    members = [Member(service) for service in YANGGUANG.everyone]
    written = {f"{BASE}/{member.name}.yaml": _text(objects_of(member)) for member in members}
    written[f"{KEDA}/scaled-objects.yaml"] = _text([scaled(member) for member in members])
    return written


class Plain(yaml.SafeDumper):
    """Without anchors: what two objects share is written in both."""

    def ignore_aliases(self, _: Any) -> bool:
        """Nothing is referred to."""
        return True


def _text(objects: list[Object]) -> str:
    text: str = yaml.dump_all(objects, Dumper=Plain, sort_keys=False, allow_unicode=True, width=110)
    return HEAD + text


def objects_of(member: Member) -> list[Object]:
    """Everything of one member."""
    return [
        deployment(member, "serve"),
        deployment(member, "work"),
        migration(member),
        cron_of(member),
        service(member),
        disruption_budget(member, "serve"),
        disruption_budget(member, "work"),
        autoscaler(member),
        files_claim(member),
        cluster(member),
        *policies(member),
    ]


def deployment(member: Member, verb: str) -> Object:
    """`serve` is replaced one by one without a gap; how many there are is the autoscaler's."""
    spec: Object = {
        "selector": {"matchLabels": labels(member, verb)},
        "strategy": {"rollingUpdate": {"maxUnavailable": 0, "maxSurge": 1}},
        "template": pod(member, verb),
    }
    if verb == "work":
        spec = {"replicas": 2, **spec}  # one leads, the other takes over within seconds
    return named("apps/v1", "Deployment", f"{member.name}-{verb}", member, verb, spec)


def migration(member: Member) -> Object:
    """Run before a new version is rolled out; it is gone an hour after it ended."""
    spec = {
        "backoffLimit": 10,
        "ttlSecondsAfterFinished": 3600,
        "template": pod(member, "migrate"),
    }
    return named("batch/v1", "Job", f"{member.name}-migrate", member, "migrate", spec)


def service(member: Member) -> Object:
    """Where the ingress finds the gateway; the gateway finds each ready pod of a service."""
    ports = [{"name": "http", "port": member.port, "targetPort": "http"}]
    spec: Object = {"selector": labels(member, "serve"), "ports": ports}
    if not member.is_gateway:  # its name is that of its pods, not of an address before them
        spec = {"clusterIP": "None", "publishNotReadyAddresses": False, **spec}
    return named("v1", "Service", member.name, member, "serve", spec)


def disruption_budget(member: Member, verb: str) -> Object:
    """One at a time may be taken away on purpose."""
    spec = {"maxUnavailable": 1, "selector": {"matchLabels": labels(member, verb)}}
    return named("policy/v1", "PodDisruptionBudget", f"{member.name}-{verb}", member, verb, spec)


def autoscaler(member: Member) -> Object:
    """By processor; the most is what the connections of the database allow."""
    target = {"apiVersion": "apps/v1", "kind": "Deployment", "name": f"{member.name}-serve"}
    usage = {"type": "Utilization", "averageUtilization": 70}
    spec = {
        "scaleTargetRef": target,
        "minReplicas": 2,
        "maxReplicas": 6,
        "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": usage}}],
    }
    return named(
        "autoscaling/v2", "HorizontalPodAutoscaler", f"{member.name}-serve", member, "serve", spec
    )


def files_claim(member: Member) -> Object:
    """The folder of uploads, which all processes of the member share."""
    spec = {"accessModes": ["ReadWriteMany"], "resources": {"requests": {"storage": "20Gi"}}}
    return named("v1", "PersistentVolumeClaim", f"{member.name}-files", member, "files", spec)


def cluster(member: Member) -> Object:
    """PostgreSQL of its own (CloudNativePG): the owner migrates, the role reads and writes."""
    name, owner = member.database, f"{member.database}_owner"
    rights = [
        f"CREATE ROLE {name} LOGIN",
        f"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        f"GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {name}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"ALTER SCHEMA public OWNER TO {owner}",
        f"GRANT USAGE ON SCHEMA public TO {name}",
        *(
            f"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT {what} TO {name}"
            for what in (
                "USAGE ON SCHEMAS", "SELECT, INSERT, UPDATE, DELETE ON TABLES",
                "USAGE, SELECT ON SEQUENCES", "EXECUTE ON FUNCTIONS",
            )
        ),
        f"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
    ]  # fmt: skip
    role = {
        "name": name, "ensure": "present", "login": True,
        "passwordSecret": {"name": f"{member.name}-role"},
    }  # fmt: skip
    begin = {
        "database": name, "owner": owner, "secret": {"name": f"{member.name}-owner"},
        "encoding": "UTF8", "localeProvider": "builtin", "builtinLocale": "C.UTF-8",
        "postInitApplicationSQL": rights,
    }  # fmt: skip
    spec = {
        "instances": 3,
        "imageName": "ghcr.io/cloudnative-pg/postgresql:17",
        "storage": {"size": "50Gi"},
        "postgresql": {
            "parameters": {"max_connections": "200", "jit": "off"},
            "synchronous": {"method": "any", "number": 1},
        },
        "bootstrap": {"initdb": begin},
        "managed": {"roles": [role]},
        "resources": resources_of("database"),
    }
    return named("postgresql.cnpg.io/v1", "Cluster", member.cluster, member, "database", spec)
