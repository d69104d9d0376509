"""A random history of reviews, made in the service's own ways; the same for the same seed."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from devices_building import Window, a_device_answer, a_supervisor, a_window
from directory_building import a_calendar, an_organ
from feedback_building import Feedback, a_person, an_answer
from handling_building import hear_bad_reviews
from histories_of_handling import Handlers
from letters_building import MONDAY

from shared.identity import ANONYMOUS, Caller
from svc_feedback.domain.opportunities import ClosedCase
from svc_feedback.use_cases.defaulting import default_reviews
from svc_feedback.use_cases.judging.examining import examine_reviews
from svc_feedback.use_cases.opportunities import open_opportunity
from svc_feedback.use_cases.projects import HeardProject, note_done

REVIEWS = "/api/v1/reviews"
MATTERS = ("HC-YJS-0001", "HC-YJS-0002", "HC-YJS-0003")
SILENCE_COUNTS = "150525"
REGIONS = ("431202", "431224", SILENCE_COUNTS)
BEGINNING = MONDAY + timedelta(days=14)
HANDLED_EVERY = 15
STILL_OPEN = timedelta(days=29)
LEVELS = (5, 5, 4, 3, 2, 1)


@dataclass
class History:
    """What happened to a service, by chance."""

    feedback: Feedback
    chance: random.Random
    organs: dict[str, list[UUID]] = field(default_factory=dict)
    windows: list[Window] = field(default_factory=list)
    projects: list[UUID] = field(default_factory=list)
    undecided: list[tuple[Caller, str, datetime]] = field(default_factory=list)
    tickets: int = 0

    async def happens(self, events: int) -> None:
        """Reviews in every way, then doubts, judgements, handling, and silence at last."""
        self.feedback.app.state.now = lambda: BEGINNING
        await self._begins()
        ways = (
            self._case, self._case, self._late, self._visit, self._scanned, self._untold,
            self._hotline, self._project,
        )  # fmt: skip
        for number in range(events):
            self.feedback.later(timedelta(hours=self.chance.random() * 300 / events))
            await self.chance.choice(ways)()
            if number == events // 2:
                await self.feedback.counts()
            if number % HANDLED_EVERY == 0:
                await self._handled()
        await self._doubted()
        await self._hidden()
        await self._handled()
        self.feedback.later(timedelta(days=3))
        await self._silent()

    async def _begins(self) -> None:
        await a_calendar(self.feedback)
        for region in REGIONS:
            self.organs[region] = [await an_organ(self.feedback, region=region) for _ in range(2)]
        self.windows = [await a_window(self.feedback, number) for number in (3, 4)]
        done = self.feedback.app.state.now().date()
        for region in REGIONS:
            project = HeardProject(
                uuid4(), "新建停车场", self.chance.choice(self.organs[region]), region, done
            )
            async with self.feedback.bench.unit_of_work(self.feedback.app.state.now()) as work:
                await note_done(work, project)
            self.projects.append(project.project_id)

    async def _handled(self) -> None:
        await hear_bad_reviews(self.feedback)
        await Handlers(self.feedback, self.chance).handle_new()

    async def _case(self) -> None:
        chance, person, now = self.chance, a_person(), self.feedback.app.state.now()
        region = chance.choice(REGIONS)
        case = ClosedCase(
            uuid4(), "43120220260105000017", chance.choice(MATTERS), "我要开理发店",
            tuple(chance.sample(self.organs[region], chance.choice((1, 2)))),
            UUID(person.subject), now,
        )  # fmt: skip
        async with self.feedback.bench.unit_of_work(now) as work:
            await open_opportunity(work, self.feedback.app.state.office, case)
        if chance.random() < 0.3:
            return
        token = await self.feedback.token_of(person)
        if region != SILENCE_COUNTS and chance.random() < 0.5:
            self.undecided.append((person, token, now))
            return
        await self._answered(person, token, channel=chance.choice(("web", "mini_program")))
        if chance.random() < 0.3:
            words = {"token": token, "submission_id": str(uuid4()), "text": "后来又补充一点。"}
            added = await self.feedback.as_(person).post(f"{REVIEWS}/follow-ups", json=words)
            assert added.status_code == 201, added.text

    async def _late(self) -> None:
        if self.undecided:
            person, token, opened_at = self.undecided.pop(0)
            if self.feedback.app.state.now() < opened_at + STILL_OPEN:
                await self._answered(person, token, channel="sms")

    async def _visit(self) -> None:
        window = self.chance.choice(self.windows)
        visit = (await window.visited(matter_code=self.chance.choice(MATTERS))).json()["visit_id"]
        if self.chance.random() < 0.7:
            dwell = self.chance.choice((700, 4200))
            await self._pressed(window, visit, dwell_ms=dwell)

    async def _scanned(self) -> None:
        window = self.chance.choice(self.windows)
        await window.visited(matter_code=self.chance.choice(MATTERS))
        await self._answered(ANONYMOUS, (await window.prompt())["token"], channel="qr")

    async def _untold(self) -> None:
        window, matter = self.chance.choice(self.windows), self.chance.choice(MATTERS)
        members = {"matter_code": matter, "matter_name": "我要开理发店"}
        await self._pressed(window, uuid4(), **members, staff_no=window.clerk.staff_no)

    async def _project(self) -> None:
        person, project_id = a_person(), self.chance.choice(self.projects)
        asked = await self.feedback.as_(person).post(f"{REVIEWS}/projects/{project_id}")
        assert asked.status_code == 201, asked.text
        if self.chance.random() < 0.7:
            await self._answered(person, asked.json()["token"], channel="web")

    async def _hotline(self) -> None:
        region = self.chance.choice(REGIONS)
        self.tickets += 1
        ticket = {
            "ticket_no": f"12345-202601-{self.tickets}", "level": self.chance.choice(LEVELS),
            "organ_id": str(self.chance.choice(self.organs[region])),
            "matter_code": self.chance.choice(MATTERS), "matter_name": "我要开理发店",
            "answered_at": self._some_hours_ago(),
        }  # fmt: skip
        taken = await self.feedback.as_(a_supervisor(region)).post(
            f"{REVIEWS}/imports", json={"tickets": [ticket]}
        )
        assert taken.status_code == 201, taken.text

    async def _answered(self, who: Caller, token: str, **members: Any) -> None:
        chance = self.chance
        if chance.random() < 0.3:
            members["website"] = "x"
        sent = an_answer(token, chance.choice(LEVELS), anonymous=chance.random() < 0.5, **members)
        for _ in range(chance.choice((1, 1, 2))):
            taken = await self.feedback.as_(who).post(REVIEWS, json=sent)
            assert taken.status_code == 201, taken.text

    async def _pressed(self, window: Window, visit: UUID | str, **members: Any) -> None:
        answer = a_device_answer(
            visit, self.chance.choice(LEVELS), answered_at=self._some_hours_ago(), **members
        )
        taken = await window.answers(answer)
        assert taken.status_code == 201, taken.text

    async def _doubted(self) -> None:
        async with self.feedback.bench.unit_of_work(self.feedback.app.state.now()) as work:
            while await examine_reviews(work, self.feedback.settings.thresholds()):
                pass
        for review_id, region in await self._reviews("review_id IN (SELECT review_id FROM flags)"):
            body = {"valid": self.chance.random() < 0.4, "reason": "经核对叫号记录。"}
            if self.chance.random() < 0.8:
                await self._supervised(region, f"{review_id}/judgement", body)

    async def _hidden(self) -> None:
        for review_id, region in await self._reviews("origin = 'active'"):
            if self.chance.random() < 0.15:
                body = {"hidden": True, "reason": "内容辱骂他人。"}
                await self._supervised(region, f"{review_id}/moderation", body)

    async def _silent(self) -> None:
        async with self.feedback.bench.unit_of_work(self.feedback.app.state.now()) as work:
            while await default_reviews(work, self.feedback.app.state.office):
                pass

    async def _reviews(self, which: str) -> list[tuple[UUID, str]]:
        rows = await self.feedback.pool.fetch(
            "WITH flags AS (SELECT DISTINCT review_id FROM review_flag) SELECT review_id,"
            " region_code FROM review JOIN opportunity USING (opportunity_id)"
            f" WHERE {which} ORDER BY submitted_at, review_id"
        )
        return [(row["review_id"], row["region_code"]) for row in rows]

    async def _supervised(self, region: str, path: str, body: dict[str, Any]) -> None:
        done = await self.feedback.as_(a_supervisor(region)).post(f"{REVIEWS}/{path}", json=body)
        assert done.status_code == 204, done.text

    def _some_hours_ago(self) -> str:
        ago = timedelta(hours=self.chance.random() * 30)
        return str((self.feedback.app.state.now() - ago).isoformat())


async def a_history(feedback: Feedback, seed: int, events: int) -> History:
    """A history that is the same for the same seed, but for its ids."""
    history = History(feedback, random.Random(seed))  # noqa: S311 - a history to repeat
    await history.happens(events)
    return history
