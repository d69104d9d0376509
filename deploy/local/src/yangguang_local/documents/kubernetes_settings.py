"""What the processes of a member are told: secrets as files, and what the site says of itself.

The site's own words stand in one ConfigMap, `site`, which an overlay brings: where people find the
house, and which networks are whose. Any other setting goes into a ConfigMap of the member's own.
"""

from typing import Any

from yangguang_local.documents.kubernetes_member import SECRETS, Member
from yangguang_local.house import YANGGUANG

Object = dict[str, Any]
ALL_SECRETS = ("database_url", "nats_url", "data_key", "index_key", "internal_public_key")
MORE_SECRETS = {"gateway": ("internal_private_key", "token_key"), "approvals": ("certificate_key",)}
SITE = {
    "public_url": "public_url",
    "trusted_proxies": "ingress_network",
    "operators": "operators",
}  # a setting of whoever has it, and its name in the ConfigMap


def settings(member: Member, verb: str) -> list[Object]:
    """Secrets by the path of a file; the owner's database only for `migrate`."""
    prefix = member.service.prefix
    secret = [*ALL_SECRETS, *MORE_SECRETS.get(member.database, ())]
    if verb == "migrate":
        secret = ["database_url", "owner_database_url"]
    told = {f"{prefix}{name.upper()}_FILE": f"{SECRETS}/{name}" for name in secret}
    if member.is_gateway:
        for other in YANGGUANG.services:
            at = Member(other)
            told[f"{prefix}UPSTREAM_{other.name.upper()}"] = f"http+dns://{at.name}:{at.port}"
    of_the_site = SITE.items() if verb != "migrate" else ()
    return [
        _from_map(f"{prefix}NATS_REPLICAS", "house", "nats_replicas"),
        *(
            _from_map(f"{prefix}{name.upper()}", "site", key)
            for name, key in of_the_site
            if name in member.settings
        ),
        *({"name": name, "value": value} for name, value in told.items()),
    ]


def more_settings(member: Member) -> list[Object]:
    """Whatever else a site sets for a member, in a ConfigMap that need not be there."""
    return [{"configMapRef": {"name": f"{member.name}-settings", "optional": True}}]


def _from_map(name: str, config_map: str, key: str) -> Object:
    return {"name": name, "valueFrom": {"configMapKeyRef": {"name": config_map, "key": key}}}
