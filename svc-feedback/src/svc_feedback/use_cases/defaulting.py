"""Give silence a level where, and only where, a region's rules say so."""

from uuid import uuid5

from shared.database import UnitOfWork
from shared.events.feedback import ReviewDefaulted
from svc_feedback.domain.defaults import DefaultRule, rule_of
from svc_feedback.domain.opportunities import Opportunity
from svc_feedback.storage import defaults, figures
from svc_feedback.use_cases.office import Office

AT_ONCE = 200


async def default_reviews(work: UnitOfWork, office: Office) -> int:
    """Note the default of those whose time has passed unused; how many were looked at."""
    looked_at = 0
    for region_code in await defaults.regions(work):
        rule = rule_of(office.default_rules, region_code)
        if rule is not None:
            looked_at += await _default_region(work, region_code, rule)
    return looked_at


async def _default_region(work: UnitOfWork, region_code: str, rule: DefaultRule) -> int:
    over = await defaults.over(work, region_code, AT_ONCE)
    for opportunity, used in over:
        if not used:
            await _default(work, opportunity, rule)
    if over:
        await defaults.passed(work, region_code, [opportunity for opportunity, _ in over])
    return len(over)


async def _default(work: UnitOfWork, opportunity: Opportunity, rule: DefaultRule) -> None:
    review_id = uuid5(opportunity.opportunity_id, "default-review")
    if not await defaults.add(work, review_id, opportunity, rule.level):
        return
    await figures.count_beside(work, review_id)
    told = ReviewDefaulted(
        review_id=review_id,
        matter_code=opportunity.matter_code,
        organ_ids=opportunity.organ_ids,
        level=rule.level,
        defaulted_at=work.now,
    )
    await work.announce(review_id, told)
