"""`work` by what its consumers have before them (KEDA): a trigger for each of them."""

from pkgutil import resolve_name
from typing import Any

from shared.broker import stream_of
from shared.consumer import name_of
from yangguang_local.documents.kubernetes_member import Member, named

Object = dict[str, Any]
NOUNS = {
    "gateway": "gateway.worker:NOUNS",
    "approvals": "svc_approvals.events.reactions:NOUNS",
    "budget": "svc_budget.events.reactions:NOUNS",
    "documents": "svc_documents.events.reactions:NOUNS",
    "feedback": "svc_feedback.events.ears:NOUNS",
    "policies": "svc_policy_match.events.reactions:NOUNS",
}
LAG = "500"


def scaled(member: Member) -> Object:
    """So many of its `work` as the fullest of its consumers asks for."""
    spec = {
        "scaleTargetRef": {"name": f"{member.name}-work"},
        "minReplicaCount": 2,
        "maxReplicaCount": 6,
        "cooldownPeriod": 300,
        "triggers": [_trigger(member, noun) for noun in resolve_name(NOUNS[member.database])],
    }
    return named("keda.sh/v1alpha1", "ScaledObject", f"{member.name}-work", member, "work", spec)


def _trigger(member: Member, noun: str) -> Object:
    return {
        "type": "nats-jetstream",
        "metadata": {
            "natsServerMonitoringEndpoint": "nats-headless.yangguang.svc:8222",
            "account": "$G",
            "stream": stream_of(noun.split(".", 1)[0]),
            "consumer": name_of(member.name, noun),
            "lagThreshold": LAG,
        },
    }
