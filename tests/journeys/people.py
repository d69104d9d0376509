"""The people around the house, as a journey tells of them; each speaks to the gateway only.

What goes well gives the answer's JSON; a refusal is raised as Refused, so that a
journey reads like a story and a surprise names its reason.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Self
from uuid import uuid4

import httpx2
import orjson

Json = dict[str, Any]

BARBER_SHOP = "HC-YJS-0001"
MYSELF: Json = {"applied_by": "self"}
PAPER = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PASSWORD = "demo"
SOON = 30.0


class Refused(Exception):
    """A request was refused, with this problem."""

    def __init__(self, answer: httpx2.Response) -> None:
        self.status = answer.status_code
        self.problem: Json = answer.json()
        self.reason = str(self.problem["type"]).rpartition("/")[2]
        super().__init__(f"{self.status} {self.reason}: {self.problem}")

    def pointers(self) -> set[str]:
        """What its errors point at."""
        return {error["pointer"] for error in self.problem["errors"]}


class Visitor:
    """Anybody, without a login."""

    def __init__(self, http: httpx2.AsyncClient, token: str = "") -> None:
        self._http = http
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    async def ask(self, method: str, path: str, **what: Any) -> httpx2.Response:
        """One request; raises Refused for everything that is not a success."""
        headers = {**self.headers, **what.pop("headers", {})}
        answer = await self._http.request(method, path, headers=headers, **what)
        if not answer.is_success:
            raise Refused(answer)
        return answer

    async def get(self, path: str, /, **query: Any) -> Json:
        """Read something."""
        found: Json = (await self.ask("GET", path, params=query)).json()
        return found

    async def post(self, path: str, **what: Any) -> Json:
        """Do something."""
        done: Json = (await self.ask("POST", path, **what)).json()
        return done

    async def whole(self, path: str, /, **query: Any) -> Json:
        """A composed answer once nothing of it is missing: a busy service may be left out."""
        async with asyncio.timeout(SOON):
            while (answer := await self.get(path, **query))["partial"]:  # noqa: ASYNC110 - others bring it
                await asyncio.sleep(1)
        return answer

    async def everything(self, path: str) -> AsyncIterator[Json]:
        """A list, page by page to its end."""
        page: Json = {"limit": 100}
        while True:
            listed = await self.get(path, **page)
            for one in listed["items"]:
                yield one
            if listed["next_cursor"] is None:
                return
            page["cursor"] = listed["next_cursor"]

    async def resolve(self, answers: Json, matter: str = BARBER_SHOP) -> Json:
        """What I would need, for my answers."""
        return await self.post(f"/matters/{matter}/resolve", json={"answers": answers})

    async def notice(self, answers: Json, matter: str = BARBER_SHOP) -> Json:
        """The notice that says everything once."""
        return await self.post(f"/matters/{matter}/notice", json={"answers": answers})

    async def printed_notice(self, answers: Json, matter: str = BARBER_SHOP) -> httpx2.Response:
        """The same to be printed."""
        return await self.ask(
            "POST",
            f"/matters/{matter}/notice",
            json={"answers": answers},
            headers={"Accept": "application/pdf"},
        )

    async def reform(self, matter: str = BARBER_SHOP) -> Json:
        """What has become simpler."""
        return await self.get(f"/matters/{matter}/reform")

    async def summary(self, matter: str = BARBER_SHOP) -> Json:
        """What people think of a matter."""
        return await self.get("/reviews/summary", matter=matter)

    async def track(self, case_no: str, code: str, **poll: Any) -> Json:
        """Where a case stands; `after` and `wait` make it wait for news."""
        return await self.get(f"/track/{case_no}", code=code, **poll)

    @asynccontextmanager
    async def watching(
        self, case_no: str, code: str, last_seen: int = 0
    ) -> AsyncIterator["LiveTracking"]:
        """Follow a case live."""
        path = f"/track/{case_no}/stream"
        headers = {**self.headers, "Last-Event-ID": str(last_seen)}
        async with self._http.stream(
            "GET", path, params={"code": code}, headers=headers, timeout=SOON
        ) as answer:
            if not answer.is_success:
                await answer.aread()
                raise Refused(answer)
            yield LiveTracking(answer)


class LiveTracking:
    """A case as its server-sent events tell it."""

    def __init__(self, answer: httpx2.Response) -> None:
        self.ids: list[int] = []
        self.seen: Json = {"nodes": []}
        self.media_type = answer.headers["content-type"]
        self._lines = answer.aiter_lines()

    async def next(self) -> Json:
        """The next version of the case."""
        async for line in self._lines:
            name, _, value = line.partition(": ")
            if name == "id":
                self.ids.append(int(value))
            elif name == "data":
                self.seen = orjson.loads(value)
                return self.seen
        raise EOFError("the stream has ended")

    async def until(self, **wanted: str) -> Json:
        """The version, seen last or to come, whose nodes are in these states."""
        async with asyncio.timeout(SOON):
            while not node_states(self.seen).items() >= wanted.items():
                await self.next()
            return self.seen


def node_states(tracked: Json) -> dict[str, str]:
    """The state of every node."""
    return {node["key"]: node["state"] for node in tracked["nodes"]}


class Person(Visitor):
    """Somebody who has logged in."""

    @classmethod
    async def log_in(cls, http: httpx2.AsyncClient, login: str) -> Self:
        """With the password of the demo accounts."""
        form = {"grant_type": "password", "username": login, "password": PASSWORD}
        answer = await http.post("/auth/token", data=form)
        if not answer.is_success:
            raise Refused(answer)
        return cls(http, answer.json()["access_token"])


class Citizen(Person):
    """An applicant."""

    async def begin(self, form: Json, answers: Json = MYSELF, **wishes: str) -> Json:
        """A draft of the application, for the barber shop if no other matter_code is wished."""
        wanted = {"matter_code": BARBER_SHOP, "answers": answers, "form": form, **wishes}
        return await self.post("/cases", json=wanted)

    async def change(self, case: Json, version: int, **patch: Any) -> Json:
        """Correct the draft, if nobody else has meanwhile."""
        headers = {"If-Match": f'"{version}"'}
        path = f"/cases/{case['case_id']}"
        changed: Json = (await self.ask("PATCH", path, json=patch, headers=headers)).json()
        return changed

    async def case(self, case: Json) -> Json:
        """My case as it is now."""
        return await self.get(f"/cases/{case['case_id']}")

    async def hand_in(self, case: Json, material: str, paper: bytes = PAPER) -> Json:
        """A scanned paper."""
        path = f"/cases/{case['case_id']}/materials/{material}"
        file = (f"{material} 扫描件.pdf", paper, "application/pdf")
        handed_in: Json = (await self.ask("PUT", path, files={"file": file})).json()
        return handed_in

    async def commit(self, case: Json, material: str) -> Json:
        """My word in place of a paper."""
        return await self.post(f"/cases/{case['case_id']}/materials/{material}/commitment")

    async def hand_in_all(self, case: Json, *, but: frozenset[str] = frozenset()) -> None:
        """Everything the case asks for; my word where it is enough."""
        for material in (await self.case(case))["materials"]:
            if material["code"] in but:
                continue
            if material["commitment_allowed"]:
                await self.commit(case, material["code"])
            else:
                await self.hand_in(case, material["code"])

    async def download(self, case: Json, material: str) -> httpx2.Response:
        """A paper I have handed in."""
        return await self.ask("GET", f"/cases/{case['case_id']}/materials/{material}/file")

    async def precheck(self, case: Json) -> Json:
        """Is anything missing?"""
        return await self.post(f"/cases/{case['case_id']}/precheck")

    async def submit(self, case: Json) -> Json:
        """Hand the application in."""
        return await self.post(f"/cases/{case['case_id']}/submit")

    async def supplement(self, case: Json) -> Json:
        """Hand it in again, completed."""
        return await self.post(f"/cases/{case['case_id']}/supplement")

    async def withdraw(self, case: Json) -> Json:
        """Take it back."""
        return await self.post(f"/cases/{case['case_id']}/withdraw")

    async def receipt(self, case: Json) -> httpx2.Response:
        """The printed receipt."""
        return await self.ask("GET", f"/cases/{case['case_id']}/receipt")

    async def opportunities(self, case: Json) -> list[Json]:
        """My reviews still to be given for one case."""
        mine = self.everything("/reviews/opportunities")
        return [one async for one in mine if one["case_no"] == case["case_no"]]

    async def invited(self, case: Json, *, within: float = SOON) -> Json:
        """Wait until I am asked for a review; there is never more than one."""
        async with asyncio.timeout(within):
            while not (found := await self.opportunities(case)):  # noqa: ASYNC110  asks as an app does
                await asyncio.sleep(0.1)
        assert len(found) == 1, found
        return found[0]

    async def review(self, opportunity: Json, level: int, *tags: int, text: str = "") -> Json:
        """Say what I think."""
        said = {
            "token": opportunity["token"],
            "submission_id": str(uuid4()),
            "level": level,
            "tags": list(tags),
            "text": text,
        }
        return await self.post("/reviews", json=said)


class Officer(Person):
    """Somebody with tasks: nodes of cases that wait for the own department."""

    async def has_task(self, case: Json) -> bool:
        """Whether my department has something to do for a case."""
        tasks = [task["case_id"] async for task in self.everything("/tasks")]
        return case["case_id"] in tasks

    async def act(self, task: Json, what: str, **how: Any) -> Json:
        """Anything else that can be done with a node: return it, let it rest, take back."""
        return await self.post(f"/tasks/{task['node_id']}/{what}", json=how)

    async def task(self, case: Json) -> Json:
        """My department's node of a case; fails when there is none."""
        async for task in self.everything("/tasks"):
            if task["case_id"] == case["case_id"]:
                return task
        raise AssertionError(f"no task of {case['case_no']}")

    async def claim(self, task: Json) -> Json:
        """Take it."""
        return await self.post(f"/tasks/{task['node_id']}/claim")

    async def decide(self, task: Json, outcome: str, feedback: str = "") -> Json:
        """Approve or refuse it."""
        decision = {"outcome": outcome, "feedback": feedback}
        return await self.post(f"/tasks/{task['node_id']}/decide", json=decision)


class Clerk(Officer):
    """At the one window."""

    async def sees(self, case: Json) -> bool:
        """Whether the case waits in the window's queue."""
        waiting = [one["case_id"] async for one in self.everything("/desk/cases")]
        return case["case_id"] in waiting

    async def accept(self, case: Json, deferred: Mapping[str, int] | None = None) -> Json:
        """Accept it, some materials to come within so many working days."""
        later = [{"material": code, "due_days": days} for code, days in (deferred or {}).items()]
        return await self.post(f"/desk/cases/{case['case_id']}/accept", json={"deferrals": later})

    async def ask_supplement(self, case: Json, **reasons: str) -> Json:
        """Name everything that is wrong, once."""
        items = [{"pointer": f"materials/{key}", "reason": why} for key, why in reasons.items()]
        path = f"/desk/cases/{case['case_id']}/request-supplement"
        return await self.post(path, json={"items": items})

    async def refuse(self, case: Json, reason: str) -> Json:
        """Decline to accept it."""
        return await self.post(f"/desk/cases/{case['case_id']}/refuse", json={"reason": reason})


class Approver(Officer):
    """In a department."""

    async def handle(self, case: Json, outcome: str = "approve", feedback: str = "") -> Json:
        """Take my department's node and decide it."""
        task = await self.task(case)
        await self.claim(task)
        return await self.decide(task, outcome, feedback)
