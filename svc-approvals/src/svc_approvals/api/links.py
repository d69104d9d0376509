"""What cases, matters and certificates are connected with, for the gateway (internal)."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.refusals import NotFound
from svc_approvals.domain.cases.reasons import CaseNotFound
from svc_approvals.domain.certificates.reasons import CertificateNotFound
from svc_approvals.storage import links

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


@router.get("/{kind}/{thing_id}", responses=documented(CaseNotFound, CertificateNotFound))
async def list_links(
    work: Work, _: AnyCaller, kind: Literal["case", "matter", "certificate"], thing_id: str
) -> LinksView:
    """The connections of a case, a matter or a certificate; none of what is not known."""
    match kind:
        case "case":
            rows = await links.of_case(work, _id(thing_id, CaseNotFound))
        case "certificate":
            rows = await links.of_certificate(work, _id(thing_id, CertificateNotFound))
        case "matter":
            rows = await links.of_matter(work, thing_id)
    return LinksView(links=[Link(**row) for row in rows])


def _id(text: str, otherwise: type[NotFound]) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise otherwise from fault
