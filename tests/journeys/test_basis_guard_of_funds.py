"""The document a fund is managed by dies: the fund's page shows it within a second."""

from datetime import date
from typing import Any

from journeys.library import WITHIN, entered, once
from journeys.people import Json
from journeys.town import Town

from shared.database import Pool
from svc_documents.domain.effects.effects import Force

FUND: Json = {
    "name": "城区理发行业扶持资金", "category": "special_fund", "class_name": "商贸流通",
    "region_code": "431202", "organ_name": "怀化市鹤城区财政局",
    "established_on": "2026-01-01", "first_year": 2026,
}  # fmt: skip


async def test_a_fund_is_flagged_within_a_second_and_clean_when_it_is_rebased(
    town: Town, library: Pool
) -> None:
    old = await entered(library, "己", Force(date(2020, 1, 1)))
    new = await entered(library, "庚", Force(date(2026, 1, 1)))
    finance, editor = await town.official("finance"), await town.official("editor")
    fund = await finance.post("/budget/funds", json=FUND)
    path = f"/budget/funds/{fund['fund_id']}"

    async def manage_by(reference: str, version: int) -> None:
        said = {"stated": "published", "reference": reference, "published_on": "2026-01-10"}
        await finance.ask(
            "PUT", f"{path}/disclosures/rules", json=said, headers={"If-Match": f'"{version}"'}
        )

    async def basis() -> Any:
        return (await town.visitor.get(path))["basis"]

    async def shows(effect: str) -> bool:
        return bool((await basis())["effect"] == effect)

    await manage_by(old.document_no, 0)
    known = await once(lambda: shows("valid"))
    await editor.post(
        f"/documents/{new.document_id}/relations",
        json={"kind": "replaces", "target_id": str(old.document_id)},
    )
    died = await once(lambda: shows("replaced"))
    flag = (await basis())["flag"]
    beside = await town.visitor.get(f"/graph/document/{old.document_id}")

    assert old.document_no in flag
    assert new.document_no in flag
    assert f"fund:{fund['fund_id']}" in [one["key"] for one in beside["nodes"]]

    await manage_by(new.document_no, 1)
    clean = await once(lambda: shows("valid"))

    assert (await basis())["flag"] == ""
    print(  # noqa: T201  the figures
        f"\ncited and known {known:.3f} s, dead and shown {died:.3f} s, clean {clean:.3f} s"
    )
    assert died < WITHIN
