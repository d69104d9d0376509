"""What svc-policy-match tells: policies in the open, and of people only that they were told."""

from shared.events.policies.basis import (
    PolicyBasisCited,
    PolicyBasisReleased,
)
from shared.events.policies.policies import (
    PolicyBasisLost,
    PolicyBasisRegained,
    PolicyChanged,
    PolicyDrafted,
    PolicyDraftSaved,
    PolicyEnded,
    PolicyPublished,
)
from shared.events.policies.pushes import (
    MatchPushed,
    MessageRead,
    PoliciesNotificationRequested,
    ProfileConsentChanged,
    ProfileErased,
    ProfileFactsChanged,
    SubscriptionChanged,
)

__all__ = [
    "MatchPushed",
    "MessageRead",
    "PoliciesNotificationRequested",
    "PolicyBasisCited",
    "PolicyBasisLost",
    "PolicyBasisRegained",
    "PolicyBasisReleased",
    "PolicyChanged",
    "PolicyDraftSaved",
    "PolicyDrafted",
    "PolicyEnded",
    "PolicyPublished",
    "ProfileConsentChanged",
    "ProfileErased",
    "ProfileFactsChanged",
    "SubscriptionChanged",
]
