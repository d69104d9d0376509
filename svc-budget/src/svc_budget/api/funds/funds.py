"""Routes of funds: which there are, their pages, what their managers disclose."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Path, Query, Request, Response

from shared.basis import kept_effects
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.ids import new_id
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, IfMatch, etag, publicly
from shared.refusals import PreconditionMissing, Stale
from svc_budget.api.funds.fund_views import (
    FundDisclosureRequest,
    FundDisclosureView,
    FundRequest,
    FundView,
    FundWholeView,
    disclosure_view,
    whole_view,
)
from svc_budget.api.tools import REGION_PATTERN, Finance, Tools
from svc_budget.domain.funds.disclosures import DisclosureKind, FundDisclosureUnsound
from svc_budget.domain.funds.funds import Category, FundNotFound, FundUnsound
from svc_budget.storage.allocations import allocations
from svc_budget.storage.funds.funds import FundFilter, Kept
from svc_budget.use_cases.funds import disclosing, listing, publishing
from svc_budget.use_cases.funds.whose import known

router = edge_router("funds", prefix="/api/v1/budget/funds")
CREATED = 201
KEY = ("category", "class_name", "name", "fund_id")
OfYear = Annotated[int | None, Query(ge=1994, le=2200, description="预算年度", examples=[2026])]


@dataclass(frozen=True, slots=True)
class FundQuery:
    """Which funds are asked for."""

    category: Annotated[Category | None, Query()] = None
    class_name: Annotated[str | None, Query(max_length=40, examples=["农林水"])] = None
    region_code: Annotated[str | None, Query(pattern=REGION_PATTERN)] = None
    unit_code: Annotated[str | None, Query(max_length=40, description="主管单位")] = None
    year: OfYear = None
    q: Annotated[str | None, Query(max_length=40, description="名称中的字")] = None
    flagged: Annotated[bool | None, Query(description="管理办法已失效的")] = None
    missing: Annotated[bool | None, Query(description="有逾期未公开事项的")] = None

    def wanted(self) -> FundFilter:
        """As storage takes it."""
        category = None if self.category is None else self.category.value
        return FundFilter(
            category, self.class_name, self.region_code, self.unit_code, self.year, self.q,
            self.flagged,
        )  # fmt: skip


@router.get("", response_model=Page[FundView], dependencies=[publicly(1), Fields])
async def list_funds(
    work: Work,
    office: Tools,
    _: AnyCaller,
    asked: Annotated[FundQuery, Depends()],
    page: Paging,
    request: Request,
    response: Response,
) -> Any:
    """Funds by category, class and name."""
    found = await listing.list_funds(
        work, office.disclosures, asked.wanted(), missing=asked.missing,
        after=page.after_of(str, str, str, UUID), limit=page.fetch, count=page.count,
    )  # fmt: skip
    listed = page_of(list(found.rows), page, KEY, found.total)
    link_next(request, response, listed)
    return listed


@router.post("", status_code=CREATED, responses=documented(FundUnsound, FundNotFound))
async def publish_fund(
    work: Work, office: Tools, caller: Finance, body: FundRequest
) -> FundWholeView:
    """Give a fund of your region or unit its page."""
    fund = await publishing.publish_fund(work, caller, body.fund(new_id(), work))
    return await _page(work, office, Kept(fund, ""))


@router.get("/{fund_id}", dependencies=[publicly(1), Fields], responses=documented(FundNotFound))
async def get_fund(work: Work, office: Tools, _: AnyCaller, fund_id: UUID) -> FundWholeView:
    """A fund's page: its management document and whether that is in force, its disclosures."""
    return await _page(work, office, await known(work, fund_id))


async def _page(work: Work, office: Tools, kept: Kept) -> FundWholeView:
    fund_id, reference = kept.fund.fund_id, kept.basis_reference
    effect = (await kept_effects.of(work, [reference])).get(reference)
    stood = await disclosing.standings(work, office.disclosures, [kept.fund])
    years = await allocations.years(work, fund_id)
    return whole_view(kept, effect, stood[fund_id], years)


@router.put(
    "/{fund_id}",
    responses=documented(FundUnsound, FundNotFound, Stale, PreconditionMissing),
)
async def change_fund(
    work: Work,
    office: Tools,
    caller: Finance,
    fund_id: UUID,
    body: FundRequest,
    if_match: IfMatch,
    response: Response,
) -> FundWholeView:
    """Say other things of a fund; the version is that of its page."""
    fund = await publishing.change_fund(work, caller, body.fund(fund_id, work), if_match)
    response.headers["ETag"] = etag(fund.version)
    return await _page(work, office, await known(work, fund_id))


@dataclass(frozen=True, slots=True)
class DisclosurePath:
    """Which of the five, of which fund and year."""

    fund_id: UUID
    kind: Annotated[DisclosureKind, Path(description="五公开中的哪一项")]
    year: OfYear = None


@router.put(
    "/{fund_id}/disclosures/{kind}",
    responses=documented(FundNotFound, FundDisclosureUnsound, Stale, PreconditionMissing),
)
async def disclose_of_fund(
    work: Work,
    office: Tools,
    caller: Finance,
    at: Annotated[DisclosurePath, Depends()],
    body: FundDisclosureRequest,
    if_match: IfMatch,
    response: Response,
) -> FundDisclosureView:
    """State that one of the five is published, secret, or does not exist (first: `"0"`)."""
    said = body.disclosure(at.fund_id, at.kind, at.year)
    one = await disclosing.disclose(work, caller, office.disclosures, said, if_match)
    response.headers["ETag"] = etag(one.version)
    kept = await known(work, at.fund_id)
    stood = await disclosing.standings(work, office.disclosures, [kept.fund])
    return next(
        disclosure_view(each)
        for each in stood[at.fund_id]
        if (each.rule.kind, each.year) == (at.kind, at.year)
    )
