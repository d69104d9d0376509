"""The systems of departments that nodes are pushed to."""

from collections.abc import Mapping
from dataclasses import dataclass

from svc_approvals.domain.webhooks import WebhookKeys


@dataclass(frozen=True, slots=True)
class Target:
    """A department's own system; ``organ`` is the only one whose nodes it may be sent."""

    key: str
    organ: str
    url: str
    keys: WebhookKeys
    active: bool = True


Targets = Mapping[str, Target]
