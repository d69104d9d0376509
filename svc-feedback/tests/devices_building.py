"""Builders for the tests of evaluators: a window with its clerk, its device, and visits."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from directory_building import REGION, an_organ
from feedback_building import MATTER, Feedback
from httpx2 import Response

from shared.identity import Caller

DEVICES = "/api/v1/review-devices"
VISITS = "/api/v1/reviews/visits"
BARBER: dict[str, Any] = {"matter_code": MATTER, "matter_name": "我要开理发店"}


@dataclass
class Window:
    """A window with a clerk and an evaluator."""

    feedback: Feedback
    organ_id: UUID
    clerk: Caller
    device: Caller
    window_id: str = "hc-hall-w03"

    async def visited(self, visit_id: UUID | None = None, **members: Any) -> Response:
        """The clerk says that somebody has been served."""
        body = {"visit_id": str(visit_id or uuid4()), "window_id": self.window_id} | BARBER
        return await self.feedback.as_(self.clerk).post(VISITS, json=body | members)

    async def prompt(self, **asked: Any) -> dict[str, Any]:
        """What the evaluator shows."""
        answer = await self.feedback.as_(self.device).get(
            f"{DEVICES}/{self.device.device_id}/prompt", params=asked
        )
        shown: dict[str, Any] = answer.json()
        return shown

    async def moved(self, window_id: str, organ_id: UUID | None = None) -> None:
        """The evaluator is bound to another window."""
        bound = await self.feedback.as_(a_supervisor()).put(
            f"{DEVICES}/{self.device.device_id}",
            json={"window_id": window_id, "organ_id": str(organ_id or self.organ_id)},
        )
        assert bound.status_code == 200, bound.text

    async def answers(self, answer: dict[str, Any]) -> Response:
        """The evaluator hands in an answer, under a key of this try."""
        return await self.feedback.as_(self.device).post(
            f"{DEVICES}/{self.device.device_id}/answer",
            json=answer,
            headers={"Idempotency-Key": str(uuid4())},
        )


def a_device(device_id: str = "evaluator-3") -> Caller:
    """An evaluator with an account of its own."""
    return Caller(device_id, "device", roles=frozenset({"kiosk"}), device_id=device_id)


def a_supervisor(region: str = REGION) -> Caller:
    """Who binds evaluators, and judges what is flagged."""
    return Caller(
        str(uuid4()), "staff", roles=frozenset({"supervisor"}), organ_id=uuid4(),
        region_code=region, staff_no="HC-ZWJ-001",
    )  # fmt: skip


async def a_window(feedback: Feedback, number: int = 3) -> Window:
    """A window whose evaluator is bound to it."""
    organ_id = await an_organ(feedback)
    clerk = Caller(
        str(uuid4()), "staff", roles=frozenset({"window"}), organ_id=organ_id,
        region_code=REGION, staff_no=f"HC-XZSP-{number - 2:03}",
    )  # fmt: skip
    device = a_device(f"evaluator-{number}")
    window = Window(feedback, organ_id, clerk, device, f"hc-hall-w{number:02}")
    await window.moved(window.window_id)
    return window


def a_device_answer(visit_id: UUID | str, level: int = 5, **members: Any) -> dict[str, Any]:
    """What an evaluator sends."""
    return {
        "submission_id": str(uuid4()), "visit_id": str(visit_id), "level": level,
        "answered_at": datetime.now(UTC).isoformat(), "dwell_ms": 4200,
    } | members  # fmt: skip
