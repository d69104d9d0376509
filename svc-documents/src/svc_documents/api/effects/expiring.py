"""Routes of documents whose validity ends soon, and of their evaluation."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.database import Row
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.moments import Moment
from shared.pages import Page, PageRequest, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from svc_documents.api.effects.daily import publicly_today
from svc_documents.api.tools import Editor, Staff, Tools
from svc_documents.domain.effects.lights import Light, light_of, notice_of
from svc_documents.storage.days import day_of, today_of
from svc_documents.storage.effects import evaluations, expiring
from svc_documents.storage.effects.evaluations import Evaluation, Outcome
from svc_documents.storage.effects.expiring import Ending
from svc_documents.use_cases.documents.reading import DocumentNotFound
from svc_documents.use_cases.effects import evaluating
from svc_documents.use_cases.office import Office
from svc_documents.use_cases.relations.declaring import own_document

router = edge_router("effects", prefix="/api/v1/documents")
CREATED = 201
Days = Annotated[int, Query(ge=1, le=366, description="有效期在多少天之内届满", examples=[90])]
Report = Annotated[str, StringConstraints(min_length=10, max_length=20_000)]


class ExpiringView(BaseModel):
    """A document that is still valid and soon will not be."""

    document_id: UUID
    title: str
    document_no: str
    organ_name: str
    last_day: date = Field(description="有效期届满日（当日仍有效）")
    days_left: int
    light: Light
    light_days: int | None = Field(description="已到的提醒档：180、90、30 天等")


class OwnExpiringView(ExpiringView):
    """The same for the drafting organ."""

    evaluate_from: date
    outcome: Outcome | None = Field(description="最近一次评估的结论")


class EvaluationRequest(BaseModel):
    """What the drafting organ found."""

    model_config = ConfigDict(extra="forbid")

    outcome: Outcome
    report: Report = Field(description="评估报告")


class EvaluationView(BaseModel):
    """One evaluation."""

    model_config = ConfigDict(from_attributes=True)

    evaluation_id: UUID
    document_id: UUID
    outcome: Outcome
    report: str
    last_day: date
    recorded_at: Moment


@router.get(
    "/expiring", response_model=Page[ExpiringView], dependencies=[publicly_today(60), Fields]
)
async def list_expiring(
    work: Work,
    _: AnyCaller,
    office: Tools,
    page: Paging,
    request: Request,
    response: Response,
    within: Days = 180,
) -> dict[str, Any]:
    """Documents whose validity ends within so many days, the nearest first, each with its light."""
    listed = await _page(work, office, page, Ending(today_of(work), within))
    link_next(request, response, listed)
    return listed


@router.get("/expiring/own", response_model=Page[OwnExpiringView], dependencies=[Fields])
async def list_own_expiring(
    work: Work,
    caller: Staff,
    office: Tools,
    page: Paging,
    request: Request,
    response: Response,
    within: Days = 180,
) -> dict[str, Any]:
    """Those of the own organ, with what was evaluated (本单位即将届满的文件)."""
    listed = await _page(work, office, page, Ending(today_of(work), within, caller.organ))
    link_next(request, response, listed)
    return listed


@router.post(
    "/{document_id}/evaluations",
    status_code=CREATED,
    response_model=EvaluationView,
    responses=documented(DocumentNotFound, evaluating.NoEndOfValidity, evaluating.EvaluationNotDue),
)
async def evaluate_document(
    work: Work, caller: Editor, office: Tools, document_id: UUID, body: EvaluationRequest
) -> Evaluation:
    """Evaluate a document of the own organ before its end (届满前评估)."""
    return await evaluating.evaluate_document(
        work, office, caller, document_id, body.outcome, body.report
    )


@router.get(
    "/{document_id}/evaluations",
    response_model=Page[EvaluationView],
    dependencies=[Fields],
    responses=documented(DocumentNotFound),
)
async def list_evaluations(
    work: Work,
    caller: Staff,
    document_id: UUID,
    page: Paging,
    request: Request,
    response: Response,
) -> dict[str, Any]:
    """Evaluations of a document of the own organ, the newest first."""
    await own_document(work, caller, document_id)
    (after,) = page.after_of(UUID)
    found = await evaluations.listed(work, document_id, after, page.fetch)
    total = await evaluations.counted(work, document_id) if page.count else None
    rows = [EvaluationView.model_validate(one).model_dump() for one in found]
    listed = page_of(rows, page, ("evaluation_id",), total)
    link_next(request, response, listed)
    return listed


async def _page(work: Work, office: Office, page: PageRequest, ending: Ending) -> dict[str, Any]:
    last_day, document_id = page.after_of(day_of, UUID)
    rows = await expiring.listed(work, ending, (last_day, document_id), page.fetch)
    total = await expiring.counted(work, ending) if page.count else None
    shown = [_view(office, row, ending.today) for row in rows]
    return page_of(shown, page, ("last_day", "document_id"), total)


def _view(office: Office, row: Row, today: date) -> dict[str, Any]:
    last_day = row["last_day"]
    notice = notice_of(office.rules, row["region_code"])
    return {
        **row,
        "days_left": (last_day - today).days,
        "light": light_of(last_day, today),
        "light_days": notice.reached(last_day, today),
        "evaluate_from": notice.evaluation_from(last_day),
    }
