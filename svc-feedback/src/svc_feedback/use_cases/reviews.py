"""Submit a review, add to it, read reviews.

An opportunity has one review: of answers sent at once the first is kept, and
the others are judged again under the opportunity's lock. Another try of the
first gets the same answer, any other is refused.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from shared.database import Row, StaleAggregate, UnitOfWork
from shared.events import Event
from shared.events.feedback import (
    BadReviewCreated,
    ProjectReviewed,
    ReviewFollowedUp,
    ReviewSubmitted,
)
from shared.identity import Caller
from shared.ids import new_id
from shared.pages import PageRequest
from shared.personal_data import PersonalData
from svc_feedback.domain.circumstances import Circumstances
from svc_feedback.domain.levels import Level
from svc_feedback.domain.opportunities import AlreadyReviewed, Opportunity, OpportunityNotFound
from svc_feedback.domain.projects import figures_kind
from svc_feedback.domain.reviews import (
    AlreadyFollowedUp,
    Answer,
    NotReviewedYet,
    Review,
    ReviewNotFound,
    Writer,
    bad_review_id,
    project_review_id,
)
from svc_feedback.domain.tags import TagSet, TagsNotLoaded
from svc_feedback.storage import figures, opportunities, reviews
from svc_feedback.storage.opportunities import ToReview
from svc_feedback.storage.reviews import Words
from svc_feedback.use_cases.opportunities import NAMED, locked_opportunity, may_use, review_of

Shown = Row | Mapping[str, Any]  # a review as it is shown, read or just taken


async def submit_review(
    work: UnitOfWork,
    caller: Caller,
    token: str,
    answer: Answer,
    circumstances: Circumstances,
    personal_data: PersonalData,
) -> Shown:
    """Take the one review of an opportunity; by name only if somebody can be asked again.

    Refused with OpportunityNotFound, AlreadyReviewed, TagsNotLoaded or TagNotOfLevel.
    """
    asked = await opportunities.to_review(work, token, answer.tags)
    if asked is None or not may_use(caller, asked.opportunity):
        raise OpportunityNotFound
    writer = None
    if not answer.anonymous and asked.opportunity.case_id is None:
        writer = _writer(caller)
        answer = answer if writer else answer.without_name()
    return await take_answer(work, asked, answer, circumstances, personal_data, writer)


async def take_answer(
    work: UnitOfWork,
    asked: ToReview,
    answer: Answer,
    circumstances: Circumstances,
    personal_data: PersonalData,
    writer: Writer | None = None,
) -> Shown:
    """Take an answer to what was asked; in time is who answered in time, sent later or not.

    Refused with OpportunityNotFound, AlreadyReviewed, TagsNotLoaded or TagNotOfLevel.
    """
    opportunity = asked.opportunity
    if asked.used:
        return await _same_submission(work, opportunity, answer)
    if opportunity.is_over(circumstances.answered_at or work.now):
        raise OpportunityNotFound
    if asked.tags is None:
        raise TagsNotLoaded
    answer = answer.with_tags(asked.tags.chosen(answer.level, answer.tags))
    review = Review(
        new_id(), opportunity.opportunity_id, answer, asked.tags.version, work.now, writer
    )
    words = reviews.words_of(review, personal_data)
    reviews.take(work, review, opportunity, words, circumstances, list(_told(review, opportunity)))
    return _as_shown(review, opportunity, asked.tags, words)


async def follow_up_review(
    work: UnitOfWork,
    caller: Caller,
    token: str,
    submission_id: UUID,
    text: str,
    personal_data: PersonalData,
) -> Row:
    """Add words to one's review, once; the level stays.

    Refused with OpportunityNotFound, NotReviewedYet or AlreadyFollowedUp.
    """
    opportunity = await locked_opportunity(work, caller, token)
    review = await review_of(work, caller, opportunity)
    if review is not None and review["follow_up_submission_id"] == submission_id:
        return review
    if opportunity.is_over(work.now):
        raise OpportunityNotFound
    if review is None:
        raise NotReviewedYet
    if review["followed_up_at"] is not None:
        raise AlreadyFollowedUp(review["review_id"], review["followed_up_at"])
    review_id: UUID = review["review_id"]
    await reviews.add_follow_up(work, review_id, submission_id, text, personal_data)
    told = ReviewFollowedUp(
        review_id=review_id, matter_code=opportunity.matter_code, written_at=work.now
    )
    await work.announce(review_id, told)
    return await show_review(work, review_id)


async def show_review(work: UnitOfWork, review_id: UUID) -> Row:
    """One review as anybody may see it. Refused with ReviewNotFound."""
    review = await reviews.by_id(work, review_id)
    if review is None:
        raise ReviewNotFound
    return review


async def list_reviews(
    work: UnitOfWork, matter_code: str, level: int | None, page: PageRequest
) -> tuple[list[Row], int | None]:
    """A matter's reviews, newest first, and their number if asked for."""
    (before,) = page.after_of(UUID)
    rows = await reviews.of_matter(work, matter_code, level, before, page.fetch)
    if not page.count:
        return rows, None
    counted = await figures.of(work, figures_kind(matter_code), matter_code)
    number = counted.reviews if level is None else counted.levels[Level(level)]
    return rows, number + await reviews.counted_apart(work, matter_code, level)


def _writer(caller: Caller) -> Writer | None:
    if caller.kind not in NAMED:
        return None
    return Writer(caller.subject_id, caller.name_masked)


async def _same_submission(work: UnitOfWork, opportunity: Opportunity, answer: Answer) -> Shown:
    earlier = await reviews.of_opportunity(work, opportunity.opportunity_id)
    if earlier is None:
        raise StaleAggregate
    if earlier["origin"] != "active":
        raise OpportunityNotFound
    if earlier["submission_id"] == answer.submission_id:
        return earlier
    raise AlreadyReviewed(earlier["review_id"], earlier["level"], earlier["submitted_at"])


def _as_shown(
    review: Review, opportunity: Opportunity, offered: TagSet, words: Words | None
) -> Shown:
    """A review just taken, as reading it would show it."""
    answer = review.answer
    return {
        "review_id": review.review_id,
        "matter_code": opportunity.matter_code,
        "level": answer.level,
        "tags": [{"code": tag.code, "text": tag.text} for tag in offered.tags],
        "text": words and words.masked,
        "anonymous": answer.anonymous,
        "submitted_at": review.submitted_at,
        "valid": True,
        "followed_up_at": None,
    }


def _told(review: Review, opportunity: Opportunity) -> Iterator[tuple[UUID, Event]]:
    answer = review.answer
    about: dict[str, Any] = {
        "review_id": review.review_id,
        "matter_code": opportunity.matter_code,
        "organ_ids": opportunity.organ_ids,
        "level": answer.level,
    }
    submitted = ReviewSubmitted(
        **about,
        case_id=None if answer.anonymous else opportunity.case_id,
        tags=answer.tags,
        tag_version=review.tag_version,
        anonymous=answer.anonymous,
        channel=answer.channel,
        submitted_at=review.submitted_at,
    )
    yield review.review_id, submitted
    if opportunity.project_id is not None:
        yield (
            project_review_id(review.review_id),
            ProjectReviewed(
                review_id=review.review_id,
                project_id=opportunity.project_id,
                level=answer.level,
                submitted_at=review.submitted_at,
            ),
        )
    if answer.level.is_bad:
        bad = bad_review_id(review.review_id)
        yield bad, BadReviewCreated(**about, bad_review_id=bad, created_at=review.submitted_at)
