"""What an officer says of a certificate with the decision; the rest is taken from the form."""

from collections.abc import Iterator, Mapping
from typing import Any

from shared.database import UnitOfWork
from shared.refusals import FieldError
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.certificates.reasons import GrantedDataInvalid
from svc_approvals.domain.certificates.types import CertificateType
from svc_approvals.storage.catalogue import matters
from svc_approvals.storage.certificates import granted_data, types
from svc_approvals.use_cases.certificates.data_check import data_errors
from svc_approvals.use_cases.office import Office

Said = Mapping[str, Mapping[str, Any]]


async def keep_granted(
    work: UnitOfWork, office: Office, case: Case, node: Node, said: Said, *, approves: bool
) -> None:
    """Keep the data of the products of this node until they are handed out.

    Refused with GrantedDataInvalid: a product the node does not give, a type nobody
    loaded, data the type does not know, or a decision that grants nothing.
    """
    if not said:
        return
    kinds = await _kinds(work, case, node)
    errors = [*_needless(said, approves=approves), *_errors(said, kinds)]
    if errors:
        raise GrantedDataInvalid(errors=errors)
    for code, data in said.items():
        await granted_data.put(work, office.secrets, case.case_id, node.key, code, data)


async def _kinds(work: UnitOfWork, case: Case, node: Node) -> Mapping[str, CertificateType]:
    """The certificate types of what the node gives, by product."""
    matter = (await matters.version(work, case.version_id)).matter
    given = {
        one.code: one.certificate_type
        for one in matter.products
        if one.code in node.products and one.certificate_type
    }
    known = await types.by_codes(work, given.values())
    return {code: known[kind] for code, kind in given.items() if kind in known}


def _needless(said: Said, *, approves: bool) -> Iterator[FieldError]:
    if not approves:
        for code in said:
            yield FieldError(f"#/certificates/{code}", "not_granted", "只有准予时才产生证照。")


def _errors(said: Said, kinds: Mapping[str, CertificateType]) -> Iterator[FieldError]:
    for code, data in said.items():
        if code not in kinds:
            message = "本环节不产生这种证照，请核对证照代码。"
            yield FieldError(f"#/certificates/{code}", "unknown_product", message)
            continue
        for fault in data_errors(kinds[code], data):
            if fault.code != "missing":
                pointer = fault.pointer.replace("#/data", f"#/certificates/{code}")
                yield FieldError(pointer, fault.code, fault.message)
