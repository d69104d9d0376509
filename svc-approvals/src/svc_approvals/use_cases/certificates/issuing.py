"""Issue what the departments granted, in the same transaction in which the case is issued."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from shared.database import UnitOfWork
from shared.events.approvals.certificates import CertificateIssued
from shared.office_hours import china_time
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.states import NodeState
from svc_approvals.domain.catalogue.materials import Product
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.certificates.certificates import Certificate, Contents
from svc_approvals.domain.certificates.types import CertificateType, data_from_form, last_day
from svc_approvals.storage import directory
from svc_approvals.storage.cases import cases, forms
from svc_approvals.storage.catalogue import matters
from svc_approvals.storage.certificates import granted_data, types
from svc_approvals.use_cases.certificates.data_check import fitting_data
from svc_approvals.use_cases.certificates.making import Origin, make_certificate
from svc_approvals.use_cases.office import Office

log = structlog.get_logger("certificates")


@dataclass(frozen=True, slots=True)
class Granted:
    """A product of an approved node that is a certificate."""

    product: Product
    node: Node


async def issue_certificates(
    work: UnitOfWork,
    office: Office,
    case: Case,
) -> list[Certificate]:
    """Make a certificate of the applicant's of every such product, each once and for all.

    What officers said of its data with their decisions goes before what the form says. A
    product of a type nobody has loaded is handed out on paper only, and logged.
    """
    matter = (await matters.version(work, case.version_id)).matter
    granted = list(_granted(case, matter))
    kinds = await types.by_codes(work, (one.product.certificate_type for one in granted))
    if unknown := {one.product.certificate_type for one in granted} - set(kinds):
        log.warning("certificate types not loaded", types=sorted(unknown))
    if not kinds:
        return []
    holder = (case.applicant_id, await cases.applicant_masked(work, case.case_id))
    organs = {one.organ_id: one for one in (await directory.organs(work)).values()}
    said = await granted_data.of_case(work, office.secrets, case.case_id)
    form = (await forms.read(work, office.secrets, case.case_id)).form
    prefills = {field.key: field.prefill for field in matter.form.fields() if field.prefill}
    issued = []
    for one in granted:
        kind = kinds.get(one.product.certificate_type)
        if kind is None:
            continue
        data = {**data_from_form(kind, form, prefills), **said.get(one.product.code, {})}
        certificate = await make_certificate(
            work, office, kind, organs[one.node.organ_id], holder,
            _contents(kind, data), _dates(work, kind, one.product),
            Origin("issued", one.node.handler_no, case.case_id, one.product.code),
        )  # fmt: skip
        if certificate is not None:
            await work.announce(certificate.certificate_id, _told(certificate))
            issued.append(certificate)
    if said:
        await granted_data.forget(work, case.case_id, list(case.nodes))
    return issued


def _granted(case: Case, matter: Matter) -> Iterator[Granted]:
    products = {one.code: one for one in matter.products if one.certificate_type}
    for node in case.nodes.values():
        if node.state is NodeState.APPROVED:
            for code in node.products:
                if code in products:
                    yield Granted(products[code], node)


def _contents(kind: CertificateType, data: Mapping[str, Any]) -> Contents:
    said = fitting_data(kind, data)
    return Contents("", str(said.get("holder_name", "")), said)


def _dates(work: UnitOfWork, kind: CertificateType, product: Product) -> tuple[Any, Any]:
    first = china_time(work.now).date()
    return first, last_day(first, product.valid_days or kind.valid_days)


def _told(certificate: Certificate) -> CertificateIssued:
    return CertificateIssued(
        certificate_id=certificate.certificate_id,
        type_code=certificate.type_code,
        holder_id=certificate.holder_id,
        organ_id=certificate.organ_id,
        case_id=certificate.case_id,
        valid_from=certificate.valid_from,
        valid_until=certificate.valid_until,
    )
