"""Builders for the tests of bad reviews on a running service: who handles them, step by step."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID, uuid4

from directory_building import REGION, a_calendar, an_official, an_organ
from feedback_building import AUDIENCE, Feedback, a_person, an_answer
from letters_building import MONDAY
from nats.aio.client import Client

from shared.consumer import Consumer
from shared.events.envelope import Envelope
from shared.events.feedback import BadReviewCreated
from shared.identity import Caller
from svc_feedback.events.bad_reviews import NOUN, reactions_to_bad_reviews
from svc_feedback.use_cases.bad_reviews.warning import warn_of_bad_reviews

BAD_REVIEWS = "/api/v1/bad-reviews"
APPEALS = "/api/v1/appeals"


def a_member(organ_id: UUID, staff_no: str, role: str = "approver", region: str = REGION) -> Caller:
    """A member of an organ's staff."""
    return Caller(
        str(uuid4()), "staff", roles=frozenset({role}), organ_id=organ_id, region_code=region,
        staff_no=staff_no,
    )  # fmt: skip


@dataclass
class Desk:
    """An organ with a bad review, its handler, and the supervisor of the region."""

    feedback: Feedback
    bad_review_id: str
    handler: Caller
    colleague: Caller
    supervisor: Caller
    writer: Caller
    token: str = ""

    async def shown(self, caller: Caller | None = None) -> dict[str, Any]:
        """As the handler, or another, sees it now."""
        client = self.feedback.as_(caller or self.handler)
        answer = await client.get(f"{BAD_REVIEWS}/{self.bad_review_id}")
        assert answer.status_code == 200, answer.text
        return cast("dict[str, Any]", answer.json())

    async def sends(
        self, step: str, caller: Caller | None = None, **body: Any
    ) -> tuple[int, dict[str, Any]]:
        """Take a step on the version that is the newest; the status and what came back."""
        client = self.feedback.as_(caller or self.handler)
        answer = await client.post(
            f"{BAD_REVIEWS}/{self.bad_review_id}/{step}", json=body, headers={"If-Match": "*"}
        )
        return answer.status_code, answer.json()

    async def takes(self, step: str, caller: Caller | None = None, **body: Any) -> dict[str, Any]:
        """Take a step that is allowed."""
        status, shown = await self.sends(step, caller, **body)
        assert status == 200, shown
        return shown

    async def assigned(self) -> None:
        """Taken up and given to its handler."""
        await self.takes("triage", self.colleague, grade="simple")
        await self.takes("assign", self.colleague, staff_no=self.handler.staff_no)

    async def rectifying(self) -> None:
        """The writer was reached, and it is true."""
        await self.assigned()
        await self.takes("attempts", channel="phone", reached=True)
        await self.takes("verify", verdict="true", note="超过承诺时限。")
        await self.takes("rectify", note="与卫生健康局商定并联办理。")

    async def replied(self) -> None:
        """Answered."""
        await self.rectifying()
        await self.takes(
            "reply", text="属实，已改正。", change="guide", improvement="承诺时限改为三个工作日。"
        )

    async def warned(self, now: datetime) -> int:
        """The notices of a moment."""
        self.feedback.app.state.now = lambda: now
        async with self.feedback.bench.unit_of_work() as work:
            work.now = now
            return await warn_of_bad_reviews(work, self.feedback.settings.office())


async def hear_bad_reviews(feedback: Feedback) -> list[str]:
    """The service hears what it told of bad reviews; their ids."""
    told = await feedback.told(BadReviewCreated.subject)
    reactions = reactions_to_bad_reviews(feedback.settings.office())
    ear = Consumer(AUDIENCE, NOUN, reactions, feedback.pool, cast("Client", None))
    for data in told:
        await ear.take(
            Envelope(
                uuid4(), BadReviewCreated.subject, UUID(data["bad_review_id"]), 1, MONDAY, data
            )
        )
    return [data["bad_review_id"] for data in told]


async def a_desk(feedback: Feedback, *, handled_by: tuple[str, ...] = (), **answer: Any) -> Desk:
    """Somebody gave a bad review on Monday at ten, and the organ heard of it."""
    await a_calendar(feedback)
    feedback.app.state.now = lambda: MONDAY
    organ_id = await an_organ(feedback)
    for staff_no in ("HC-SCJG-001", "HC-SCJG-002"):
        await an_official(feedback, organ_id, staff_no)
    return await _desk_of(
        feedback, a_member(organ_id, "HC-SCJG-001"), a_member(organ_id, "HC-SCJG-002"),
        a_member(uuid4(), "HC-XZSP-005", "supervisor"), handled_by, answer,
    )  # fmt: skip


async def another_desk(desk: Desk) -> Desk:
    """The same people have one more bad review, given now."""
    return await _desk_of(desk.feedback, desk.handler, desk.colleague, desk.supervisor, (), {})


async def _desk_of(
    feedback: Feedback, handler: Caller, colleague: Caller, supervisor: Caller,
    handled_by: tuple[str, ...], answer: dict[str, Any],
) -> Desk:  # fmt: skip
    writer, organ_id = a_person(), UUID(str(handler.organ_id))
    token = await feedback.may_review(
        writer, organ_ids=(UUID(int=0), organ_id), lead_organ_id=organ_id, staff_nos=handled_by,
        closed_at=feedback.app.state.now() - timedelta(hours=1),
    )  # fmt: skip
    sent = (
        an_answer(token, 2, tags=[209], text="等了两周，电话13812345678。", anonymous=False)
        | answer
    )
    taken = await feedback.as_(writer).post("/api/v1/reviews", json=sent)
    assert taken.status_code == 201, taken.text
    *_, bad_review_id = await hear_bad_reviews(feedback)
    return Desk(feedback, bad_review_id, handler, colleague, supervisor, writer, token)
