"""Routes of matters: the catalogue, a person's own guide, the notice, the reform table."""

import asyncio
from dataclasses import astuple, dataclass
from typing import Annotated, Any

from fastapi import Depends, Header, Query, Request, Response

from shared.database import UnitOfWork
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_approvals.api.catalogue.guide_views import guide_view
from svc_approvals.api.catalogue.matter_views import (
    AnswersRequest,
    GuideView,
    MatterSummary,
    MatterView,
    NoticeView,
    PublishedView,
    ReformView,
)
from svc_approvals.api.printing.notices import notice_pdf
from svc_approvals.api.tools import Editor, Tools
from svc_approvals.domain.catalogue.notices import Notice, notice_of
from svc_approvals.domain.catalogue.reform import Reform, reform_of
from svc_approvals.domain.catalogue.writing import to_dict
from svc_approvals.storage import directory
from svc_approvals.storage.catalogue import matters
from svc_approvals.use_cases.catalogue import matters as use_cases
from svc_approvals.use_cases.catalogue.matters import AnswersInvalid, MatterNotFound, MatterNotSound

router = edge_router("matters", prefix="/api/v1/matters")
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class MatterFilters:
    """What narrows the list of matters."""

    q: Annotated[str | None, Query(max_length=50, description="名称、别名或主题中的词")] = None
    theme: Annotated[str | None, Query(max_length=50)] = None
    audience: Annotated[str | None, Query(max_length=20)] = None
    kind: Annotated[str | None, Query(max_length=20)] = None
    organ: Annotated[str | None, Query(max_length=50, description="牵头部门代码")] = None


@router.get("", response_model=Page[MatterSummary], dependencies=[publicly(30), Fields])
async def list_matters(
    work: Work,
    _: AnyCaller,
    page: Paging,
    request: Request,
    response: Response,
    filters: Annotated[MatterFilters, Depends()],
) -> dict[str, Any]:
    """Published matters in order of code."""
    (after,) = page.after_of(str)
    rows = await matters.search(work, astuple(filters), after or "", page.fetch)
    total = await matters.count(work, astuple(filters)) if page.count else None
    listed = page_of([dict(row) for row in rows], page, ("code",), total)
    link_next(request, response, listed)
    return listed


@router.get(
    "/{code}",
    response_model=MatterView,
    dependencies=[publicly(60), Fields],
    responses=documented(MatterNotFound),
)
async def get_matter(work: Work, _: AnyCaller, code: str) -> dict[str, Any]:
    """The version of a matter in force, whole."""
    published = await use_cases.published_matter(work, code)
    return {
        "code": code,
        "version_id": str(published.version_id),
        "number": published.number,
        "definition": to_dict(published.matter),
    }


@router.post("/{code}/resolve", responses=documented(MatterNotFound, AnswersInvalid))
async def resolve_matter(
    work: Work,
    tools: Tools,
    _: AnyCaller,
    code: str,
    request: AnswersRequest,
) -> GuideView:
    """A person's own guide: materials, form, nodes, fees, and when it would end."""
    guide = await use_cases.resolve_matter(work, code, request.answers)
    clock = await tools.clock(work)
    return guide_view(guide, await _names(work), clock.due(work.now, guide.promised_days).at)


@router.post(
    "/{code}/notice",
    response_model=NoticeView,
    responses={
        **documented(MatterNotFound, AnswersInvalid),
        200: {"content": {PDF: {"schema": {"type": "string", "format": "binary"}}}},
    },
)
async def give_notice(
    work: Work,
    _: AnyCaller,
    code: str,
    request: AnswersRequest,
    accept: Annotated[str, Header()] = "application/json",
) -> Notice | Response:
    """The notice that says everything once (一次性告知单), as JSON or, by Accept, as PDF."""
    guide = await use_cases.resolve_matter(work, code, request.answers)
    notice = notice_of(guide, await _names(work))
    if PDF in accept:
        return Response(await asyncio.to_thread(notice_pdf, notice), media_type=PDF)
    return notice


@router.get(
    "/{code}/reform",
    response_model=ReformView,
    dependencies=[publicly(60), Fields],
    responses=documented(MatterNotFound, AnswersInvalid),
)
async def get_reform(work: Work, _: AnyCaller, code: str) -> Reform:
    """Before and after: departments, days, materials and visits, for the usual applicant."""
    matter = (await use_cases.published_matter(work, code)).matter
    usual = {q.key: q.choices[0].value for q in matter.questions if q.choices}
    return reform_of(use_cases.guide_for(matter, usual))


@router.put("/{code}", responses=documented(MatterNotSound))
async def publish_matter(
    work: Work,
    _: Editor,
    code: str,
    definition: dict[str, Any],
) -> PublishedView:
    """Check a definition and put it in force as a new version; running cases keep theirs."""
    published = await use_cases.publish_matter(work, {**definition, "code": code})
    if published is None:
        return PublishedView(outcome="unchanged", number=None)
    return PublishedView(outcome="published", number=published.number)


async def _names(work: UnitOfWork) -> dict[str, str]:
    return {code: organ.name for code, organ in (await directory.organs(work)).items()}
