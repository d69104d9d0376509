"""Short codes, for who has no link: on paper, on a screen, in a text message."""

from typing import Annotated

from fastapi import Request, Response
from pydantic import BaseModel, ConfigDict, Field

from shared.database import unit_of_work
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import NEVER_KEPT
from svc_feedback.api.reading import Secrecy
from svc_feedback.api.texts import up_to
from svc_feedback.domain.codes import ReviewCodeWrong, TooManyCodes
from svc_feedback.use_cases import codes

router = edge_router("reviews", prefix="/api/v1/reviews")


class CodeRequest(BaseModel):
    """The code as a person types it."""

    model_config = ConfigDict(extra="forbid")

    code: Annotated[str, up_to(20)] = Field(examples=["7K3M9Q2T"])


class CodeTokenView(BaseModel):
    """The token one reviews with."""

    token: str


@router.post("/codes", responses=documented(ReviewCodeWrong, TooManyCodes))
async def exchange_review_code(
    request: Request,
    response: Response,
    work: Work,
    caller: AnyCaller,
    secrecy: Secrecy,
    body: CodeRequest,
) -> CodeTokenView:
    """Exchange a short code for the token to review with.

    An address may be wrong ten times in five minutes; right codes count for nothing.
    """
    source = caller.device_id or request.headers.get("x-forwarded-for", caller.subject)
    pool = request.app.state.pool
    async with unit_of_work(pool, work.now, actor=caller.subject) as counted:
        attempts = await codes.count_attempt(counted, source, secrecy)
    token = await codes.exchange_code(work, source, body.code, attempts, secrecy)
    response.headers["Cache-Control"] = NEVER_KEPT
    return CodeTokenView(token=token)
