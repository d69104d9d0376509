"""Many cases at once, each with an end of its own."""

import asyncio
import random
from dataclasses import dataclass

from journeys.people import Citizen, Json
from journeys.town import DEFERRED, DEPARTMENTS, FORM, Town

APPLICANTS = ("zhang", "li", "firm")
AT_ONCE = 8
ENDS = ("approved", "approved", "approved", "supplemented", "refused", "withdrawn")


@dataclass(frozen=True)
class Lived:
    """A case that was taken to its end, and the papers that were handed in for it."""

    case: Json
    applicant: str
    result: str
    papers: dict[str, bytes]


async def live_many(town: Town, number: int, chance: random.Random) -> list[Lived]:
    """That many cases, a few at a time."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(index: int) -> Lived:
        async with gate:
            applicant = APPLICANTS[index % len(APPLICANTS)]
            return await _live(town, applicant, ENDS[index % len(ENDS)], chance)

    return await asyncio.gather(*(one(index) for index in range(number)))


async def _live(town: Town, applicant: str, end: str, chance: random.Random) -> Lived:
    citizen = await town.citizen(applicant)
    case = await citizen.begin(FORM)
    papers = await _hand_in(citizen, case)
    await citizen.submit(case)
    await _accept(town, citizen, case, end)
    if end == "withdrawn":
        await town.everybody_approves(case, "market")
        await citizen.withdraw(case)
    elif end == "refused":
        await (await town.approver("health")).handle(case, "refuse")
    else:
        await _all_the_way(town, citizen, case, chance)
    result = end if end in {"refused", "withdrawn"} else "approved"
    return Lived(case, applicant, result, papers)


async def _hand_in(citizen: Citizen, case: Json) -> dict[str, bytes]:
    papers: dict[str, bytes] = {}
    for material in case["materials"]:
        code = material["code"]
        if material["commitment_allowed"]:
            await citizen.commit(case, code)
        elif code != DEFERRED:
            papers[code] = b"%PDF-1.4\n" + f"{case['case_no']} {code}\n".encode() + b"%%EOF\n"
            await citizen.hand_in(case, code, papers[code])
    return papers


async def _accept(town: Town, citizen: Citizen, case: Json, end: str) -> None:
    clerk = await town.clerk()
    if end == "supplemented":
        await clerk.ask_supplement(case, M05="租赁合同缺页")
        await citizen.supplement(case)
    await clerk.accept(case, {DEFERRED: 5})


async def _all_the_way(town: Town, citizen: Citizen, case: Json, chance: random.Random) -> None:
    nodes = chance.sample(sorted(DEPARTMENTS), len(DEPARTMENTS))
    await asyncio.gather(town.everybody_approves(case, *nodes), citizen.hand_in(case, DEFERRED))
    await town.issued(case)
