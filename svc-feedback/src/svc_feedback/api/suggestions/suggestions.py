"""The box itself: nobody is asked who they are, and nothing is written down about the request.

The receipt code travels in bodies alone, because addresses are what proxies log.
"""

from fastapi import Response

from shared.edge import Work, edge_router
from shared.problems import documented
from shared.reading import NEVER_KEPT
from svc_feedback.api.reading import Secrecy
from svc_feedback.api.suggestions.views import (
    AnsweredSuggestionView,
    LookUpRequest,
    ReceiptView,
    SuggestionRequest,
    writers_view,
)
from svc_feedback.domain.organs import AddresseeUnknown
from svc_feedback.domain.suggestions.reasons import SuggestionNotFound, SuggestionSentAlready
from svc_feedback.use_cases.suggestions import writing

PREFIX = "/api/v1/suggestions"
router = edge_router("suggestions", prefix=PREFIX)


@router.post("", status_code=201, responses=documented(SuggestionSentAlready, AddresseeUnknown))
async def put_suggestion(
    body: SuggestionRequest, response: Response, work: Work, secrecy: Secrecy
) -> ReceiptView:
    """Put a suggestion into the box; keep the receipt code, it is shown to nobody else."""
    response.headers["Cache-Control"] = NEVER_KEPT
    receipt = await writing.put_suggestion(work, writing.Slip(**body.model_dump()), secrecy)
    return ReceiptView.model_validate(receipt, from_attributes=True)


@router.post("/look-up", responses=documented(SuggestionNotFound))
async def read_suggestion_reply(
    body: LookUpRequest, response: Response, work: Work
) -> AnsweredSuggestionView:
    """What was replied; the receipt code is all one needs."""
    response.headers["Cache-Control"] = NEVER_KEPT
    return writers_view(await writing.read_reply(work, body.receipt_code))
