"""A certificate from the vault spares papers, and the licence that comes of it is verified."""

from urllib.parse import parse_qs, urlsplit

import pytest
from journeys.people import BARBER_SHOP, MYSELF, Citizen, Json, Refused
from journeys.town import FORM, Town
from pdf_reading import read_pdf


async def use(citizen: Citizen, case: Json, material: str, certificate_id: str) -> Json:
    """With consent, one of my certificates in place of a paper."""
    body = {"certificate_id": certificate_id, "consent": True}
    path = f"/cases/{case['case_id']}/materials/{material}/certificate"
    return await citizen.post(path, json=body)


async def test_an_identity_card_out_of_the_vault_and_a_licence_into_it(town: Town) -> None:
    zhang = await town.citizen()
    case = await zhang.post("/cases", json={"matter_code": BARBER_SHOP, "answers": MYSELF})
    offered = {one["code"]: one["offered"] for one in case["materials"] if one["offered"]}
    assert set(offered) == {"M02", "M03"}
    card = offered["M02"][0]["certificate_id"]

    known = (await zhang.get(f"/cases/{case['case_id']}/prefill"))["fields"]
    filled = {one["field"]: one["value"] for one in known}
    assert filled == {key: FORM[key] for key in ("operator_name", "operator_id_no")}
    await zhang.change(case, case["version"], form=FORM | filled)
    await zhang.hand_in_all(case, but=frozenset({"M02", "M03"}))
    for material in ("M02", "M03"):
        await use(zhang, case, material, card)
    await zhang.submit(case)
    await (await town.clerk()).accept(case)
    await town.everybody_approves(case)
    await town.issued(case)

    uses = [one async for one in zhang.everything(f"/certificates/{card}/uses")]
    assert [one["case_no"] for one in uses[:2]] == [case["case_no"]] * 2
    mine = [one async for one in zhang.everything("/certificates?type=hygiene_licence")]
    licence = await zhang.get(f"/certificates/{mine[0]['certificate_id']}")
    assert licence["case_id"] == case["case_id"]
    assert licence["data"]["unit_name"] == FORM["trade_name"]
    printed = await zhang.ask("GET", f"/certificates/{licence['certificate_id']}/pdf")
    assert licence["number"] in read_pdf(printed.content).text
    asked = {key: one for key, (one,) in parse_qs(urlsplit(licence["verify_url"]).query).items()}
    verified = await town.visitor.get("/certificates/verify", **asked)
    assert (verified["state"], verified["signature_holds"]) == ("valid", True)
    assert verified["holder_masked"] == "张*"
    with pytest.raises(Refused, match="certificate-not-verified"):
        await town.visitor.get("/certificates/verify", number=asked["number"], code="AAAAAAAA")
