"""Routes of consultations for everybody: what is asked, to speak, what came of it."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from shared.downloads import download
from shared.edge import Work, edge_router
from shared.identity import AnyCaller, LoggedIn
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_feedback.api.consultations.requests import OpinionRequest
from svc_feedback.api.consultations.views import (
    ConsultationRowView,
    ConsultationView,
    OpinionView,
    consultation_view,
    opinion_view,
    row_view,
)
from svc_feedback.api.tools import Tools
from svc_feedback.domain.consultations import reasons
from svc_feedback.domain.consultations.kinds import (
    ConsultationKind,
    ConsultationState,
    Disposition,
)
from svc_feedback.storage.consultations import files
from svc_feedback.storage.consultations.consultations import Wanted
from svc_feedback.storage.consultations.opinions import WantedOpinions
from svc_feedback.use_cases.consultations import attaching, speaking
from svc_feedback.use_cases.consultations.attaching import ConsultationFileNotFound
from svc_feedback.use_cases.consultations.saving import shown_one

router = edge_router("consultations", prefix="/api/v1/consultations")
NOT_FOUND = reasons.ConsultationNotFound
PassageNumber = Annotated[int | None, Query(ge=1, le=200)]


async def wanted_consultations(
    state: ConsultationState | None = None,
    kind: ConsultationKind | None = None,
    organ_id: UUID | None = None,
    region: Annotated[str | None, Query(pattern=r"^[0-9]{6,12}$", examples=["431202"])] = None,
    policy_id: UUID | None = None,
) -> Wanted:
    """Which consultations; those on policies in force only by their kind or policy."""
    return Wanted(state, kind, organ_id, region, policy_id)


@router.get(
    "", dependencies=[publicly(60), Fields], response_model=Page[ConsultationRowView],
    responses=documented(CursorInvalid),
)  # fmt: skip
async def list_consultations(
    request: Request,
    response: Response,
    work: Work,
    _: AnyCaller,
    page: Paging,
    wanted: Annotated[Wanted, Depends(wanted_consultations)],
) -> dict[str, Any]:
    """What is asked, was asked and will be, the newest first."""
    found, total = await speaking.list_consultations(work, page, wanted)
    rows = [row_view(one).model_dump() for one in found]
    listed = page_of(rows, page, ("consultation_id",), total)
    link_next(request, response, listed)
    return listed


@router.get(
    "/own-opinions", dependencies=[Fields], response_model=Page[OpinionView],
    responses=documented(CursorInvalid),
)  # fmt: skip
async def list_own_opinions(
    request: Request, response: Response, work: Work, caller: LoggedIn, page: Paging
) -> dict[str, Any]:
    """My opinions and what became of them, the newest first."""
    rows, total = await speaking.list_own_opinions(work, caller, page)
    return _listed(request, response, page, rows, total)


@router.get(
    "/{consultation_id}", dependencies=[publicly(60), Fields], responses=documented(NOT_FOUND)
)
async def show_consultation(work: Work, _: AnyCaller, consultation_id: UUID) -> ConsultationView:
    """The draft by passages, who is invited, how long, and what came of it."""
    one = await shown_one(work, consultation_id)
    return consultation_view(one, await files.listed(work, consultation_id))


@router.post(
    "/{consultation_id}/opinions",
    status_code=201,
    responses=documented(
        NOT_FOUND, reasons.ConsultationNotOpen, reasons.PassageUnknown, reasons.OpinionsTooMany,
        reasons.OpinionSentAlready,
    ),
)  # fmt: skip
async def give_opinion(
    work: Work, tools: Tools, caller: AnyCaller, consultation_id: UUID, body: OpinionRequest
) -> OpinionView:
    """Speak about a passage or about the whole draft."""
    row = await speaking.give_opinion(work, tools.secrets, caller, consultation_id, body.opinion())
    return opinion_view(row)


@router.get(
    "/{consultation_id}/opinions",
    dependencies=[publicly(60), Fields],
    response_model=Page[OpinionView],
    responses=documented(NOT_FOUND, CursorInvalid),
)
async def list_disposed_opinions(
    request: Request,
    response: Response,
    work: Work,
    _: AnyCaller,
    consultation_id: UUID,
    page: Paging,
    passage: PassageNumber = None,
    disposition: Disposition | None = None,
) -> dict[str, Any]:
    """Every opinion with what became of it and why; empty until the result is published."""
    wanted = WantedOpinions(consultation_id, passage, disposition)
    rows, total = await speaking.list_disposed_opinions(work, page, wanted)
    return _listed(request, response, page, rows, total)


@router.get(
    "/{consultation_id}/files/{file_id}",
    response_class=Response,
    responses=documented(NOT_FOUND, ConsultationFileNotFound),
)
async def download_consultation_file(
    work: Work, tools: Tools, _: AnyCaller, consultation_id: UUID, file_id: UUID
) -> Response:
    """A file of a consultation."""
    row = await attaching.consultation_file(work, consultation_id, file_id)
    return await download(tools.files, row["stored_at"], row["file_name"], row["media_type"])


def _listed(
    request: Request, response: Response, page: Paging, rows: list[Any], total: int | None
) -> dict[str, Any]:
    shown = [opinion_view(row).model_dump() for row in rows]
    listed = page_of(shown, page, ("opinion_id",), total)
    link_next(request, response, listed)
    return listed
