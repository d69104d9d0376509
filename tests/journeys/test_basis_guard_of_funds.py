"""The document a fund is managed by dies: the fund's page shows it at once."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from journeys.library import entered, once
from journeys.people import Json, Officer
from journeys.town import Town

from shared.database import Pool
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.effects.effects import Force

FUND: Json = {
    "name": "城区理发行业扶持资金", "category": "special_fund", "class_name": "商贸流通",
    "region_code": "431202", "organ_name": "怀化市鹤城区财政局",
    "established_on": "2026-01-01", "first_year": 2026,
}  # fmt: skip
FORCE = Force(date(2020, 1, 1))


@dataclass
class FundPage:
    """A fund of the district as its manager and everybody else see it."""

    town: Town
    finance: Officer
    fund_id: str

    @property
    def path(self) -> str:
        """Where it is."""
        return f"/budget/funds/{self.fund_id}"

    async def manage_by(self, reference: str, version: int) -> None:
        """Its management document is this one from now on."""
        said = {"stated": "published", "reference": reference, "published_on": "2026-01-10"}
        await self.finance.ask(
            "PUT", f"{self.path}/disclosures/rules", json=said,
            headers={"If-Match": f'"{version}"'},
        )  # fmt: skip

    async def basis(self) -> Any:
        """What its page says of the document it is managed by."""
        return (await self.town.visitor.get(self.path))["basis"]

    async def shows(self, effect: str) -> bool:
        """Whether its page shows this effect."""
        return bool((await self.basis())["effect"] == effect)

    async def is_listed_as_flagged(self) -> bool:
        """Whether it is among the funds whose document is dead."""
        asked: Json = {"flagged": True, "q": FUND["name"], "limit": 100}
        listed = (await self.town.visitor.get("/budget/funds", **asked))["items"]
        return self.fund_id in [one["fund_id"] for one in listed]


async def a_fund_page(town: Town) -> FundPage:
    """A new fund."""
    finance = await town.official("finance")
    name = f"{FUND['name']}{uuid4().hex[:6]}"
    fund = await finance.post("/budget/funds", json=FUND | {"name": name})
    return FundPage(town, finance, fund["fund_id"])


async def relate(editor: Officer, new: Document, kind: str, old: Document) -> Json:
    """A document replaces or repeals another."""
    told: Json = await editor.post(
        f"/documents/{new.document_id}/relations",
        json={"kind": kind, "target_id": str(old.document_id)},
    )
    return told


async def test_a_fund_is_flagged_at_once_and_clean_when_it_is_rebased(
    town: Town, library: Pool
) -> None:
    old = await entered(library, "己", FORCE)
    new = await entered(library, "庚", Force(date(2026, 1, 1)))
    editor, fund = await town.official("editor"), await a_fund_page(town)

    await fund.manage_by(old.document_no, 0)
    known = await once(lambda: fund.shows("valid"))
    await relate(editor, new, "replaces", old)
    died = await once(lambda: fund.shows("replaced"))
    flag = (await fund.basis())["flag"]
    beside = await town.visitor.get(f"/graph/document/{old.document_id}")

    assert old.document_no in flag
    assert new.document_no in flag
    assert f"fund:{fund.fund_id}" in [one["key"] for one in beside["nodes"]]

    await fund.manage_by(new.document_no, 1)
    clean = await once(lambda: fund.shows("valid"))

    assert (await fund.basis())["flag"] == ""
    print(  # noqa: T201  the figures
        f"\ncited and known {known:.3f} s, dead and shown {died:.3f} s, clean {clean:.3f} s"
    )


async def test_a_repeal_flags_a_fund_at_once_and_taken_back_clears_it(
    town: Town, library: Pool
) -> None:
    old, by = await entered(library, "辛", FORCE), await entered(library, "壬", FORCE)
    editor, fund = await town.official("editor"), await a_fund_page(town)
    await fund.manage_by(old.document_no, 0)
    await once(lambda: fund.shows("valid"))
    assert not await fund.is_listed_as_flagged()

    told = await relate(editor, by, "repeals", old)
    died = await once(lambda: fund.shows("repealed"))
    basis = await fund.basis()

    assert basis["flag"].startswith(f"本资金的管理办法“{old.document_no}”自")
    assert "已废止" in basis["flag"]
    assert basis["since"] is not None
    assert await fund.is_listed_as_flagged()

    later = await a_fund_page(town)  # cites what is dead already
    await later.manage_by(old.document_no, 0)
    seen = await once(lambda: later.shows("repealed"))
    assert (await later.basis())["flag"] == basis["flag"]

    await editor.post(
        f"/documents/{by.document_id}/relations/{told['relation_id']}/retract",
        json={"reason": "登记有误，撤回。"},
    )
    alive = await once(lambda: fund.shows("valid"))
    await once(lambda: later.shows("valid"))

    assert (await fund.basis())["flag"] == ""
    assert not await fund.is_listed_as_flagged()
    print(  # noqa: T201  the figures
        f"\nrepealed and shown {died:.3f} s, cited dead {seen:.3f} s, alive again {alive:.3f} s"
    )
