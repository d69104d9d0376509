"""Operations import a notice, and cases that are under way are counted anew within seconds."""

import asyncio
from datetime import date, datetime

from journeys.people import SOON, Json, Person
from journeys.town import Town

SENTENCE = "放假安排已公布，办件时限已重新计算。"


async def with_one_more_holiday(town: Town, day: date) -> Json:
    """The notice of a year as it is known, but that nobody works on one day."""
    known = await town.visitor.get("/calendar", year=day.year)
    days = [one for one in known["days"] if one["day"] != day.isoformat()]
    free = {"day": day.isoformat(), "is_working": False, "name": "临时放假"}
    return {"year": day.year, "source": f"{day.year}年放假通知（更正）", "days": [*days, free]}


async def test_an_imported_notice_moves_the_due_dates_of_open_cases(town: Town) -> None:
    zhang = await town.citizen()
    case = await town.accepted_case(zhang)
    before = await town.visitor.track(case["case_no"], case["query_code"])
    due = datetime.fromisoformat(before["statutory_due"])
    admin = await Person.log_in(town.http, "admin")

    await admin.post("/calendar/import", json=await with_one_more_holiday(town, due.date()))

    after = before
    async with asyncio.timeout(SOON):
        while after["statutory_due"] == before["statutory_due"]:
            newer = {"after": after["version"], "wait": 5}
            after = await town.visitor.track(case["case_no"], case["query_code"], **newer)
    assert datetime.fromisoformat(after["statutory_due"]) > due
    assert after["promised_due"] == before["promised_due"]
    assert SENTENCE in [entry["text"] for entry in after["timeline"]]
    supervisor = await Person.log_in(town.http, "supervisor")
    batch = (await supervisor.get("/supervision/recounts", limit=1))["items"][0]
    assert (batch["year"], batch["failed"]) == (due.year, 0)
    assert batch["moved"] >= 1
