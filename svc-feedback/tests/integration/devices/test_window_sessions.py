"""When the paired screens of a window part, whoever stood there is asked once (一次一评)."""

from datetime import timedelta
from typing import Any, cast
from uuid import uuid4

import pytest
from devices_building import Window, a_device_answer, a_window
from directory_building import REGION
from feedback_building import AUDIENCE, MATTER, Feedback, an_answer
from nats.aio.client import Client

from shared.consumer import Consumer
from shared.events.approvals import ScreenClosed
from shared.events.envelope import Envelope
from svc_feedback.events.screens import NOUN, reactions_to_screens

ROWS = "SELECT matter_code, window_id, staff_no, case_no, visit_id FROM opportunity"


def a_parting(window: Window, **known: Any) -> ScreenClosed:
    """The end of a session at a window, with a barber shop's case on the screen."""
    about: dict[str, Any] = {
        "session_id": uuid4(), "by": "clerk", "joined": True, "window_id": window.window_id,
        "staff_no": window.clerk.staff_no, "organ_id": window.organ_id, "region_code": REGION,
        "case_id": uuid4(), "case_no": "43120220260105000017", "matter_code": MATTER,
        "matter_name": "我要开理发店", "closed_at": window.feedback.app.state.now(),
    } | known  # fmt: skip
    return ScreenClosed(**about)


async def hears(feedback: Feedback, parting: ScreenClosed, sequence: int = 1) -> None:
    reactions = reactions_to_screens(feedback.app.state.office)
    ear = Consumer(AUDIENCE, NOUN, reactions, feedback.pool, cast("Client", None))
    data = parting.model_dump(mode="json")
    now = feedback.app.state.now()
    await ear.take(Envelope(uuid4(), ScreenClosed.subject, parting.session_id, sequence, now, data))


async def test_a_session_is_one_visit_and_the_windows_evaluator_asks(feedback: Feedback) -> None:
    window = await a_window(feedback)
    parting = a_parting(window)

    await hears(feedback, parting)
    await hears(feedback, parting)  # told twice
    await hears(feedback, parting, 2)  # and once more under another number
    by_the_desk = await window.visited(parting.session_id)

    shown = await window.prompt()
    assert (shown["state"], shown["visit_id"]) == ("asking", str(parting.session_id))
    assert by_the_desk.status_code == 201
    rows = await feedback.pool.fetch(ROWS)
    assert [tuple(row) for row in rows] == [
        (MATTER, "hc-hall-w03", "HC-XZSP-001", "43120220260105000017", parting.session_id)
    ]
    assert (await feedback.announced()).count("feedback.opportunity.visited.v1") == 1
    answered = await feedback.as_().post("/api/v1/reviews", json=an_answer(shown["token"]))
    assert answered.status_code == 201
    again = await window.answers(a_device_answer(parting.session_id))
    assert again.json()["type"].endswith("/already-reviewed")


async def test_who_only_asked_something_may_say_how_it_was(feedback: Feedback) -> None:
    window = await a_window(feedback)

    await hears(feedback, a_parting(window, case_id=None, case_no="", matter_code=""))

    assert (await window.prompt())["matter_name"] == "窗口咨询"


async def test_a_parting_heard_of_late_opens_the_visit_and_disturbs_nobody(
    feedback: Feedback,
) -> None:
    window = await a_window(feedback)
    parting = a_parting(window)
    feedback.later(timedelta(hours=2))

    await hears(feedback, parting)

    assert len(await feedback.pool.fetch(ROWS)) == 1
    assert (await window.prompt())["state"] == "idle"


@pytest.mark.parametrize(
    "known", [{"by": "idle"}, {"joined": False}, {"window_id": ""}, {"organ_id": None}]
)
async def test_where_nobody_was_served_nobody_is_asked(
    feedback: Feedback, known: dict[str, Any]
) -> None:
    window = await a_window(feedback)

    await hears(feedback, a_parting(window, **known))

    assert await feedback.pool.fetch(ROWS) == []
