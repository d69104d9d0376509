"""What cases, matters and certificates are connected with, for the gateway (internal)."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from shared.database import Row, UnitOfWork
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.refusals import NotFound
from svc_approvals.domain.cases.reasons import CaseNotFound
from svc_approvals.domain.certificates.reasons import CertificateNotFound
from svc_approvals.storage import links
from svc_approvals.use_cases.catalogue.matters import MatterNotFound, matter_in_force

router = edge_router("links", prefix="/links")


class Link(BaseModel):
    """One connection."""

    rel: str
    kind: str
    id: str
    title: str
    href: str


class LinksView(BaseModel):
    """All connections of one thing."""

    links: list[Link]


@router.get(
    "/{kind}/{thing_id}", responses=documented(CaseNotFound, CertificateNotFound, MatterNotFound)
)
async def list_links(
    work: Work,
    _: AnyCaller,
    kind: Literal["case", "matter", "certificate", "document"],
    thing_id: str,
) -> LinksView:
    """The connections of a case, a matter or a certificate; of a document, its matters if any."""
    match kind:
        case "case":
            rows = await links.of_case(work, _id(thing_id, CaseNotFound))
            rows = _some(rows, CaseNotFound)
        case "certificate":
            rows = await links.of_certificate(work, _id(thing_id, CertificateNotFound))
            rows = _some(rows, CertificateNotFound)
        case "matter":
            rows = await _of_matter(work, thing_id)
        case "document":
            rows = await links.of_document(work, thing_id)
    return LinksView(links=[Link(**row) for row in rows])


async def _of_matter(work: UnitOfWork, code: str) -> Sequence[Row]:
    rows = await links.of_matter(work, code)
    if not rows:
        await matter_in_force(work, code)  # refused when there is none
    return rows


def _some(rows: Sequence[Row], otherwise: type[NotFound]) -> Sequence[Row]:
    if not rows:
        raise otherwise
    return rows


def _id(text: str, otherwise: type[NotFound]) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise otherwise from fault
