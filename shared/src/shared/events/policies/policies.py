"""What svc-policy-match tells of policies: published, changed, closed, without their basis."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.events.event import Event


class _OfPolicy(Event):
    policy_id: UUID


class PolicyDrafted(_OfPolicy):
    """A policy was begun; its content is told when it is published."""

    subject: ClassVar[str] = "policies.policy.drafted.v1"

    code: str
    region_code: str


class PolicyDraftSaved(_OfPolicy):
    """The draft of a policy was changed."""

    subject: ClassVar[str] = "policies.policy.draft_saved.v1"

    draft_version: int


class _PolicySaid(_OfPolicy):
    code: str
    version: int
    title: str
    level: str
    region_code: str
    kind: str
    theme: str
    audience: str
    opens_on: date | None
    closes_on: date | None
    matter_code: str
    fund_id: UUID | None
    basis_reference: str


class PolicyPublished(_PolicySaid):
    """A policy can be matched from now on."""

    subject: ClassVar[str] = "policies.policy.published.v1"


class PolicyChanged(_PolicySaid):
    """Another version of a policy holds from now on."""

    subject: ClassVar[str] = "policies.policy.changed.v1"

    note: str


class PolicyEnded(_OfPolicy):
    """A policy takes no applications any more."""

    subject: ClassVar[str] = "policies.policy.closed.v1"

    version: int
    title: str
    reason: str


class PolicyBasisLost(_OfPolicy):
    """The document a policy rests on is no longer in force: it takes no applications."""

    subject: ClassVar[str] = "policies.policy.basis_lost.v1"

    version: int
    title: str
    reference: str
    document_id: UUID | None
    effect: str
    since: date | None
    replaced_by: str


class PolicyBasisRegained(_OfPolicy):
    """What a policy rests on is in force again: it takes applications again."""

    subject: ClassVar[str] = "policies.policy.basis_regained.v1"

    version: int
    title: str
    reference: str
    document_id: UUID | None
    effect: str
