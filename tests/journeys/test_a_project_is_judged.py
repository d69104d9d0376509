"""A livelihood project is done; people say how it went, and everybody reads that beside it."""

import asyncio
from datetime import UTC, datetime
from uuid import uuid4

from journeys.people import SOON, Citizen, Json, Officer, Refused
from journeys.test_a_bad_review_changes_the_guide import bad_review_of
from journeys.town import Town

from shared.office_hours import china_time

WORDS = "停车位是有了，出口太窄。"


async def finished(editor: Officer) -> str:
    """A project of this year, begun and done; its path."""
    today = china_time(datetime.now(UTC)).date()
    project = await editor.post(
        "/livelihood-projects",
        json={
            "year": today.year, "title": "新增公共停车位", "goal": "新增300个。",
            "milestones": [{"title": "全部投用", "planned_on": today.isoformat()}],
        },
    )  # fmt: skip
    path = f"/livelihood-projects/{project['project_id']}"
    await editor.post(f"{path}/milestones/{project['milestones'][0]['milestone_id']}/reach")
    await editor.post(f"{path}/finish")
    return path


async def entitled(citizen: Citizen, ask_to_review: str) -> Json:
    """Wait until the end of the project has been heard of; then one may review."""
    async with asyncio.timeout(SOON):
        while True:
            try:
                return await citizen.post(ask_to_review.removeprefix("/api/v1"))
            except Refused as refused:
                if refused.reason != "done-project-not-found":
                    raise
            await asyncio.sleep(0.1)


async def test_what_people_say_of_a_project_stands_beside_it_and_is_looked_into(
    town: Town,
) -> None:
    zhang, supervisor = await town.citizen(), await town.official("supervisor")
    path = await finished(await town.official("editor"))
    page = await town.visitor.get(path)
    assert (page["state"], page["review_count"], page["mean_level"]) == ("done", 0, None)

    opportunity = await entitled(zhang, page["ask_to_review"])
    assert (await entitled(zhang, page["ask_to_review"]))["token"] == opportunity["token"]
    said = {
        "token": opportunity["token"], "submission_id": str(uuid4()), "level": 2,
        "text": WORDS, "channel": "mini_program",
    }  # fmt: skip
    review = await zhang.post("/reviews", json=said)

    async with asyncio.timeout(SOON):
        while (page := await town.visitor.get(path))["review_count"] != 1:  # noqa: ASYNC110  others count
            await asyncio.sleep(0.1)
    assert page["mean_level"] == 2.0
    listed = await town.visitor.ask("GET", page["reviews"].removeprefix("/api/v1"))
    (public,) = listed.json()["items"]
    assert (public["review_id"], public["text"]) == (review["review_id"], WORDS)
    assert await bad_review_of(supervisor, review)
