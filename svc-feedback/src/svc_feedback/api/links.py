"""Links for the gateway's walk from money to outcome; not routed from outside."""

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.links import LinksView, ThingId
from svc_feedback.use_cases import links

router = edge_router("links", prefix="/links")


@router.get("/{kind}/{thing_id}", include_in_schema=False)
async def list_links(work: Work, _: AnyCaller, kind: links.Kind, thing_id: ThingId) -> LinksView:
    """What we know next to a thing; an anonymous review and its case do not lead to each other."""
    found = await links.list_links(work, kind, thing_id)
    return LinksView.of(link._asdict() for link in found)
