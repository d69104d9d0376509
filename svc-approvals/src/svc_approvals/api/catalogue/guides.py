"""Routes of a person's own guide: resolve, the notice that says everything once, the reform."""

import asyncio
from typing import Annotated

from fastapi import Header, Response
from fastapi.responses import HTMLResponse

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_approvals.api.catalogue.guide_views import guide_view
from svc_approvals.api.catalogue.matter_views import (
    AnswersRequest,
    GuideView,
    NoticeView,
    ReformView,
)
from svc_approvals.api.printing.notice_pages import SAFE, notice_page
from svc_approvals.api.printing.notices import notice_pdf
from svc_approvals.api.tools import Tools
from svc_approvals.domain.catalogue.notices import Notice, notice_of
from svc_approvals.domain.catalogue.reform import Reform, reform_of
from svc_approvals.use_cases.catalogue import matters as use_cases
from svc_approvals.use_cases.catalogue.guides import surroundings
from svc_approvals.use_cases.catalogue.matters import AnswersInvalid, MatterNotFound
from svc_approvals.use_cases.catalogue.simulations import expected_end

router = edge_router("matters", prefix="/api/v1/matters")
PDF, HTML = "application/pdf", "text/html"


@router.post("/{code}/resolve", responses=documented(MatterNotFound, AnswersInvalid))
async def resolve_matter(
    work: Work,
    tools: Tools,
    _: AnyCaller,
    code: str,
    request: AnswersRequest,
) -> GuideView:
    """A person's own guide: materials, form, nodes, fees, and when it would end."""
    found = await use_cases.matter_in_force(work, code)
    guide = use_cases.guide_for(found.matter, request.answers)
    around = await surroundings(work, found.matter, tools.basis_guard)
    return guide_view(guide, found, around, await expected_end(work, tools, guide))


@router.post(
    "/{code}/notice",
    response_model=NoticeView,
    responses={
        **documented(MatterNotFound, AnswersInvalid),
        200: {
            "content": {
                PDF: {"schema": {"type": "string", "format": "binary"}},
                HTML: {"schema": {"type": "string"}},
            }
        },
    },
)
async def give_notice(
    work: Work,
    tools: Tools,
    _: AnyCaller,
    code: str,
    request: AnswersRequest,
    accept: Annotated[str, Header()] = "application/json",
) -> Notice | Response:
    """The notice that says everything once (一次性告知单), by Accept as JSON, a page or PDF."""
    guide = await use_cases.resolve_matter(work, code, request.answers)
    around = await surroundings(work, guide.matter, tools.basis_guard)
    notice = notice_of(guide, around.organ_names, around.effects, around.guard)
    if PDF in accept:
        return Response(await asyncio.to_thread(notice_pdf, notice), media_type=PDF)
    if HTML in accept:
        return HTMLResponse(notice_page(notice), headers=SAFE)
    return notice


@router.get(
    "/{code}/reform",
    response_model=ReformView,
    dependencies=[publicly(60), Fields],
    responses=documented(MatterNotFound, AnswersInvalid),
)
async def get_reform(work: Work, _: AnyCaller, code: str) -> Reform:
    """Before and after: departments, days, materials and visits, for the usual applicant."""
    matter = (await use_cases.matter_in_force(work, code)).matter
    usual = {q.key: q.choices[0].value for q in matter.questions if q.choices}
    return reform_of(use_cases.guide_for(matter, usual))
