"""Routes of policies for everybody: which there are, what each says, how it was before."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from shared.basis import kept_effects
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.office_hours import china_time
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_policy_match.api.policies.requests import KIND_PATTERN
from svc_policy_match.api.policies.views import (
    GuideRowView,
    GuideView,
    PolicyView,
    PolicyWholeView,
    VersionsView,
    VersionView,
    whole_view,
)
from svc_policy_match.api.tools import REGION_PATTERN
from svc_policy_match.domain.policies.policies import Audience, Level, PolicyNotFound, State
from svc_policy_match.storage.policies import listing, versions
from svc_policy_match.storage.policies.listing import PolicyFilter
from svc_policy_match.use_cases.policies.whose import known

router = edge_router("policies", prefix="/api/v1/policies")
KEY = ("published_at", "policy_id")


@dataclass(frozen=True, slots=True)
class PolicyQuery:
    """Which policies are asked for."""

    region_code: Annotated[
        str | None, Query(pattern=REGION_PATTERN, description="在这个地区适用的，含上级的政策")
    ] = None
    level: Annotated[Level | None, Query()] = None
    kind: Annotated[str | None, Query(pattern=KIND_PATTERN, examples=["资金"])] = None
    theme: Annotated[str | None, Query(max_length=40, examples=["科技创新"])] = None
    audience: Annotated[Audience | None, Query()] = None
    q: Annotated[str | None, Query(max_length=40, description="名称中的字")] = None
    open_on: Annotated[date | None, Query(description="这一天可以申报的")] = None
    closed: Annotated[bool, Query(description="也列出已停止申报的")] = False

    def wanted(self) -> PolicyFilter:
        """As storage takes it."""
        states = (State.PUBLISHED.value, State.CLOSED.value)
        return PolicyFilter(
            states if self.closed else states[:1], self.region_code,
            None if self.level is None else self.level.value, self.kind, self.theme,
            None if self.audience is None else self.audience.value, self.q, self.open_on,
        )  # fmt: skip


@router.get("", response_model=Page[PolicyView], dependencies=[publicly(60), Fields])
async def list_policies(
    work: Work,
    _: AnyCaller,
    asked: Annotated[PolicyQuery, Depends()],
    page: Paging,
    request: Request,
    response: Response,
) -> Any:
    """Policies, the latest published first."""
    wanted = asked.wanted()
    after = page.after_of(datetime.fromisoformat, UUID)
    rows = await listing.listed(work, wanted, after, page.fetch)
    total = await listing.counted(work, wanted) if page.count else None
    listed = page_of([dict(row) for row in rows], page, KEY, total)
    link_next(request, response, listed)
    return listed


@router.get("/guide", dependencies=[publicly(60), Fields])
async def guide_policies(
    work: Work, _: AnyCaller, asked: Annotated[PolicyQuery, Depends()]
) -> GuideView:
    """政策导览: how many policies there are by level, kind, theme, audience and region."""
    rows = await listing.guide(work, asked.wanted())
    return GuideView(items=[GuideRowView(**row) for row in rows])


@router.get(
    "/{policy_id}", dependencies=[publicly(1), Fields], responses=documented(PolicyNotFound)
)
async def get_policy(
    work: Work,
    _: AnyCaller,
    policy_id: UUID,
    version: Annotated[int | None, Query(ge=1, le=9999, description="不填为现行版本")] = None,
) -> PolicyWholeView:
    """A policy: conditions with their sentences, what it gives, whether it takes applications."""
    policy = await known(work, policy_id)
    found = await versions.one(work, policy_id, version or policy.version)
    if found is None:
        raise PolicyNotFound
    reference = found.said.basis_reference
    effect = (await kept_effects.of(work, [reference])).get(reference)
    return whole_view(policy, found, effect, china_time(work.now).date())


@router.get(
    "/{policy_id}/versions",
    dependencies=[publicly(60), Fields],
    responses=documented(PolicyNotFound),
)
async def list_policy_versions(work: Work, _: AnyCaller, policy_id: UUID) -> VersionsView:
    """All versions of a policy, the latest first."""
    await known(work, policy_id)
    each = await versions.of_policy(work, policy_id)
    return VersionsView(
        items=[
            VersionView(
                version=one.version, note=one.note, published_at=one.published_at,
                ended_at=one.ended_at,
            )
            for one in each
        ]
    )  # fmt: skip
