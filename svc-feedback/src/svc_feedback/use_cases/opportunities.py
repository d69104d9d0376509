"""Open an opportunity for a closed case; find those one may use."""

from datetime import timedelta
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.events.feedback import FeedbackNotificationRequested, OpportunityOpened
from shared.identity import Caller
from shared.ids import new_id
from shared.pages import PageRequest
from svc_feedback.domain.defaults import rule_of
from svc_feedback.domain.levels import Level
from svc_feedback.domain.opportunities import (
    AlreadyReviewed,
    ClosedCase,
    Opportunity,
    OpportunityNotFound,
)
from svc_feedback.storage import directory, figures, opportunities, reviews
from svc_feedback.use_cases.codes import code_digest, short_code
from svc_feedback.use_cases.office import Office
from svc_feedback.use_cases.tokens import token_of

INVITATION = "review_invitation"
NAMED = ("person", "enterprise")  # accounts that can be asked again


async def open_opportunity(work: UnitOfWork, office: Office, case: ClosedCase) -> None:
    """Entitle the applicant of a closed case to one review, and ask for it."""
    region = await directory.region_of(work, case.organs)
    lifetime = await _lifetime(work, office, region)
    opportunity = case.opportunity(new_id(), work.now, lifetime, region)
    token = token_of(opportunity.opportunity_id, office.secrets)
    code = code_digest(short_code(opportunity.opportunity_id, office.secrets), office.secrets)
    if not await opportunities.add(work, opportunity, token, code):
        return
    await figures.count_opportunity(work, opportunity)
    await work.announce(opportunity.opportunity_id, _opened(case, opportunity))
    await work.announce(new_id(), _invitation(case, opportunity))


def words_of_invitation(opportunity_id: UUID, office: Office) -> dict[str, str]:
    """What a text message says besides: the code, which no fact may hold."""
    return {"code": short_code(opportunity_id, office.secrets)}


async def list_own_opportunities(
    work: UnitOfWork, account_id: UUID, page: PageRequest
) -> tuple[list[Opportunity], int | None]:
    """A person's own that can still be used, newest first, and their number if asked for."""
    (before,) = page.after_of(UUID)
    own = await opportunities.open_of_account(work, account_id, work.now, before, page.fetch)
    if not page.count:
        return own, None
    return own, await opportunities.count_open_of_account(work, account_id, work.now)


async def show_opportunity(work: UnitOfWork, caller: Caller, token: str) -> Opportunity:
    """What a token entitles to.

    Refused with OpportunityNotFound when the token is unknown, over, or
    another's; with AlreadyReviewed when it has been used.
    """
    opportunity = await opportunities.by_token(work, token)
    if opportunity is None or not may_use(caller, opportunity):
        raise OpportunityNotFound
    used = await reviews.of_opportunity(work, opportunity.opportunity_id)
    if used is not None and used["origin"] == "active":
        raise AlreadyReviewed(used["review_id"], Level(used["level"]), used["submitted_at"])
    if used is not None or opportunity.is_over(work.now):
        raise OpportunityNotFound
    return opportunity


async def locked_opportunity(work: UnitOfWork, caller: Caller, token: str) -> Opportunity:
    """What a token entitles to, over or not, locked. Refused with OpportunityNotFound."""
    opportunity = await opportunities.locked_by_token(work, token)
    if opportunity is None or not may_use(caller, opportunity):
        raise OpportunityNotFound
    return opportunity


def may_use(caller: Caller, opportunity: Opportunity) -> bool:
    """Who has logged in must own it; others (a text message, a kiosk) bear the token alone."""
    if caller.is_anonymous or caller.kind == "device":
        return True
    return opportunity.belongs_to((caller.subject, caller.acting_for))


async def review_of(work: UnitOfWork, caller: Caller, opportunity: Opportunity) -> Row | None:
    """What an opportunity was used for; refused with OpportunityNotFound when another's.

    A visit has no account, but who gave a name with its review is the only one it is shown to.
    """
    review = await reviews.of_opportunity(work, opportunity.opportunity_id)
    if review is not None and review["writer_id"] not in (None, _account_of(caller)):
        raise OpportunityNotFound
    return review


def _account_of(caller: Caller) -> UUID | None:
    return caller.subject_id if caller.kind in NAMED else None


async def _lifetime(work: UnitOfWork, office: Office, region_code: str) -> timedelta:
    """How long one may review: as long as a region's rule says before it takes a level."""
    rule = rule_of(office.default_rules, region_code)
    if rule is None:
        return office.opportunity_lifetime
    calendar = await office.calendar(work) if rule.needs_calendar else None
    return rule.end(work.now, calendar) - work.now


def _opened(case: ClosedCase, opportunity: Opportunity) -> OpportunityOpened:
    return OpportunityOpened(
        opportunity_id=opportunity.opportunity_id,
        case_id=case.case_id,
        stage=opportunity.stage,
        visit_no=opportunity.visit_no,
        matter_code=opportunity.matter_code,
        organ_ids=opportunity.organ_ids,
        expires_at=opportunity.expires_at,
    )


def _invitation(case: ClosedCase, opportunity: Opportunity) -> FeedbackNotificationRequested:
    return FeedbackNotificationRequested(
        account_id=case.applicant_id,
        template=INVITATION,
        parameters={"case_no": opportunity.case_no, "matter_name": opportunity.matter_name},
        dedupe_key=f"{INVITATION}:{opportunity.opportunity_id}",
        words_of=opportunity.opportunity_id,
    )
