"""What people have said, and what staff make of it: one of everything svc-feedback keeps."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import asyncpg
from contract.existing import Existing
from journeys.people import SOON, Citizen, Json, Officer
from journeys.town import Town

from shared.office_hours import china_time

PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
A_THEME = """
INSERT INTO theme (theme_id, label, terms, first_day, last_day)
VALUES ($1, '路灯、不亮', '{"路灯": 0.8, "不亮": 0.6}', $2, $2)
"""
A_MESSAGE = """
INSERT INTO message (message_id, kind, day, text, region_code, theme_id)
VALUES ($1, 'suggestion', $2, '巷口路灯坏了一周。', '431202', $3)
"""
DEVICE = "evaluator-001"
WINDOW = "hc-hall-w03"


async def made_by_people(town: Town, dsn: str) -> Existing:
    """Said by citizens, handled by staff of the demo; some of it is there already."""
    found = Existing()
    await _reviews(town, found)
    await _letters(town, found)
    await _consultations(town, found)
    await _slips(town, found)
    await _themes(town, dsn, found)
    await _figures(town, found)
    return found


async def a_review(town: Town, zhang: Citizen, level: int) -> tuple[str, Json]:
    """What an applicant says of a closed case, and the token it was said with."""
    case = await town.accepted_case(zhang)
    await town.everybody_approves(case)
    await town.issued(case)
    opportunity = await zhang.invited(case)
    return opportunity["token"], await zhang.review(opportunity, level, text="等了很久。")


async def _reviews(town: Town, found: Existing) -> None:
    zhang, market = await town.citizen(), await town.approver("market")
    supervisor = await town.official("supervisor")
    token, review = await a_review(town, zhang, 2)
    files = {"file": ("现场.jpg", PHOTO, "image/jpeg")}
    photo = await zhang.post("/reviews/photos", data={"token": token}, files=files)
    found.add("photo_id", photo["photo_id"])
    found.add("review_id", review["review_id"], under="/reviews")
    projects = (await town.visitor.get("/livelihood-projects"))["items"]
    done = [one["project_id"] for one in projects if one["state"] == "done"]
    found.add("project_id", *done, under="/reviews")
    bad = await _bad_review(supervisor, review)
    organ = (await town.visitor.get("/organs/scjg"))["id"]
    latest = {"If-Match": "*"}
    said = {"kind": "mistaken", "evidence": "评价人来电说明点错了等级。"}
    await market.post(f"/bad-reviews/{bad}/appeal", json=said, headers=latest)
    appeals = [one async for one in market.everything("/appeals")]
    found.add("bad_review_id", bad)
    found.add("appeal_id", *(one["appeal_id"] for one in appeals))
    window = {"window_id": WINDOW, "organ_id": organ}
    await supervisor.ask("PUT", f"/review-devices/{DEVICE}", json=window)
    found.add("device_id", DEVICE, under="/review-devices")
    visit = {"visit_id": str(uuid4()), "window_id": WINDOW, "matter_code": "HC-YJS-0001"}
    asked = {**visit, "matter_name": "我要开理发店"}
    await (await town.clerk()).post("/reviews/visits", json=asked)


async def _bad_review(supervisor: Officer, review: Json) -> str:
    async with asyncio.timeout(SOON):
        while True:
            async for one in supervisor.everything("/bad-reviews"):
                if one["review_id"] == review["review_id"]:
                    return str(one["bad_review_id"])
            await asyncio.sleep(0.1)


async def _letters(town: Town, found: Existing) -> None:
    zhang, supervisor = await town.citizen(), await town.official("supervisor")
    said = {
        "submission_id": str(uuid4()), "mailbox": "mayor", "kind": "help", "title": "路灯不亮",
        "text": "巷口路灯坏了一周。", "name": "张三", "phone": "13800000001", "public": True,
    }  # fmt: skip
    letter = await zhang.post("/letters", json=said)
    files = {"file": ("路灯.jpg", PHOTO, "image/jpeg")}
    code = {"query_code": letter["query_code"]}
    file = await zhang.post("/letters/files", data=code, files=files)
    shown = (await town.visitor.get("/letters", limit=2))["items"]
    queue = (await supervisor.get("/letters/queue", limit=3))["items"]
    own = letter["letter_id"]
    found.add("letter_id", own, *(one["letter_id"] for one in shown + queue), under="/letters")
    found.add("letter_id", own, under="/letters/own")
    found.add("file_id", file["file_id"], under="/letters")


async def _consultations(town: Town, found: Existing) -> None:
    editor = await town.official("editor")
    today = china_time(datetime.now(UTC)).date()
    draft = {
        "title": "窗口延时服务办法（征求意见稿）", "kind": "general", "explanation": "征求意见。",
        "passages": [{"heading": "第一条", "text": "中午不休息。"}],
        "opens_on": str(today), "closes_on": str(today + timedelta(days=40)),
    }  # fmt: skip
    drafted = await editor.post("/consultations/desk", json=draft)
    desk = f"/consultations/desk/{drafted['consultation_id']}"
    files = {"file": ("草案.jpg", PHOTO, "image/jpeg")}
    file = await editor.post(f"{desk}/files", files=files)
    seen = (await editor.ask("GET", desk)).headers["ETag"]
    await editor.post(f"{desk}/announce", headers={"If-Match": seen})
    shown = (await town.visitor.get("/consultations", limit=4))["items"]
    ids = [drafted["consultation_id"], *(one["consultation_id"] for one in shown)]
    found.add("consultation_id", *ids)
    found.add("file_id", file["file_id"], under="/consultations")


async def _slips(town: Town, found: Existing) -> None:
    supervisor = await town.official("supervisor")
    slips = (await supervisor.get("/voice/suggestions", limit=3))["items"]
    found.add("suggestion_id", *(one["suggestion_id"] for one in slips))


async def _themes(town: Town, dsn: str, found: Existing) -> None:
    """Found once an hour among many messages: one is written down as if it had been."""
    theme, message, today = uuid4(), uuid4(), china_time(datetime.now(UTC)).date()
    session = await asyncpg.connect(dsn)
    try:
        await session.execute(A_THEME, theme, today)
        await session.execute(A_MESSAGE, message, today, theme)
    finally:
        await session.close()
    wish = {"kind": "information_push", "text": "推送路灯检修安排。"}
    editor = await town.official("editor")
    made = await editor.post(f"/voice/themes/{theme}/proposals", json=wish)
    found.add("proposal_id", made["proposal_id"], under="/voice/proposals")
    found.add("theme_id", str(theme))
    found.add("message_id", str(message))


async def _figures(town: Town, found: Existing) -> None:
    supervisor, other = await town.official("supervisor"), await town.official("supervisor-dcs")
    month = china_time(datetime.now(UTC)).date().replace(day=1) - timedelta(days=1)
    prepared, signed = [
        await supervisor.post("/feedback-stats/publications", json={"month": str(month)})
        for _ in range(2)
    ]
    path = f"/feedback-stats/publications/{signed['publication_id']}/sign-off"
    await other.post(path)
    found.add("publication_id", signed["publication_id"], prepared["publication_id"])
