"""Routes of the steps of a bad review; each names the version it was decided on."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response

from shared.edge import Work, edge_router
from shared.identity import Caller, role
from shared.problems import documented
from shared.reading import IfMatch, etag
from shared.refusals import PreconditionMissing, Stale
from shared.work_calendar import CalendarMissing
from svc_feedback.api.bad_reviews.requests import (
    AppealRequest,
    AttemptRequest,
    ExplanationRequest,
    HandlerRequest,
    NoteRequest,
    ReplyRequest,
    RevisitRequest,
    RulingRequest,
    TransferRequest,
    TriageRequest,
    VerdictRequest,
)
from svc_feedback.api.bad_reviews.shown import shown
from svc_feedback.api.bad_reviews.views import BadReviewView
from svc_feedback.api.tools import Tools
from svc_feedback.domain.bad_reviews import ending, handling, reasons
from svc_feedback.domain.bad_reviews.bad_reviews import BadReview
from svc_feedback.domain.bad_reviews.kinds import StepKind
from svc_feedback.domain.organs import AddresseeUnknown
from svc_feedback.use_cases.bad_reviews import appealing
from svc_feedback.use_cases.bad_reviews import handling as use_cases
from svc_feedback.use_cases.bad_reviews.stepping import Act, take_step

router = edge_router("bad-reviews", prefix="/api/v1/bad-reviews/{bad_review_id}")
Handler = Annotated[Caller, Depends(role("approver", "editor", "supervisor", "window"))]
ALWAYS = (
    reasons.BadReviewNotFound, reasons.BadReviewStepNotAllowed, reasons.BadReviewNotYours,
    reasons.ReviewedPersonMayNotAct, CalendarMissing, Stale, PreconditionMissing,
)  # fmt: skip


class Desk:
    """Who takes a step, on which bad review and which version of it."""

    def __init__(
        self, work: Work, tools: Tools, caller: Handler, bad_review_id: UUID, if_match: IfMatch,
        response: Response,
    ) -> None:  # fmt: skip
        """As the request brings them."""
        self.where = (work, tools, caller, bad_review_id, if_match)
        self.response = response

    async def take(self, kind: StepKind, act: Act, note: str = "") -> BadReviewView:
        """Take a step the domain alone decides."""
        return await self.show(await take_step(*self.where, kind, act, note))

    async def show(self, bad: BadReview) -> BadReviewView:
        """The bad review as it is now, with its new version."""
        self.response.headers["ETag"] = etag(bad.version)
        return await shown(self.where[0], self.where[2], bad)


AtDesk = Annotated[Desk, Depends()]


@router.post("/triage", responses=documented(*ALWAYS))
async def triage_bad_review(desk: AtDesk, body: TriageRequest) -> BadReviewView:
    """Take it up and say how hard it is; limits count from its receipt."""
    return await desk.take(StepKind.TRIAGE, partial(handling.triage, grade=body.grade))


@router.post("/assign", responses=documented(*ALWAYS, reasons.HandlerUnknown))
async def assign_bad_review(desk: AtDesk, body: HandlerRequest) -> BadReviewView:
    """Name the person who handles it: somebody in office at its organ whom it does not speak of."""
    return await desk.show(await use_cases.assign_bad_review(*desk.where, body.staff_no))


@router.post("/transfer", responses=documented(*ALWAYS, AddresseeUnknown))
async def transfer_bad_review(desk: AtDesk, body: TransferRequest) -> BadReviewView:
    """Give it to the organ it concerns; its clocks go on."""
    bad = await use_cases.transfer_bad_review(*desk.where, body.organ_id, body.note)
    return await desk.show(bad)


@router.post("/attempts", responses=documented(*ALWAYS, reasons.AttemptTooSoon))
async def note_attempt(desk: AtDesk, body: AttemptRequest) -> BadReviewView:
    """Note an attempt at reaching the writer."""
    act = partial(handling.attempt, channel=body.channel, reached=body.reached)
    return await desk.take(StepKind.ATTEMPT, act, body.note)


@router.post(
    "/verify", responses=documented(*ALWAYS, reasons.VerdictDoesNotFit, reasons.AttemptsTooFew)
)
async def verify_bad_review(desk: AtDesk, body: VerdictRequest) -> BadReviewView:
    """Say what looking into it has shown."""
    return await desk.take(
        StepKind.VERIFY, partial(handling.verify, verdict=body.verdict), body.note
    )


@router.post("/rectify", responses=documented(*ALWAYS))
async def rectify_bad_review(desk: AtDesk, body: NoteRequest) -> BadReviewView:
    """Begin to put it right."""
    return await desk.take(StepKind.RECTIFY, handling.rectify, body.note)


@router.post("/explain", responses=documented(*ALWAYS, reasons.ExplanationDoesNotFit))
async def explain_bad_review(desk: AtDesk, body: ExplanationRequest) -> BadReviewView:
    """There is no legal basis for what is asked, or it is not so."""
    return await desk.take(StepKind.EXPLAIN, partial(handling.explain, why=body.why), body.note)


@router.post("/reply", responses=documented(*ALWAYS, reasons.ChangeMissing))
async def reply_to_bad_review(desk: AtDesk, body: ReplyRequest) -> BadReviewView:
    """Answer the writer, and state what changed."""
    said = (body.text, body.change, body.improvement)
    return await desk.show(await use_cases.reply_to_bad_review(*desk.where, *said))


@router.post(
    "/extend",
    responses=documented(
        *ALWAYS, reasons.SupervisorNeeded, reasons.ExtendedAlready, reasons.ExtensionTooLate
    ),
)
async def extend_bad_review(desk: AtDesk, body: NoteRequest) -> BadReviewView:
    """More time to put it right, once, with the reason; a supervisor's."""
    return await desk.take(StepKind.EXTEND, handling.extend, body.note)


@router.post("/revisit", responses=documented(*ALWAYS))
async def revisit_bad_review(desk: AtDesk, body: RevisitRequest) -> BadReviewView:
    """Asked again: content closes it, otherwise it is put right once more, then escalated."""
    act = partial(ending.revisit, satisfied=body.satisfied)
    return await desk.take(StepKind.REVISIT, act, body.note)


@router.post("/close", responses=documented(*ALWAYS, reasons.AttemptsTooFew))
async def close_bad_review(desk: AtDesk, body: NoteRequest) -> BadReviewView:
    """Nobody could be reached for a revisit, three times."""
    return await desk.take(StepKind.CLOSE, ending.close, body.note)


@router.post("/rule", responses=documented(*ALWAYS, reasons.SupervisorNeeded))
async def rule_on_bad_review(desk: AtDesk, body: RulingRequest) -> BadReviewView:
    """A supervisor decides on one that was escalated."""
    return await desk.take(StepKind.RULE, partial(ending.rule, again=body.again), body.note)


@router.post("/reopen", responses=documented(*ALWAYS, reasons.SupervisorNeeded))
async def reopen_bad_review(desk: AtDesk, body: NoteRequest) -> BadReviewView:
    """It was closed too early; a supervisor's."""
    return await desk.take(StepKind.REOPEN, ending.reopen, body.note)


@router.post("/appeal", responses=documented(*ALWAYS, reasons.AppealedAlready))
async def appeal_against_bad_review(desk: AtDesk, body: AppealRequest) -> BadReviewView:
    """Say that it should not count; another organ judges, the clocks stand still."""
    return await desk.show(await appealing.file_appeal(*desk.where, body.kind, body.evidence))
