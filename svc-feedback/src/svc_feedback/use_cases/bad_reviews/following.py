"""What the writer of a bad review sees of it, and says when the organ has replied."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.identity import Caller
from shared.masking import mask_text
from shared.pages import PageRequest
from svc_feedback.domain.bad_reviews import ending
from svc_feedback.domain.bad_reviews.bad_reviews import WRITER, BadReview
from svc_feedback.domain.bad_reviews.improvements import naming_nobody
from svc_feedback.domain.bad_reviews.kinds import BadReviewState, StepKind
from svc_feedback.domain.bad_reviews.reasons import (
    ReviewNotHandled,
    RevisitByHandler,
    RevisitNotAsked,
)
from svc_feedback.domain.levels import Level
from svc_feedback.domain.opportunities import Opportunity, OpportunityNotFound
from svc_feedback.domain.reviews import bad_review_id
from svc_feedback.storage import directory, opportunities, reviews
from svc_feedback.storage.bad_reviews import bad_reviews, steps
from svc_feedback.storage.judging import judgements
from svc_feedback.use_cases.bad_reviews.naming import people_of
from svc_feedback.use_cases.bad_reviews.stepping import step_taken, turn_of
from svc_feedback.use_cases.office import Office
from svc_feedback.use_cases.opportunities import may_use, review_of

STAFF = "staff"  # whoever was reviewed, or sits beside them, may hold the token of a visit


@dataclass(frozen=True, slots=True)
class Followed:
    """A bad review as its writer may know it; ``bad`` is None until it has been received.

    Not ``answerable`` here is what nobody named, by keys the desk had too.
    """

    opportunity: Opportunity
    review: Row
    bad: BadReview | None = None
    organ: str = ""
    reply: str = ""
    reason: str = ""
    answerable: bool = True


async def list_own_reviews(
    work: UnitOfWork, account_id: UUID, page: PageRequest
) -> tuple[list[Row], int | None]:
    """What a person has reviewed, newest first, with how the bad ones stand."""
    (before,) = page.after_of(UUID)
    rows = await reviews.of_account(work, account_id, before, page.fetch)
    return rows, await reviews.count_of_account(work, account_id) if page.count else None


async def follow_review(work: UnitOfWork, caller: Caller, token: str) -> Followed:
    """How the bad review stands that was given by a token, used or over as it may be.

    Refused with OpportunityNotFound when the token is unknown, another's (a named review is its
    writer's alone), the staff's, or over without a review; with ReviewNotHandled when there is
    nothing to put right.
    """
    opportunity, review = await _bad_one(work, caller, token)
    bad = await bad_reviews.with_id(work, bad_review_id(review["review_id"]))
    if bad is None:
        return Followed(opportunity, review)
    return await _told(work, opportunity, review, bad)


async def answer_revisit(
    work: UnitOfWork, office: Office, caller: Caller, token: str, submission_id: UUID, text: str,
    *, satisfied: bool,
) -> Followed:  # fmt: skip
    """The writer says whether they are content, once for each reply; sent again it is the same.

    Refused as following is, and with RevisitNotAsked or RevisitOver; with RevisitByHandler where
    the desk had the token too and the writer gave no name. Personal data in the words are masked
    before they are kept.
    """
    opportunity, review = await _bad_one(work, caller, token)
    if not await _answerable(work, opportunity, review):
        raise RevisitByHandler
    bad = await bad_reviews.locked(work, bad_review_id(review["review_id"]))
    if bad is None:
        raise RevisitNotAsked(BadReviewState.RECEIVED, BadReviewState.RECEIVED.label)
    if not await steps.is_taken(work, bad.bad_review_id, submission_id):
        before = bad.state
        ending.answer(
            bad, await turn_of(work, office, WRITER, bad.region_code), satisfied=satisfied
        )
        await step_taken(work, bad, StepKind.ANSWER, before, WRITER, mask_text(text), submission_id)
    return await _told(work, opportunity, review, bad)


async def _bad_one(work: UnitOfWork, caller: Caller, token: str) -> tuple[Opportunity, Row]:
    opportunity = await opportunities.by_token(work, token)
    if opportunity is None or caller.kind == STAFF or not may_use(caller, opportunity):
        raise OpportunityNotFound
    review = await review_of(work, caller, opportunity)
    if review is None and opportunity.is_over(work.now):
        raise OpportunityNotFound
    if review is None or review["origin"] != "active" or not Level(review["level"]).is_bad:
        raise ReviewNotHandled
    return opportunity, review


async def _answerable(work: UnitOfWork, opportunity: Opportunity, review: Row) -> bool:
    """A token alone does not say that it is the writer when the desk was given it."""
    if review["writer_id"] is not None:
        return True
    return not await opportunities.keys_at_desk(work, opportunity.opportunity_id)


async def _told(
    work: UnitOfWork, opportunity: Opportunity, review: Row, bad: BadReview
) -> Followed:
    """Without the names and numbers of whom it is about and who dealt with it."""
    organ = bad.organ_id and await directory.organ(work, bad.organ_id)
    unnamed = partial(naming_nobody, people=await people_of(work, bad))
    return Followed(
        opportunity, review, bad, organ.name if organ else "", unnamed(bad.reply),
        unnamed(mask_text(await _reason(work, bad))), await _answerable(work, opportunity, review),
    )  # fmt: skip


async def _reason(work: UnitOfWork, bad: BadReview) -> str:
    """Why it left the figures."""
    if bad.state is BadReviewState.UPHELD and bad.appeal is not None:
        return bad.appeal.reason
    if bad.state is BadReviewState.INVALIDATED:
        return await judgements.invalid_because(work, bad.review_id) or ""
    return ""
