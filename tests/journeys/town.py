"""The town of the barber shop: who lives and works there, and how far a case is taken."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

import httpx2
from journeys.people import (
    MYSELF,
    Approver,
    Citizen,
    Clerk,
    Json,
    Officer,
    Person,
    Visitor,
)

Known = TypeVar("Known", bound=Person)

FORM: Json = {
    "operator_name": "张三",
    "operator_id_no": "431202199003071011",
    "operator_phone": "13874512345",
    "trade_name": "鹤城区小张理发店",
    "business_scope": "理发及美容服务",
    "premises_address": "金海路100号",
    "premises_area": 40,
    "employees": 2,
    "occupies_road": False,
    "hygiene_committed": True,
    "environment_declared": True,
    "seals": ["official"],
}
DEPARTMENTS = {"market": "scjg", "health": "wjj", "city": "cgj", "tax": "swj", "police": "gaj"}
DEFERRED = "M06"


class Town:
    """Everybody around one gateway; people log in when they are first asked for."""

    def __init__(self, http: httpx2.AsyncClient) -> None:
        self.http = http
        self.visitor = Visitor(http)
        self._known: dict[str, Person] = {}

    @asynccontextmanager
    async def visitor_from(self, address: str) -> AsyncIterator[Visitor]:
        """Somebody at another address of this machine, whose limits are nobody else's."""
        transport = httpx2.AsyncHTTPTransport(local_address=address)
        async with httpx2.AsyncClient(base_url=self.http.base_url, transport=transport) as http:
            yield Visitor(http)

    async def citizen(self, login: str = "zhang") -> Citizen:
        return await self._person(Citizen, login)

    async def clerk(self) -> Clerk:
        return await self._person(Clerk, "window1")

    async def approver(self, node: str) -> Approver:
        """The officer of the department that has this node."""
        return await self._person(Approver, f"approver-{DEPARTMENTS[node]}")

    async def official(self, login: str) -> Officer:
        """Any other: a supervisor, an officer of a department that opens no barber shop."""
        return await self._person(Officer, login)

    async def everybody_approves(self, case: Json, *nodes: str) -> None:
        """These departments (all of them, if none is named), at the same time."""
        officers = [await self.approver(node) for node in nodes or DEPARTMENTS]
        await asyncio.gather(*(officer.handle(case) for officer in officers))

    async def issued(self, case: Json) -> Json:
        """The window hands everything out together."""
        clerk = await self.clerk()
        return await clerk.decide(await clerk.task(case), "approve")

    async def submitted_case(self, applicant: Citizen, **wishes: str) -> Json:
        """A complete application on its way to the window."""
        case = await applicant.begin(FORM, MYSELF, **wishes)
        await applicant.hand_in_all(case)
        await applicant.submit(case)
        return case

    async def accepted_case(self, applicant: Citizen, **wishes: str) -> Json:
        """A case whose departments have begun."""
        case = await self.submitted_case(applicant, **wishes)
        await (await self.clerk()).accept(case)
        return case

    async def _person(self, kind: type[Known], login: str) -> Known:
        known = self._known.get(login)
        if isinstance(known, kind):
            return known
        person = await kind.log_in(self.http, login)
        self._known[login] = person
        return person
