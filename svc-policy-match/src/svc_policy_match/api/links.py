"""What policies and what they give are connected with, for the gateway (internal)."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.links import LinksView, ThingId, others_id
from shared.problems import documented
from svc_policy_match.domain.policies.policies import PolicyNotFound
from svc_policy_match.storage import links
from svc_policy_match.use_cases.policies.whose import known

router = edge_router("links", prefix="/links")
Kind = Literal["policy", "fund", "document", "matter", "case", "allocation", "recipient"]
BY_ID = {
    "fund": links.of_fund, "case": links.of_case,
    "allocation": links.of_allocation, "recipient": links.of_recipients,
}  # fmt: skip


@router.get("/{kind}/{thing_id}", responses=documented(PolicyNotFound))
async def list_links(work: Work, _: AnyCaller, kind: Kind, thing_id: ThingId) -> LinksView:
    """The connections of a policy, or of what others own and a policy knows, if it does."""
    return LinksView.of(await _rows(work, kind, thing_id))


async def _rows(work: UnitOfWork, kind: Kind, thing_id: str) -> Sequence[Row]:
    if kind == "document":
        return await links.of_document(work, thing_id)
    if kind == "matter":
        return await links.of_matter(work, thing_id)
    if kind == "recipient":  # those a policy reaches, counted together
        thing_id = thing_id.removeprefix("policy:")
    thing = others_id(thing_id)
    if kind == "policy":
        return await _of_policy(work, thing)
    return [] if thing is None else await BY_ID[kind](work, thing)


async def _of_policy(work: UnitOfWork, policy_id: UUID | None) -> Sequence[Row]:
    if policy_id is None:
        raise PolicyNotFound
    await known(work, policy_id)
    return await links.of_policy(work, policy_id)
