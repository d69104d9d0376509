"""What others do meanwhile: allocate money, ask what fits them, look for laws.

Whoever asks what fits is logged in: without an account no key makes a repeated change one (ADR 12).
"""

import asyncio
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Self

from journeys.people import SOON, Json, Officer, Refused
from journeys.town import Town

from shared.edge import clock
from shared.office_hours import china_time

HERE: Json = {"kind": "region", "id": "431202", "name": "怀化市鹤城区"}
QUESTIONS = 3
UNSOUND = 422
BETWEEN = 0.5  # seconds from one round to the next: light load


@dataclass
class Others:
    """Everybody without a case, and what they were answered."""

    town: Town
    finance: Officer
    fund_id: str
    allocated: list[str] = field(default_factory=list)
    sessions: dict[str, int] = field(default_factory=dict)  # and the version last told

    @classmethod
    async def moved_in(cls, town: Town) -> Self:
        """The finance department has a fund to allocate."""
        finance = await town.official("finance")
        fund = {
            "name": "城市运行专项资金", "category": "special_fund", "region_code": HERE["id"],
            "organ_name": "怀化市鹤城区财政局", "established_on": "2020-01-01", "first_year": 2020,
        }  # fmt: skip
        async with asyncio.timeout(SOON):
            return cls(town, finance, await _once_known(finance, fund))

    async def until(self, over: asyncio.Event) -> None:
        """Round after round."""
        for number in count(1):
            if over.is_set():
                return
            await asyncio.gather(self._allocate(number), self._ask_what_fits(), self._look_around())
            await asyncio.sleep(BETWEEN)

    async def _allocate(self, number: int) -> None:
        today = china_time(clock()).date()
        item = {
            "year": today.year, "target": HERE, "amount": f"{number}.00",
            "document": f"鹤财预〔{today.year}〕{number}号", "allocated_on": f"{today}",
        }  # fmt: skip
        path = f"/budget/funds/{self.fund_id}/allocations"
        made: Any = await self.finance.post(path, json={"items": [item]})
        self.allocated += [one["allocation_id"] for one in made]

    async def _ask_what_fits(self) -> None:
        firm = await self.town.citizen("firm")
        begun = {"answers": {"region": HERE["id"]}}
        session = await firm.post("/match/sessions", json=begun)
        path = f"/match/sessions/{session['session_id']}"
        for _ in range(QUESTIONS):
            if (question := session["question"]) is None:
                break
            said = {"attr": question["attr"], "answer": _first(question)}
            session = await firm.post(f"{path}/answers", json=said)
        self.sessions[session["session_id"]] = session["version"]

    async def _look_around(self) -> None:
        await self.town.visitor.get("/documents", limit=1)
        await self.town.visitor.get(f"/budget/funds/{self.fund_id}")


def _first(question: Json) -> Json:
    options: list[Json] = question["options"]
    answer: Json = options[0]["answer"] if options else {"unknown": True}
    return answer


async def _once_known(finance: Officer, fund: Json) -> str:
    """Publish it as soon as svc-budget has heard of the department."""
    while True:
        try:
            return str((await finance.post("/budget/funds", json=fund))["fund_id"])
        except Refused as refused:
            if refused.status == UNSOUND:
                raise
            await asyncio.sleep(0.5)
