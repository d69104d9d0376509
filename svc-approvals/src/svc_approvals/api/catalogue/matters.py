"""Routes of matters: the list, the directory, the guide for everybody; publish and withdraw."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from shared.refusals import PreconditionMissing, Stale
from svc_approvals.api.catalogue.directory_views import PlaceView, place_view
from svc_approvals.api.catalogue.draft_views import WithdrawnView, WithdrawRequest
from svc_approvals.api.catalogue.fact_views import FactsView, facts_of
from svc_approvals.api.catalogue.matter_views import MatterSummary, MatterView, PublishedView
from svc_approvals.api.catalogue.preconditions import Seen, etag_of
from svc_approvals.api.tools import Editor, Tools
from svc_approvals.domain.catalogue.directories import path_of, tree_of
from svc_approvals.domain.catalogue.reasons import MatterWithdrawn
from svc_approvals.domain.catalogue.shapes import CODE
from svc_approvals.domain.catalogue.writing import to_dict
from svc_approvals.storage.catalogue import listings
from svc_approvals.storage.catalogue.listings import Sort, Wanted
from svc_approvals.storage.catalogue.matters import PublishedMatter
from svc_approvals.use_cases.catalogue import matters as use_cases
from svc_approvals.use_cases.catalogue.guides import surroundings
from svc_approvals.use_cases.catalogue.matters import MatterNotFound, MatterNotSound

router = edge_router("matters", prefix="/api/v1/matters")
MatterCode = Annotated[str, Path(pattern=f"^{CODE}$", examples=["HC-YJS-0001"])]
AtPath = Annotated[
    str | None,
    Query(max_length=500, description="目录位置，级与级之间用 / 隔开", examples=["一件事一次办"]),
]


@dataclass(frozen=True, slots=True)
class MatterFilters:
    """What narrows the list of matters."""

    q: Annotated[
        str | None,
        Query(
            max_length=50,
            pattern=r"^[^\x00]*$",
            description="想办什么事，词序不限",
            examples=["理发 开店"],
        ),
    ] = None
    theme: Annotated[str | None, Query(max_length=50, examples=["开店创业"])] = None
    audience: Annotated[str | None, Query(max_length=20, examples=["自然人"])] = None
    kind: Annotated[str | None, Query(max_length=20, examples=["即办件"])] = None
    organ: Annotated[str | None, Query(max_length=50, description="牵头部门代码")] = None
    channel: Annotated[str | None, Query(max_length=50, examples=["线上"])] = None
    nature: Annotated[str | None, Query(max_length=20, examples=["行政许可"])] = None
    path: AtPath = None
    with_fees: Annotated[bool | None, Query(description="是否收费")] = None

    def wanted(self) -> Wanted:
        """The same, as storage reads it."""
        return Wanted(
            q=self.q, theme=self.theme, audience=self.audience, kind=self.kind, organ=self.organ,
            channel=self.channel, nature=self.nature, with_fees=self.with_fees,
            path=path_of(self.path) if self.path else None,
        )  # fmt: skip


@router.get("", response_model=Page[MatterSummary], dependencies=[publicly(30), Fields])
async def list_matters(
    work: Work,
    _: AnyCaller,
    page: Paging,
    request: Request,
    response: Response,
    filters: Annotated[MatterFilters, Depends()],
    sort: Annotated[Sort | None, Query(description="有 q 时默认 relevance，否则 code")] = None,
) -> dict[str, Any]:
    """Matters that take applications, found by what a citizen would type."""
    wanted = filters.wanted()
    order = sort or ("relevance" if filters.q else "code")
    after = page.after_of(int, str)
    rows = await listings.search(work, wanted, order, after, page.fetch)
    total = await listings.count(work, wanted) if page.count else None
    listed = page_of([dict(row) for row in rows], page, ("place", "code"), total)
    link_next(request, response, listed)
    return listed


@router.get("/directory", response_model=PlaceView, dependencies=[publicly(60), Fields])
async def get_directory(work: Work, _: AnyCaller, path: AtPath = None) -> PlaceView:
    """The directory as a tree, or the part of it below a path, with matters counted."""
    root = path_of(path or "")
    counts = await listings.directory_counts(work, root)
    return place_view(tree_of(counts, root))


# A guide shows within a second that its basis died, so no cache keeps it longer; asked with its
# ETag it costs an empty answer.
@router.get(
    "/{code}",
    response_model=MatterView,
    dependencies=[publicly(1), Fields],
    responses=documented(MatterNotFound),
)
async def get_matter(
    work: Work, tools: Tools, _: AnyCaller, code: str, response: Response
) -> MatterView:
    """The guide of a matter for everybody, and the version in force, whole."""
    found = await use_cases.matter_in_force(work, code)
    around = await surroundings(work, found.matter, tools.basis_guard)
    published = found.published
    view = MatterView(
        code=code,
        name=found.matter.name,
        version_id=str(published.version_id),
        number=published.number,
        published_at=published.published_at,
        effective_at=published.effective_at,
        sha256=published.digest.hex(),
        guide=FactsView(**facts_of(found, around)),
        definition=to_dict(found.matter),
    )
    response.headers["ETag"] = etag_of(found.version, view.model_dump_json())
    return view


@router.put(
    "/{code}",
    responses=documented(MatterNotFound, MatterNotSound, PreconditionMissing, Stale),
)
async def publish_matter(
    work: Work, caller: Editor, code: str, definition: dict[str, Any], seen: Seen
) -> PublishedView:
    """Check a definition and put it in force as a new version; running cases keep theirs."""
    await work.lock()
    seen.check(await use_cases.may_edit(work, caller, code))
    published = await use_cases.publish_matter(work, {**definition, "code": code}, caller=caller)
    return published_view(published)


@router.post(
    "/{code}/withdraw", responses=documented(MatterNotFound, MatterWithdrawn)
)  # fmt: skip
async def withdraw_matter(
    work: Work, caller: Editor, code: str, request: WithdrawRequest
) -> WithdrawnView:
    """Take a matter off the list (下架): no new cases; running cases go on."""
    await use_cases.withdraw_matter(work, caller, code, request.reason)
    return WithdrawnView(code=code, withdrawn_at=work.now, withdrawn_reason=request.reason)


def published_view(published: PublishedMatter | None) -> PublishedView:
    """What publishing did."""
    if published is None:
        return PublishedView(outcome="unchanged", number=None, effective_at=None)
    return PublishedView(
        outcome="published", number=published.number, effective_at=published.effective_at
    )
