"""What the hotline was told is taken over once, and counted apart."""

from typing import Any
from uuid import UUID, uuid4

from devices_building import BARBER, a_supervisor
from directory_building import an_organ
from feedback_building import MATTER, Feedback, a_person
from httpx2 import Response

IMPORTS = "/api/v1/reviews/imports"


def a_ticket(organ_id: UUID, number: int, level: int = 5, **members: Any) -> dict[str, Any]:
    return BARBER | {
        "ticket_no": f"12345-202601-{number}", "organ_id": str(organ_id), "level": level,
        "answered_at": "2026-01-05T09:00:00+08:00",
    } | members  # fmt: skip


async def imported(feedback: Feedback, *tickets: dict[str, Any]) -> Response:
    return await feedback.as_(a_supervisor()).post(IMPORTS, json={"tickets": tickets})


async def test_a_ticket_imported_again_is_known_and_kept_once(feedback: Feedback) -> None:
    organ_id = await an_organ(feedback)
    first = [a_ticket(organ_id, number) for number in range(3)]

    taken = await imported(feedback, *first)
    again = await imported(feedback, *first, a_ticket(organ_id, 9, 1, text="我的电话13812345678"))

    assert (taken.status_code, taken.json()) == (201, {"taken": 3, "known": 0})
    assert again.json() == {"taken": 1, "known": 3}
    rows = await feedback.pool.fetch("SELECT origin, channel, text_masked FROM review")
    assert {(row["origin"], row["channel"]) for row in rows} == {("imported", "hotline")}
    assert {row["text_masked"] for row in rows} == {None, "我的电话138****5678"}
    assert (await feedback.announced()).count("feedback.review.imported.v1") == 4
    assert (await feedback.announced()).count("feedback.bad_review.created.v1") == 1


async def test_imports_are_in_no_rate_of_active_reviews(feedback: Feedback) -> None:
    organ_id = await an_organ(feedback)
    await imported(feedback, a_ticket(organ_id, 1, 1))

    summary = (await feedback.as_().get(f"/api/v1/reviews/summary?matter={MATTER}")).json()
    listed = (await feedback.as_().get(f"/api/v1/reviews?matter={MATTER}&count=true")).json()

    assert (summary["reviews"], summary["opportunities"]) == (0, 0)
    assert (listed["items"], listed["total"]) == ([], 0)


async def test_an_organ_of_another_region_is_refused_and_nothing_kept(feedback: Feedback) -> None:
    organ_id = await an_organ(feedback)
    elsewhere = await an_organ(feedback, region="431224")

    refused = await imported(feedback, a_ticket(organ_id, 1), a_ticket(elsewhere, 2))

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "#/tickets/1/organ_id"
    assert await feedback.pool.fetchval("SELECT count(*) FROM review") == 0


async def test_nobody_without_the_role_imports(feedback: Feedback) -> None:
    ticket = a_ticket(uuid4(), 1)

    refused = await feedback.as_(a_person()).post(IMPORTS, json={"tickets": [ticket]})

    assert refused.status_code == 403
