"""What of a form can be filled in from certificates, and from which: an offer, never a write."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from svc_approvals.domain.catalogue.forms import FormField
from svc_approvals.domain.certificates.types import CertificateType


@dataclass(frozen=True, slots=True)
class Known:
    """A certificate somebody holds, with its data."""

    certificate_id: UUID
    name: str
    kind: CertificateType
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value for a field, and the certificate it stands in."""

    field: str
    title: str
    value: Any
    certificate_id: UUID
    certificate_name: str


def suggestions(fields: Iterable[FormField], known: Iterable[Known]) -> list[Suggestion]:
    """For each field that can be filled from an item of the data account, the first that has it."""
    certificates = list(known)
    found = (_suggestion(field, certificates) for field in fields if field.prefill)
    return [one for one in found if one is not None]


def _suggestion(field: FormField, certificates: Iterable[Known]) -> Suggestion | None:
    for one in certificates:
        value = one.data.get(one.kind.prefill.get(field.prefill, ""))
        if value is not None:
            return Suggestion(field.key, field.title, value, one.certificate_id, one.name)
    return None
