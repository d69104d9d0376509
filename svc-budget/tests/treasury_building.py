"""Funds over HTTP: a service with the finance departments of a province, cities, a district."""

from dataclasses import dataclass
from typing import Any

import httpx2
from budget_building import Budget, id_of, staff

from shared.identity import ANONYMOUS, Caller
from svc_budget.domain.units.units import Unit, UnitKind
from svc_budget.storage.directory import Organ
from svc_budget.storage.units import units
from svc_budget.use_cases.directory import keep_organ

FUNDS = "/budget/funds"
PROVINCE, CITY = "430000", "431200"
ORGANS = (
    ("hnczt", "湖南省财政厅", PROVINCE), ("hhczj", "怀化市财政局", CITY),
    ("czj", "怀化市鹤城区财政局", "431202"), ("nyj", "怀化市鹤城区农业农村局", "431202"),
    ("wjj", "怀化市鹤城区卫生健康局", "431202"), ("ldczj", "娄底市财政局", "431300"),
)  # fmt: skip
TREASURY = staff(organ="hnczt", region=PROVINCE)
CITY_FINANCE = staff(organ="hhczj", region=CITY)
OTHER_CITY = staff(organ="ldczj", region="431300")
DISTRICT = staff(organ="czj")
FARMING = staff(organ="nyj")
HEALTH = staff(organ="wjj")


@dataclass
class Treasury:
    """What finance departments do, over HTTP."""

    budget: Budget

    def client(self, caller: Caller | None = None, **headers: str) -> httpx2.AsyncClient:
        """Anybody, or somebody."""
        return self.budget.as_(caller or ANONYMOUS, **headers)

    async def fund(self, caller: Caller = TREASURY, **known: Any) -> dict[str, Any]:
        """A special fund of the province."""
        told = await self.client(caller).post(FUNDS, json=a_fund(**known))
        assert told.status_code == 201, told.text
        made: dict[str, Any] = told.json()
        return made

    async def disclose(
        self, fund_id: str, kind: str, year: int | None = None, version: str = "0", **known: Any
    ) -> httpx2.Response:
        """State one of the five disclosures."""
        asked = {} if year is None else {"year": year}
        client = self.client(TREASURY, **{"If-Match": f'"{version}"'})
        return await client.put(f"{FUNDS}/{fund_id}/disclosures/{kind}", params=asked, json=known)

    async def allocate(
        self, fund_id: str, *items: dict[str, Any], caller: Caller = TREASURY
    ) -> httpx2.Response:
        """Enter allocations."""
        return await self.client(caller).post(
            f"{FUNDS}/{fund_id}/allocations", json={"items": list(items)}
        )

    async def say(
        self, caller: Caller, allocation: dict[str, Any], verb: str, **said: Any
    ) -> httpx2.Response:
        """Correct, acknowledge or pay."""
        client = self.client(caller, **{"If-Match": f'"{allocation["version"]}"'})
        return await client.post(
            f"/budget/allocations/{allocation['allocation_id']}/{verb}", json=said
        )

    async def page(self, path: str, **asked: Any) -> dict[str, Any]:
        """What anybody reads."""
        told = await self.client().get(path, params=asked)
        assert told.status_code == 200, told.text
        found: dict[str, Any] = told.json()
        return found


def a_fund(**known: Any) -> dict[str, Any]:
    """A fund as it is sent."""
    return {
        "name": "现代农业发展专项资金", "category": "special_fund", "class_name": "农林水",
        "region_code": PROVINCE, "organ_name": "湖南省农业农村厅", "established_on": "2025-03-01",
        "first_year": 2026,
    } | known  # fmt: skip


def node(kind: str, node_id: str | None, name: str = "", **known: Any) -> dict[str, Any]:
    """A node as it is sent."""
    return {"kind": kind, "id": node_id, "name": name} | known


def an_item(
    source: dict[str, Any] | None, target: dict[str, Any], amount: str, **known: Any
) -> dict[str, Any]:
    """An allocation as it is sent."""
    return {
        "year": 2026, "source": source, "target": target, "amount": amount,
        "document": "湘财农指〔2026〕12号", "allocated_on": "2026-03-01",
    } | known  # fmt: skip


async def a_treasury(budget: Budget) -> Treasury:
    """The service knows the organs, and the farming bureau as a budget unit."""
    async with budget.bench.unit_of_work(budget.now) as work:
        for code, name, region in ORGANS:
            await keep_organ(work, Organ(id_of("organ", code), code, name, "", region))
        farming = Unit(
            "nyj", "怀化市鹤城区农业农村局", kind=UnitKind.DEPARTMENT,
            organ_id=id_of("organ", "nyj"), region_code="431202", level="县",
        )  # fmt: skip
        await units.put(work, [farming])
    return Treasury(budget)
