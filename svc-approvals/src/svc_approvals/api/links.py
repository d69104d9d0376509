"""What cases, matters and certificates are connected with, for the gateway (internal)."""

from collections.abc import Sequence
from typing import Literal

from shared.database import Row, UnitOfWork
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.links import LinksView, ThingId, own_id, some
from shared.problems import documented
from svc_approvals.domain.cases.reasons import CaseNotFound
from svc_approvals.domain.certificates.reasons import CertificateNotFound
from svc_approvals.storage import links
from svc_approvals.use_cases.catalogue.matters import MatterNotFound, matter_in_force

router = edge_router("links", prefix="/links")


@router.get(
    "/{kind}/{thing_id}", responses=documented(CaseNotFound, CertificateNotFound, MatterNotFound)
)
async def list_links(
    work: Work,
    _: AnyCaller,
    kind: Literal["case", "matter", "certificate", "document"],
    thing_id: ThingId,
) -> LinksView:
    """The connections of a case, a matter or a certificate; of a document, its matters if any."""
    match kind:
        case "case":
            case_id = own_id(thing_id, CaseNotFound)
            rows = some(await links.of_case(work, case_id), CaseNotFound)
        case "certificate":
            certificate_id = own_id(thing_id, CertificateNotFound)
            rows = some(await links.of_certificate(work, certificate_id), CertificateNotFound)
        case "matter":
            rows = await _of_matter(work, thing_id)
        case "document":
            rows = await links.of_document(work, thing_id)
    return LinksView.of(rows)


async def _of_matter(work: UnitOfWork, code: str) -> Sequence[Row]:
    rows = await links.of_matter(work, code)
    if not rows:
        await matter_in_force(work, code)  # refused when there is none
    return rows
