"""Certificates instead of materials: offered, with consent, on record, and only while they hold."""

from asyncio import gather
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
from approvals_building import DEFERRED, Approvals, Journey, a_begun_case, a_file
from case_building import at
from catalogue_building import a_matter, a_node, an_issue
from certificate_building import (
    CARD,
    HYGIENE,
    IDENTITY_NO,
    a_registered_card,
    a_registration,
    held,
    told,
)
from pdf_reading import read_pdf

from svc_approvals.domain.catalogue.materials import Material, Product
from svc_approvals.storage.catalogue import matters

SILENT = at("2026-03-09 17:00")


@pytest.fixture
async def card(approvals: Approvals) -> str:
    """The identity card of zhang, whose shop it is."""
    return str((await a_registered_card(approvals))["certificate_id"])


@pytest.fixture
async def draft(approvals: Approvals) -> Journey:
    return await a_begun_case(approvals)


async def use(
    journey: Journey, certificate_id: str, code: str = "M02", **body: Any
) -> httpx2.Response:
    """zhang lets a certificate stand in for a material."""
    return await journey.approvals.as_("zhang").put(
        f"{journey.path}/materials/{code}/certificate",
        json={"certificate_id": certificate_id, "consent": True, **body},
    )


async def materials_of(journey: Journey, login: str = "zhang") -> dict[str, Any]:
    path = journey.path if login == "zhang" else journey.desk
    shown = (await journey.approvals.as_(login).get(path)).json()
    return {one["code"]: one for one in shown["materials"]}


async def revoke(approvals: Approvals, certificate_id: str) -> None:
    done = await approvals.as_("approver-gaj").post(
        f"/certificates/{certificate_id}/revoke", json={"reason": "换领"}
    )
    assert done.status_code == 200, done.text


async def uses_of(approvals: Approvals, certificate_id: str) -> list[dict[str, Any]]:
    listed = await approvals.as_("zhang").get(f"/certificates/{certificate_id}/uses")
    items: list[dict[str, Any]] = listed.json()["items"]
    return items


async def handed_in_with(journey: Journey, certificate_id: str) -> None:
    """Everything handed in, the identity card out of the vault."""
    await journey.hand_in_everything()
    for code in ("M02", "M03"):
        assert (await use(journey, certificate_id, code)).status_code == 200
    await journey.submit()


def problem(answer: httpx2.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rsplit("/", 1)[1]


async def test_what_the_applicant_holds_is_offered_where_it_fits(draft: Journey, card: str) -> None:
    shown = await materials_of(draft)

    offered = {code: one["offered"] for code, one in shown.items() if one["offered"]}
    assert set(offered) == {"M02", "M03"}
    assert offered["M02"] == [
        {"certificate_id": card, "name": "居民身份证", "valid_until": "2039-12-31"}
    ]


async def test_with_consent_a_certificate_is_the_material_and_the_holder_sees_its_use(
    draft: Journey, card: str
) -> None:
    done = await use(draft, card)

    assert done.status_code == 200, done.text
    assert (done.json()["state"], done.json()["certificate_id"]) == ("supplied", card)
    shown = (await materials_of(draft))["M02"]
    assert (shown["state"], shown["file_name"], shown["offered"]) == (
        "supplied", "居民身份证.pdf", [],
    )  # fmt: skip
    (used,) = await uses_of(draft.approvals, card)
    assert (used["case_no"], used["material_code"]) == (draft.case_no, "M02")
    assert (used["matter_name"], used["ended_at"]) == ("我要开理发店（个体无房产证）", None)
    assert used["consent_version"]
    assert (await draft.approvals.announced(draft.case_id))[-1] == "material_from_certificate"


@pytest.mark.parametrize("consent", [{"consent": False}, {"consent": None}])
async def test_without_consent_nothing_is_used(
    draft: Journey, card: str, consent: dict[str, Any]
) -> None:
    refused = await use(draft, card, **consent)

    assert refused.status_code == 422
    assert await uses_of(draft.approvals, card) == []
    assert (await materials_of(draft))["M02"]["state"] == "missing"


async def test_another_persons_certificate_is_not_found(
    approvals: Approvals, draft: Journey
) -> None:
    others = await a_registered_card(approvals, "li", number="431202199003071038")

    assert problem(await use(draft, others["certificate_id"])) == (404, "certificate-not-found")
    assert problem(await use(draft, str(uuid4()))) == (404, "certificate-not-found")
    assert (await materials_of(draft))["M02"]["offered"] == []


async def test_another_persons_case_is_not_found(draft: Journey, card: str) -> None:
    li = draft.approvals.as_("li")
    path = f"{draft.path}/materials/M02/certificate"
    body = {"certificate_id": card, "consent": True}

    answers = [
        await li.put(path, json=body), await li.post(path, json=body), await li.delete(path),
        await li.get(f"{draft.path}/prefill"),
    ]  # fmt: skip

    assert {problem(answer) for answer in answers} == {(404, "case-not-found")}


async def test_an_ended_certificate_is_neither_offered_nor_taken(
    approvals: Approvals, draft: Journey, card: str
) -> None:
    await revoke(approvals, card)
    short = await a_registered_card(
        approvals, number="431202199003071038", valid_until="2026-03-03"
    )
    assert (await materials_of(draft))["M02"]["offered"][0]["certificate_id"] != card
    approvals.later(timedelta(days=2))

    revoked, expired = await use(draft, card), await use(draft, short["certificate_id"])

    assert problem(revoked) == problem(expired) == (409, "certificate-not-valid")
    assert (revoked.json()["state"], expired.json()["state"]) == ("revoked", "expired")
    assert (await materials_of(draft))["M02"]["offered"] == []


async def test_a_certificate_of_another_type_does_not_fit(
    approvals: Approvals, draft: Journey, card: str
) -> None:
    body = a_registration(type="hygiene_licence", number="卫-1", data=HYGIENE)
    licence = (await approvals.as_("approver-wjj").post("/certificates", json=body)).json()

    assert problem(await use(draft, licence["certificate_id"])) == (422, "certificate-does-not-fit")
    assert problem(await use(draft, card, "M07")) == (422, "certificate-does-not-fit")
    assert problem(await use(draft, card, "M99")) == (422, "material-unknown")


async def test_consent_is_withdrawn_while_it_is_a_draft(draft: Journey, card: str) -> None:
    await use(draft, card)
    zhang, path = draft.approvals.as_("zhang"), f"{draft.path}/materials/M02/certificate"

    done = await zhang.delete(path)
    again = await zhang.delete(path)

    assert (done.status_code, done.json()["state"]) == (200, "missing")
    assert problem(again) == (404, "certificate-use-not-found")
    (used,) = await uses_of(draft.approvals, card)
    assert used["ended_at"] is not None
    assert (await zhang.get(f"{draft.path}/materials/M02/file")).status_code == 404
    assert "certificate_consent_withdrawn" in await draft.approvals.announced(draft.case_id)


async def test_after_submission_consent_stands(draft: Journey, card: str) -> None:
    await handed_in_with(draft, card)

    refused = await draft.approvals.as_("zhang").delete(f"{draft.path}/materials/M02/certificate")

    assert problem(refused) == (409, "transition-not-allowed")


async def test_a_file_instead_ends_the_use(draft: Journey, card: str) -> None:
    await use(draft, card)

    done = await draft.approvals.as_("zhang").put(f"{draft.path}/materials/M02", files=a_file())

    assert done.status_code == 200
    assert (await materials_of(draft))["M02"]["certificate_id"] is None
    assert [one["ended_at"] is not None for one in await uses_of(draft.approvals, card)] == [True]


async def test_ten_uses_at_once_leave_one_that_stands(draft: Journey, card: str) -> None:
    answers = await gather(*(use(draft, card) for _ in range(10)))

    assert {answer.status_code for answer in answers} <= {200, 503}
    standing = [one for one in await uses_of(draft.approvals, card) if one["ended_at"] is None]
    assert len(standing) == 1


async def test_revoked_before_it_is_handed_in_it_leaves_the_material_missing(
    approvals: Approvals, draft: Journey, card: str
) -> None:
    await draft.hand_in_everything()
    await use(draft, card)
    await revoke(approvals, card)
    zhang = approvals.as_("zhang")

    precheck = (await zhang.post(f"{draft.path}/precheck")).json()
    refused = await zhang.post(f"{draft.path}/submit")

    expected = ("#/materials/M02", "certificate_ended")
    assert [(one["pointer"], one["code"]) for one in precheck["errors"]] == [expected]
    assert problem(refused) == (422, "application-incomplete")
    shown = (await materials_of(draft))["M02"]
    assert (shown["state"], shown["certificate_ended"]) == ("missing", True)
    await zhang.put(f"{draft.path}/materials/M02", files=a_file())
    assert (await zhang.post(f"{draft.path}/submit")).status_code == 200


async def test_revoked_before_acceptance_the_window_cannot_accept(
    approvals: Approvals, draft: Journey, card: str
) -> None:
    await handed_in_with(draft, card)
    await revoke(approvals, card)

    refused = await approvals.as_("window1").post(
        f"{draft.desk}/accept", json={"deferrals": [{"material": DEFERRED, "due_days": 5}]}
    )

    assert problem(refused) == (422, "application-incomplete")
    assert {one["code"] for one in refused.json()["errors"]} == {"certificate_ended"}


async def test_revoked_after_acceptance_what_was_handed_in_stays(
    approvals: Approvals, draft: Journey, card: str
) -> None:
    await handed_in_with(draft, card)
    await draft.accept()
    approvals.later(timedelta(minutes=1))

    await revoke(approvals, card)

    assert (await materials_of(draft))["M02"]["state"] == "supplied"


async def test_silence_accepts_what_was_good_when_it_came_in(
    approvals: Approvals, draft: Journey, card: str
) -> None:
    await handed_in_with(draft, card)
    approvals.later(timedelta(hours=1))
    await revoke(approvals, card)
    approvals.set_clock(SILENT)

    await approvals.ring_due()

    assert (await approvals.row_of(draft.case_id))["deemed_accepted"]
    assert (await materials_of(draft))["M02"]["state"] == "supplied"


async def test_the_window_and_the_department_read_the_certificate_as_the_file(
    approvals: Approvals, draft: Journey, card: str
) -> None:
    await handed_in_with(draft, card)
    at_desk = await approvals.as_("window1").get(f"{draft.desk}/materials/M02/file")
    await draft.accept()

    in_dossier = await approvals.as_("approver-scjg").get(
        f"/tasks/{draft.tasks['market']}/materials/M02/file"
    )

    for answer in (at_desk, in_dossier):
        assert answer.headers["content-type"] == "application/pdf"
        assert IDENTITY_NO in read_pdf(answer.content).text
    assert (await materials_of(draft, "window1"))["M02"]["offered"] == []


async def test_a_deferred_material_can_come_out_of_the_vault(approvals: Approvals) -> None:
    matter = a_matter(
        a_node("only", requires=("M1",)), an_issue("only", organ="xzsp"),
        materials=(
            Material("M1", "身份证", certificate_type="resident_identity_card", deferrable=True),
        ),
    )  # fmt: skip
    journey = await a_case_of(approvals, matter, {"M1": 5})
    card = await a_registered_card(approvals)

    done = await use(journey, card["certificate_id"], "M1")

    assert done.status_code == 200, done.text
    told_ = await approvals.announced(journey.case_id)
    assert told_[-2:] == ["material_supplied", "material_from_certificate"]
    assert (await approvals.row_of(journey.case_id))["deferrals_open"] == 0
    again = await use(journey, card["certificate_id"], "M1")
    assert problem(again) == (409, "material-not-deferred")


async def a_case_of(approvals: Approvals, matter: Any, deferred: dict[str, int]) -> Journey:
    """An accepted case of zhang's of a matter without a form."""
    async with approvals.work() as work:
        await matters.publish(work, matter)
        await work.commit()
    zhang = approvals.as_("zhang")
    begun = (await zhang.post("/cases", json={"matter_code": matter.code})).json()
    journey = Journey(approvals, begun["case_id"], begun["case_no"], begun["query_code"])
    await journey.submit()
    body = {"deferrals": [{"material": code, "due_days": n} for code, n in deferred.items()]}
    done = await approvals.as_("window1").post(f"{journey.desk}/accept", json=body)
    assert done.status_code == 200, done.text
    await journey.look_up_tasks()
    return journey


async def test_what_one_department_produces_another_finds_in_its_dossier(
    approvals: Approvals,
) -> None:
    product = Product("licence", "公共卫生许可证", "hygiene_licence")
    second = a_node("second", "first", organ="cgj", requires=("licence",))
    matter = a_matter(
        replace(a_node("first"), organ="wjj", produces=("licence",)), second,
        an_issue("second", organ="xzsp"), products=(product,),
    )  # fmt: skip
    journey = await a_case_of(approvals, matter, {})
    task = journey.tasks["first"]
    done = await approvals.as_("approver-wjj").post(
        f"/tasks/{task}/decide", json={"outcome": "approve", "feedback": "准予"}
    )
    assert done.status_code == 200, done.text

    shown = await approvals.as_("approver-cgj").get(f"/tasks/{journey.tasks['second']}")

    (produced,) = shown.json()["produced"]
    assert (produced["code"], produced["name"], produced["node_key"]) == (
        "licence", "公共卫生许可证", "first",
    )  # fmt: skip
    assert (produced["state"], produced["feedback"]) == ("approved", "准予")
    assert produced["finished_at"]


async def test_the_form_is_offered_what_the_certificates_know_and_nothing_is_written(
    approvals: Approvals, card: str
) -> None:
    zhang = approvals.as_("zhang")
    begun = (await zhang.post("/cases", json={"matter_code": "HC-YJS-0001"})).json()
    path = f"/cases/{begun['case_id']}"

    offered = (await zhang.get(f"{path}/prefill")).json()["fields"]

    assert {one["field"]: one["value"] for one in offered} == {
        "operator_name": CARD["holder_name"], "operator_id_no": IDENTITY_NO,
    }  # fmt: skip
    assert {(one["certificate_id"], one["certificate_name"]) for one in offered} == {
        (card, "居民身份证")
    }
    after = (await zhang.get(path)).json()
    assert (after["form"], after["version"]) == ({}, begun["version"])
    filled = {one["field"]: one["value"] for one in offered}
    saved = await zhang.patch(path, json={"form": filled}, headers={"If-Match": "*"})
    assert saved.status_code == 200


async def test_the_use_is_told_without_personal_data_in_the_cases_chain(
    draft: Journey, card: str
) -> None:
    await use(draft, card)

    facts = await told(draft.approvals, draft.case_id)

    assert facts[-1] == (
        "approvals.case.material_from_certificate.v1",
        {"case_id": draft.case_id, "material_code": "M02", "certificate_id": card},
    )
    row = await draft.approvals.pool.fetchrow("SELECT * FROM certificate_use")
    assert row is not None
    assert row["consented_by"] == str((await draft.approvals.row_of(draft.case_id))["applicant_id"])
    assert row["case_id"] == UUID(draft.case_id)
    assert len(await held(draft.approvals)) == 1
