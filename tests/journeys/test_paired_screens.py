"""The person at the window sees on a screen of their own what the clerk enters, and confirms it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from journeys.people import (
    BARBER_SHOP,
    MYSELF,
    PAPER,
    SOON,
    Clerk,
    Json,
    LiveTracking,
    Refused,
    Visitor,
)
from journeys.town import FORM, Town

WANG: Json = {
    "kind": "person",
    "name": "王秀英",
    "identity_no": "431202196005120020",
    "phone": "13907450000",
}
HERS: Json = {
    "operator_name": WANG["name"],
    "operator_id_no": WANG["identity_no"],
    "operator_phone": WANG["phone"],
}
SHOWN = ["operator_name", "operator_phone"]
HALL = "127.0.0.77"
WINDOW = "hc-hall-w07"


class OuterScreen(Visitor):
    """The person's side of a pair: no account, but the token it was given for the six digits."""

    def __init__(self, town: Town, joined: Json) -> None:
        super().__init__(town.http)
        self.headers = {"X-Screen-Token": joined["token"]}
        self.session = f"/desk/sessions/{joined['session_id']}"

    async def says(self, key: str, verdict: str, **more: str) -> Json:
        """Of the value as it is shown now."""
        shown = fields(await self.get(self.session))
        path = f"{self.session}/fields/{key}"
        said = {"verdict": verdict, "mark": shown[key]["mark"], **more}
        return await self.post(path, json=said)


def fields(session: Json) -> dict[str, Json]:
    """What is shown, by key."""
    return {one["key"]: one for one in session["fields"]}


@asynccontextmanager
async def watching(
    town: Town, somebody: Visitor, path: str, last_seen: int = 0
) -> AsyncIterator[LiveTracking]:
    """One side's live view, from where it left off."""
    headers = {**somebody.headers, "Last-Event-ID": str(last_seen)}
    stream = town.http.stream("GET", f"{path}/stream", headers=headers, timeout=SOON)
    async with stream as answer:
        assert answer.status_code == 200
        yield LiveTracking(answer)


async def begun_at_the_desk(clerk: Clerk) -> str:
    """A draft in Wang's name with every paper scanned; its path at the desk."""
    asked = {"matter_code": BARBER_SHOP, "applicant": WANG, "answers": MYSELF, "form": FORM | HERS}
    case = await clerk.post("/desk/cases", json=asked)
    path = f"/desk/cases/{case['case_id']}"
    for material in case["materials"]:
        file: Any = ("扫描件.pdf", PAPER, "application/pdf")
        await clerk.ask("PUT", f"{path}/materials/{material['code']}", files={"file": file})
    return path


async def show(clerk: Clerk, session: str, desk: str) -> None:
    """Put two fields of the case on the outer screen."""
    body = {"case_id": desk.rpartition("/")[2], "fields": SHOWN}
    await clerk.ask("PUT", f"{session}/form", json=body, headers={"If-Match": "*"})


async def test_a_wrong_number_is_seen_corrected_and_confirmed_though_the_line_breaks(
    town: Town,
) -> None:
    clerk = await town.clerk()
    desk = await begun_at_the_desk(clerk)
    opened = await clerk.post("/desk/sessions", json={"window_id": WINDOW})
    async with town.visitor_from(HALL) as hall:  # whoever guesses elsewhere does not lock it out
        joined = await hall.post("/desk/sessions/join", json={"code": opened["code"]})
    screen = OuterScreen(town, joined)
    await show(clerk, screen.session, desk)

    async with (
        watching(town, screen, screen.session) as hers,
        watching(town, clerk, screen.session) as clerks,
    ):
        assert fields(await hers.next())["operator_phone"]["text"] == WANG["phone"]
        assert fields(await clerks.next())["operator_phone"]["text"] == "139****0000"
        await screen.says("operator_phone", "objected", remark="换号了，尾号 0001")
        assert fields(await clerks.next())["operator_phone"]["remark"] == "换号了，尾号 0001"
        seen = await hers.next()

    corrected = {"form": {"operator_phone": "13907450001"}}
    await clerk.ask("PATCH", desk, json=corrected, headers={"If-Match": "*"})
    async with watching(town, screen, screen.session, seen["version"]) as hers:
        again = fields(await hers.next())["operator_phone"]
        assert (again["text"], again["verdict"]) == ("13907450001", "pending")
        with pytest.raises(Refused, match="fields-not-confirmed"):
            await clerk.post(f"{desk}/submit")
        for key in SHOWN:
            seen = await screen.says(key, "confirmed")

    assert seen["all_confirmed"]
    submitted = await clerk.post(f"{desk}/submit")
    assert submitted["state"] == "submitted"
    await screen.ask("POST", f"{screen.session}/close")
    async with asyncio.timeout(SOON):
        while not (await _visits(town)):  # noqa: ASYNC110  looks as people do
            await asyncio.sleep(0.1)
    assert await _visits(town) == 1
    with pytest.raises(Refused, match="screen-session-over"):
        await show(clerk, screen.session, desk)


async def _visits(town: Town) -> int:
    """How many visits at the window may be reviewed."""
    summary = await town.visitor.get("/reviews/summary", window=WINDOW)
    return int(summary["opportunities"])
