"""The demo's reviews of the last weeks: visits at windows, mostly reviewed, and the hotline's.

Which visit was reviewed how follows from its number: every copy of the house has the same.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.office_hours import CHINA_TIME, china_time
from svc_feedback.domain.circumstances import Circumstances
from svc_feedback.domain.hotline import HotlineReview
from svc_feedback.domain.levels import Level
from svc_feedback.domain.opportunities import Visit
from svc_feedback.domain.reviews import Answer
from svc_feedback.storage import directory, opportunities
from svc_feedback.storage.devices import devices
from svc_feedback.use_cases.demo.days import Begin, demo_id, moment, overseer
from svc_feedback.use_cases.devices.binding import bind_device
from svc_feedback.use_cases.devices.prompting import open_visit
from svc_feedback.use_cases.importing import import_hotline_reviews
from svc_feedback.use_cases.office import Office
from svc_feedback.use_cases.reviews import Shown, take_answer

OPENING, OPEN_MINUTES = time(9, 10), 420
ANSWERED_AFTER, DWELL_MS = timedelta(minutes=2), 6_000
WITH_WORDS = 0.1


async def load_reviews(begin: Begin, office: Office, file: Mapping[str, Any]) -> None:
    """Bind the evaluator, let people visit and review, take over the hotline; safe to repeat."""
    async with begin(moment(0)) as work:
        await _bind(work, file)
    words = {level: list(said) for level, said in file["words"].items()}
    for days_ago in range(file["working_days"], 0, -1):
        async with begin(moment(0)) as work:
            day = await working_day(work, office, days_ago)
            for window in file["windows"]:
                await _visits(work, office, file, window, day, days_ago, words)
    async with begin(moment(0)) as work:
        organs = await directory.organs(work)
        tickets = [
            HotlineReview(
                kept["ticket"], kept["matter"], _matter(file, kept["matter"]),
                organs[kept["organ"]].organ_id, Level(kept["level"]), kept["text"],
                at_window(await working_day(work, office, kept["days_ago"]), 60),
            )
            for kept in file["hotline"]
        ]  # fmt: skip
        await import_hotline_reviews(work, office, overseer(file["region"]), tickets)


async def working_day(work: UnitOfWork, office: Office, days_ago: int) -> date:
    """So many working days before the last one up to today."""
    calendar = await office.calendar(work)
    day = china_time(datetime.now(UTC)).date()
    left = days_ago
    while left or not calendar.is_working_day(day):
        left -= calendar.is_working_day(day)
        day -= timedelta(days=1)
    return day


async def visited(
    work: UnitOfWork, office: Office, file: Mapping[str, Any], window: Mapping[str, Any],
    matter_code: str, visit_id: UUID, at: datetime,
) -> bool:  # fmt: skip
    """Somebody was served at a window; False when it is known already."""
    if await opportunities.of_visit(work, visit_id) is not None:
        return False
    work.now = at
    organ_id = (await directory.organs(work))[window["organ"]].organ_id
    visit = Visit(
        visit_id, window["window"], window["staff"], organ_id, file["region"], matter_code,
        window["matters"][matter_code], at,
    )  # fmt: skip
    await open_visit(work, office, visit)
    return True


async def reviewed(work: UnitOfWork, office: Office, visit_id: UUID, answer: Answer) -> Shown:
    """Whoever was served has answered, some minutes later."""
    asked = await opportunities.visit_to_review(work, visit_id, answer.tags)
    if asked is None:
        raise RuntimeError(f"visit {visit_id} was never opened")
    work.now = min(work.now + ANSWERED_AFTER, datetime.now(UTC))
    async with work.part():
        return await take_answer(
            work, asked, answer, Circumstances(dwell_ms=DWELL_MS), office.secrets
        )


async def _bind(work: UnitOfWork, file: Mapping[str, Any]) -> None:
    wanted = file["evaluator"]
    if await devices.by_id(work, wanted["device"]) is not None:
        return
    at = next(one for one in file["windows"] if one["window"] == wanted["window"])
    organ_id = (await directory.organs(work))[at["organ"]].organ_id
    caller = overseer(file["region"])
    await bind_device(work, caller, wanted["device"], wanted["window"], organ_id)


async def _visits(
    work: UnitOfWork, office: Office, file: Mapping[str, Any], window: Mapping[str, Any],
    day: date, days_ago: int, words: Mapping[int, list[str]],
) -> None:  # fmt: skip
    for number in range(window["a_day"]):
        key = f"{window['window']}/{days_ago}/{number}"
        chance = Random(key)  # noqa: S311 - the same every time is the point
        matter = chance.choice(list(window["matters"]))
        minutes = (number * OPEN_MINUTES + chance.randrange(OPEN_MINUTES)) // window["a_day"]
        visit_id, at = demo_id("visit", key), at_window(day, minutes)
        answer = _answer(chance, file, key, words)
        if await visited(work, office, file, window, matter, visit_id, at) and answer:
            await reviewed(work, office, visit_id, answer)


def _answer(
    chance: Random, file: Mapping[str, Any], key: str, words: Mapping[int, list[str]]
) -> Answer | None:
    (level,) = chance.choices(list(file["levels"]), list(file["levels"].values()))
    (channel,) = chance.choices(list(file["channels"]), list(file["channels"].values()))
    tags = tuple(chance.sample(file["tags"][level], chance.choice((0, 1, 1, 2))))
    text = words[level].pop() if words[level] and chance.random() < WITH_WORDS else None
    if chance.random() >= file["answered"]:
        return None
    return Answer(demo_id("review", key), Level(level), tags, text, anonymous=True, channel=channel)


def _matter(file: Mapping[str, Any], code: str) -> str:
    return str(next(one["matters"][code] for one in file["windows"] if code in one["matters"]))


def at_window(day: date, minutes: int) -> datetime:
    """So many minutes after the windows have opened; never later than now."""
    at = datetime.combine(day, OPENING, CHINA_TIME) + timedelta(minutes=minutes)
    return min(at.astimezone(UTC), datetime.now(UTC))
