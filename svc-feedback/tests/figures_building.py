"""Builders for the tests of figures: visits, and what was said of them."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from feedback_building import MATTER, Feedback, an_answer

from shared.ids import new_id
from svc_feedback.domain.opportunities import VISIT, Opportunity
from svc_feedback.storage import figures, opportunities
from svc_feedback.use_cases.tokens import token_of

STATS = "/api/v1/feedback-stats"
SUMMARY = "/api/v1/reviews/summary"
REGION = "431202"
ORGAN = UUID(int=7)


async def a_visit(feedback: Feedback, **known: Any) -> str:
    """Somebody was served at a window; the token to review with."""
    now = feedback.app.state.now()
    about: dict[str, Any] = {
        "opportunity_id": new_id(), "case_id": None, "case_no": "", "stage": VISIT, "visit_no": 1,
        "matter_code": MATTER, "matter_name": "我要开理发店", "organ_ids": (ORGAN,),
        "account_id": None, "closed_at": now, "opened_at": now,
        "expires_at": now + timedelta(days=30), "visit_id": uuid4(), "window_id": "W-01",
        "staff_no": "S-001", "region_code": REGION,
    } | known  # fmt: skip
    opportunity = Opportunity(**about)
    token = token_of(opportunity.opportunity_id, feedback.settings.personal_data())
    async with feedback.bench.unit_of_work() as work:
        await opportunities.add_visit(work, opportunity, token)
        await figures.count_opportunity(work, opportunity)
    return token


async def reviewed(feedback: Feedback, level: int, **known: Any) -> UUID:
    """A visit and what was said of it; the review's id."""
    token = await a_visit(feedback, **known)
    answer = await feedback.as_().post("/api/v1/reviews", json=an_answer(token, level))
    assert answer.status_code == 201, answer.text
    return UUID(answer.json()["review_id"])


async def shown(feedback: Feedback, asked: str) -> dict[str, Any]:
    """What anybody is answered."""
    answer = await feedback.as_().get(asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found
