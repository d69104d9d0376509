"""A window without an evaluator shows the visit's QR and code on its own screen."""

from uuid import uuid4

from devices_building import Window, a_window
from feedback_building import Feedback, an_answer

REVIEWS = "/api/v1/reviews"


async def a_bare_window(feedback: Feedback) -> Window:
    """Its evaluator was carried away."""
    window = await a_window(feedback)
    await window.moved("hc-hall-w07")
    return window


async def test_the_desk_shows_a_code_and_a_token_that_review_the_visit_once(
    feedback: Feedback,
) -> None:
    window = await a_bare_window(feedback)
    visit = uuid4()

    opened = (await window.visited(visit)).json()
    again = (await window.visited(visit)).json()

    assert opened["device_ids"] == []
    assert again == opened
    assert len(opened["code"]) <= 10
    changed = await feedback.as_().post(f"{REVIEWS}/codes", json={"code": opened["code"]})
    assert changed.json()["token"] == opened["token"]
    sent = an_answer(opened["token"], 4, channel="qr")
    assert (await feedback.as_().post(REVIEWS, json=sent)).status_code == 201
    assert (await window.visited(visit)).status_code == 409


async def test_the_keys_are_kept_nowhere(feedback: Feedback) -> None:
    window = await a_bare_window(feedback)
    body = {
        "visit_id": str(uuid4()), "window_id": window.window_id, "matter_code": "HC-YJS-0001",
        "matter_name": "我要开理发店",
    }  # fmt: skip

    opened = await feedback.as_(window.clerk).post(
        f"{REVIEWS}/visits", json=body, headers={"Idempotency-Key": str(uuid4())}
    )

    assert opened.headers["cache-control"] == "no-store"
    tables = await feedback.pool.fetch(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
    )
    for name in (row["table_name"] for row in tables):
        rows = str(await feedback.pool.fetch(f'SELECT t::text FROM "{name}" t'))
        assert opened.json()["token"] not in rows, name
        assert opened.json()["code"] not in rows, name


async def test_a_clerk_who_reviews_the_own_visit_is_flagged(feedback: Feedback) -> None:
    window = await a_bare_window(feedback)
    token = (await window.visited()).json()["token"]

    await feedback.as_(window.clerk).post(REVIEWS, json=an_answer(token, 5, channel="qr"))

    staff_no = await feedback.pool.fetchval("SELECT staff_no FROM circumstance")
    assert staff_no == window.clerk.staff_no
