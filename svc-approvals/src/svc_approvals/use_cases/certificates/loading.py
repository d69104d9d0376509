"""Load types of certificates, and certificates of the demo, from plain definitions."""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from jsonschema_rs import meta

from shared.database import UnitOfWork
from shared.masking import mask_name
from svc_approvals.domain.certificates.types import CertificateType
from svc_approvals.storage import directory
from svc_approvals.storage.certificates import types
from svc_approvals.use_cases.certificates.registering import Registration, register
from svc_approvals.use_cases.office import Office


def read_type(raw: Mapping[str, Any]) -> CertificateType:
    """Read one definition; ValueError names what is wrong with it."""
    told = {
        **raw,
        "issuers": tuple(raw.get("issuers", ())),
        "from_form": {item: tuple(keys) for item, keys in raw.get("from_form", {}).items()},
    }
    try:
        kind = CertificateType(**told)
        meta.validate(dict(kind.schema))
    except (TypeError, ValueError) as fault:
        raise ValueError(f"certificate type {raw.get('code')}: {fault}") from fault
    if wrong := kind.problems():
        raise ValueError("; ".join(wrong))
    return kind


async def load_types(work: UnitOfWork, definitions: Any) -> int:
    """Keep every type as defined; answers how many."""
    kinds = [read_type(raw) for raw in definitions]
    for kind in kinds:
        await types.put(work, kind)
    return len(kinds)


async def load_certificates(work: UnitOfWork, office: Office, definitions: Any) -> int:
    """Register the demo's certificates; answers how many were new."""
    codes = [str(raw["type"]) for raw in definitions]
    kinds = await types.by_codes(work, codes)
    organs = await directory.organs(work)
    new = 0
    for raw in definitions:
        told = dict(raw)
        kind, organ = kinds[told.pop("type")], organs[told.pop("organ")]
        holder_id = account_id_of(told.pop("holder"))
        asked = Registration(
            holder_id=holder_id, holder_masked=mask_name(told["holder_name"]), **told
        )
        _, is_new = await register(work, office, kind, organ, asked, by=work.actor)
        new += is_new
    return new


def account_id_of(login: str) -> UUID:
    """The id of an account of the demo directory: it follows from the login."""
    return uuid5(NAMESPACE_URL, f"yangguang:account:{login}")
