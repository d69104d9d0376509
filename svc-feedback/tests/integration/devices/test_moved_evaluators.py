"""An evaluator is carried to another window; what it stored belongs to the one it stood at."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from devices_building import BARBER, Window, a_device_answer, a_window
from directory_building import an_organ
from feedback_building import Feedback

from shared.database import Row

FIRST = datetime(2026, 1, 5, 2, tzinfo=UTC)
VISITS = """
SELECT window_id, organ_ids FROM opportunity JOIN review USING (opportunity_id) ORDER BY closed_at
"""


async def moved(feedback: Feedback) -> Window:
    """An evaluator that stood at window 3 from ten on and stands at window 7 from eleven on."""
    feedback.app.state.now = lambda: FIRST
    return await a_window(feedback)


async def kept(feedback: Feedback) -> list[Row]:
    """The windows and organs of what was reviewed."""
    return await feedback.pool.fetch(VISITS)


async def test_a_stored_answer_of_a_told_visit_is_taken_after_the_move(feedback: Feedback) -> None:
    window = await moved(feedback)
    visit = (await window.visited()).json()["visit_id"]
    feedback.later(timedelta(hours=1))
    await window.moved("hc-hall-w07", await an_organ(feedback))
    feedback.later(timedelta(hours=1))

    taken = await window.answers(a_device_answer(visit, 2, answered_at=FIRST.isoformat()))

    assert taken.status_code == 201, taken.text
    assert [(row["window_id"], row["organ_ids"]) for row in await kept(feedback)] == [
        ("hc-hall-w03", [window.organ_id])
    ]


async def test_an_untold_visit_is_booked_to_the_window_of_its_time(feedback: Feedback) -> None:
    window, other = await moved(feedback), await an_organ(feedback)
    feedback.later(timedelta(hours=1))
    await window.moved("hc-hall-w07", other)
    feedback.later(timedelta(hours=1))
    for minutes in (-60, 30, 90):
        at = (FIRST + timedelta(minutes=minutes)).isoformat()
        answer = a_device_answer(uuid4(), answered_at=at, **BARBER)
        assert (await window.answers(answer)).status_code == 201

    assert [(row["window_id"], row["organ_ids"]) for row in await kept(feedback)] == [
        ("hc-hall-w03", [window.organ_id]), ("hc-hall-w03", [window.organ_id]),
        ("hc-hall-w07", [other]),
    ]  # fmt: skip


async def test_a_visit_at_the_old_window_after_the_move_is_not_the_devices(
    feedback: Feedback,
) -> None:
    window = await moved(feedback)
    feedback.later(timedelta(hours=1))
    await window.moved("hc-hall-w07")
    feedback.later(timedelta(hours=1))
    visit = (await window.visited()).json()["visit_id"]

    refused = await window.answers(a_device_answer(visit, answered_at=FIRST.isoformat()))

    assert refused.status_code == 404
    assert await kept(feedback) == []


async def test_a_visit_that_ended_before_the_move_is_answered_where_it_was_asked_after_it(
    feedback: Feedback,
) -> None:
    window = await moved(feedback)
    feedback.later(timedelta(hours=1))
    window.window_id = "hc-hall-w07"  # its clerk serves somebody there, who stays
    visit = (await window.visited()).json()["visit_id"]
    feedback.later(timedelta(minutes=5))
    await window.moved("hc-hall-w07")
    feedback.later(timedelta(minutes=1))
    asked = (await window.visited(visit)).json()
    assert asked["device_ids"] == [window.device.device_id]
    answer = a_device_answer(visit, 2, answered_at=feedback.app.state.now().isoformat())
    await window.visited()  # the next one is asked, the answer is on its way
    feedback.later(timedelta(minutes=1))

    taken = [await window.answers(answer) for _ in range(2)]

    assert [one.status_code for one in taken] == [201, 201], taken[0].text
    assert [row["window_id"] for row in await kept(feedback)] == ["hc-hall-w07"]
