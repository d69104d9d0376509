"""Take over what the hotline was told; a ticket imported again is the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from shared.database import UnitOfWork
from shared.events.feedback import BadReviewCreated, ReviewImported
from shared.identity import Caller
from shared.masking import mask_text
from shared.office_hours import china_time
from svc_feedback.domain.hotline import HotlineReview
from svc_feedback.domain.opportunities import Opportunity
from svc_feedback.domain.organs import AddresseeUnknown
from svc_feedback.domain.reviews import bad_review_id
from svc_feedback.storage import directory, figures, opportunities, reviews
from svc_feedback.storage.voice import messages
from svc_feedback.use_cases.codes import code_digest, short_code
from svc_feedback.use_cases.office import Office
from svc_feedback.use_cases.tokens import token_of


@dataclass
class Imported:
    """How many tickets were new, and how many were known."""

    taken: int = 0
    known: int = 0


async def import_hotline_reviews(
    work: UnitOfWork, office: Office, caller: Caller, tickets: Sequence[HotlineReview]
) -> Imported:
    """Keep what the hotline noted, all or nothing; each ticket once.

    Refused with AddresseeUnknown for organs of other regions.
    """
    region = caller.region_code
    of_region = {
        organ.organ_id
        for organ in (await directory.organs(work)).values()
        if organ.region_code == region
    }
    done = Imported()
    for number, ticket in enumerate(tickets):
        if ticket.organ_id not in of_region:
            raise AddresseeUnknown.at(f"#/tickets/{number}/organ_id")
        if await _take(work, office, ticket, region):
            done.taken += 1
        else:
            done.known += 1
    return done


async def _take(work: UnitOfWork, office: Office, ticket: HotlineReview, region: str) -> bool:
    opportunity = ticket.opportunity(region, work.now)
    opportunity_id = opportunity.opportunity_id
    token = token_of(opportunity_id, office.secrets)
    code = code_digest(short_code(opportunity_id, office.secrets), office.secrets)
    if not await opportunities.add_visit(work, opportunity, token, code):
        return False
    review_id = uuid5(opportunity_id, "review")
    await reviews.add_imported(work, review_id, opportunity_id, ticket, office.secrets)
    await figures.count_beside(work, review_id)
    await _let_hear(work, review_id, region, ticket)
    await _tell(work, review_id, opportunity, ticket)
    return True


async def _let_hear(work: UnitOfWork, review_id: UUID, region: str, ticket: HotlineReview) -> None:
    """The analysis hears the masked words, as of the day they were said."""
    if ticket.text:
        day, text = china_time(ticket.answered_at).date(), mask_text(ticket.text)
        await messages.add(work, "hotline", review_id, day, text, ticket.matter_code, region, None)


async def _tell(
    work: UnitOfWork, review_id: UUID, opportunity: Opportunity, ticket: HotlineReview
) -> None:
    told = ReviewImported(
        review_id=review_id,
        matter_code=ticket.matter_code,
        organ_ids=opportunity.organ_ids,
        level=ticket.level,
        region_code=opportunity.region_code,
        answered_at=ticket.answered_at,
    )
    await work.announce(review_id, told)
    if ticket.level.is_bad:
        bad = BadReviewCreated(
            bad_review_id=bad_review_id(review_id),
            review_id=review_id,
            matter_code=ticket.matter_code,
            organ_ids=opportunity.organ_ids,
            level=ticket.level,
            created_at=work.now,
        )
        await work.announce(bad.bad_review_id, bad)
