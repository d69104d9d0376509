"""The vault: issued with the hand-out, registered, shown to the holder, verified by anybody."""

from asyncio import gather
from typing import Any
from urllib.parse import urlsplit

import httpx2
import jwt
import pytest
import segno
from approvals_building import Approvals, an_accepted_case, id_of
from certificate_building import (
    CARD,
    IDENTITY_NO,
    a_registered_card,
    a_registration,
    an_issued_case,
    held,
    on,
    told,
)
from pdf_reading import dark_modules, read_pdf

from shared import audit
from svc_approvals.use_cases.certificates.ending import expire_certificates

PRODUCTS = {"business_licence", "hygiene_licence", "road_permit"}


def problem(answer: httpx2.Response) -> str:
    """The last part of a problem's type."""
    slug: str = answer.json()["type"].rsplit("/", 1)[1]
    return slug


def modules_of(text: str) -> set[tuple[int, int]]:
    """The dark modules of the QR code that says this text."""
    matrix = segno.make_qr(text, error="m").matrix
    return {(i, j) for i, row in enumerate(matrix) for j, dark in enumerate(row) if dark}


async def expire(approvals: Approvals) -> int:
    async with approvals.work(locks=True) as work:
        ended = await expire_certificates(work)
        await work.commit()
    return ended


async def verified(approvals: Approvals, number: str, code: str) -> httpx2.Response:
    return await approvals.as_("anonymous").get(
        "/certificates/verify", params={"number": number, "code": code}
    )


async def whole(approvals: Approvals, certificate_id: str, login: str = "zhang") -> Any:
    shown = await approvals.as_(login).get(f"/certificates/{certificate_id}")
    assert shown.status_code == 200, shown.text
    return shown.json()


async def test_the_hand_out_puts_every_departments_certificate_in_the_vault(
    approvals: Approvals,
) -> None:
    journey = await an_issued_case(approvals)

    mine = {one["type_code"]: one for one in await held(approvals)}

    assert set(mine) == PRODUCTS
    licence = await whole(approvals, mine["hygiene_licence"]["certificate_id"])
    assert licence["data"] == {
        "unit_name": "鹤城区小张理发店", "holder_name": "张三", "area": 36.5,
        "address": "怀化市鹤城区迎丰中路1号", "projects": "理发及美容服务",
    }  # fmt: skip
    assert licence["organ_name"] == "怀化市鹤城区卫生健康局"
    assert (licence["valid_from"], licence["valid_until"]) == ("2026-03-02", "2030-03-01")
    assert (licence["case_id"], licence["origin"]) == (journey.case_id, "issued")
    assert (licence["state"], licence["holder_masked"]) == ("valid", "张*")
    ((subject, data),) = await told(approvals, licence["certificate_id"])
    assert subject == "approvals.certificate.issued.v1"
    assert data["case_id"] == journey.case_id
    assert "张三" not in str(data)


async def test_nothing_is_issued_before_the_hand_out_nor_of_a_refused_branch(
    approvals: Approvals,
) -> None:
    journey = await an_accepted_case(approvals)
    await approvals.pool.execute("UPDATE node SET on_refuse = 'branch'")
    for key in ("market", "health", "tax", "police"):
        await journey.decide(key)
    await journey.decide("city", "refuse")
    await journey.supply_deferred()
    assert await held(approvals) == []

    assert (await journey.decide("issue")).status_code == 200

    assert {one["type_code"] for one in await held(approvals)} == PRODUCTS - {"road_permit"}


async def test_handing_out_ten_times_at_once_issues_each_certificate_once(
    approvals: Approvals,
) -> None:
    journey = await an_accepted_case(approvals)
    for key in ("market", "health", "city", "tax", "police"):
        await journey.decide(key)
    await journey.supply_deferred()

    answers = await gather(*(journey.decide("issue") for _ in range(10)))

    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 9
    assert sorted(one["type_code"] for one in await held(approvals)) == sorted(PRODUCTS)
    subjects = await approvals.pool.fetchval(
        "SELECT count(*) FROM journal WHERE subject = 'approvals.certificate.issued.v1'"
    )
    assert subjects == len(PRODUCTS)


async def test_a_type_nobody_loaded_does_not_keep_the_hand_out_back(approvals: Approvals) -> None:
    await approvals.pool.execute("DELETE FROM certificate_type WHERE code = 'road_permit'")

    await an_issued_case(approvals)

    assert {one["type_code"] for one in await held(approvals)} == PRODUCTS - {"road_permit"}


async def test_the_vault_lists_by_type_and_state_page_by_page(approvals: Approvals) -> None:
    await an_issued_case(approvals)
    zhang = approvals.as_("zhang")

    first = (await zhang.get("/certificates", params={"limit": 2, "count": "true"})).json()
    second = (
        await zhang.get("/certificates", params={"limit": 2, "cursor": first["next_cursor"]})
    ).json()

    assert (len(first["items"]), first["total"]) == (2, 3)
    assert (len(second["items"]), second["next_cursor"]) == (1, None)
    seen = {one["certificate_id"] for one in first["items"] + second["items"]}
    assert len(seen) == 3
    assert len(await held(approvals, type="road_permit", state="valid")) == 1
    assert await held(approvals, state="revoked") == []
    approvals.set_clock(on("2026-04-01"))  # the permit for the road held for thirty days
    assert [one["type_code"] for one in await held(approvals, state="expired")] == ["road_permit"]
    refused = await zhang.get("/certificates", params={"state": "lost"})
    assert refused.status_code == 422


async def test_lists_show_no_data_and_mask_the_number_that_is_a_persons(
    approvals: Approvals,
) -> None:
    card = await a_registered_card(approvals)

    listed = await approvals.as_("zhang").get("/certificates")

    assert card["issued_no_masked"] == "4312**********1011"
    for text in (listed.text, str(card)):
        assert IDENTITY_NO not in text
        assert "张三" not in text
    mine = await whole(approvals, card["certificate_id"])
    assert (mine["issued_no"], mine["data"], mine["holder_name"]) == (IDENTITY_NO, CARD, "张三")


async def test_a_number_and_a_code_verify_without_a_login(approvals: Approvals) -> None:
    card = await whole(approvals, (await a_registered_card(approvals))["certificate_id"])

    shown = await verified(approvals, card["number"], card["code"].lower())

    assert shown.status_code == 200
    assert shown.json() | {"key_id": ""} == {
        "number": card["number"], "type_code": "resident_identity_card", "name": "居民身份证",
        "holder_masked": "张*", "organ_name": "怀化市鹤城区公安分局", "valid_from": "2020-01-01",
        "valid_until": "2039-12-31", "state": "valid", "state_name": "有效", "revoked_at": None,
        "signature_holds": True, "key_id": "",
    }  # fmt: skip
    assert "张三" not in shown.text
    assert IDENTITY_NO not in shown.text


async def test_a_wrong_number_and_a_wrong_code_are_refused_in_the_same_words(
    approvals: Approvals,
) -> None:
    card = await whole(approvals, (await a_registered_card(approvals))["certificate_id"])
    number, code = card["number"], card["code"]
    asked = [
        (number, "WRONGONE"), ("431202-20260302-AAAAAAAA", code), (number, ""), ("x", "é"),
        (IDENTITY_NO, code),
    ]  # fmt: skip

    answers = [await verified(approvals, *one) for one in asked]

    bodies = [{k: v for k, v in answer.json().items() if k != "request_id"} for answer in answers]
    assert {answer.status_code for answer in answers} == {404}
    assert all(body == bodies[0] for body in bodies)


async def test_the_signed_data_verifies_here_and_with_the_published_key(
    approvals: Approvals,
) -> None:
    card = await a_registered_card(approvals)
    zhang, anybody = approvals.as_("zhang"), approvals.as_("anonymous")
    signed = (await zhang.get(f"/certificates/{card['certificate_id']}/signed")).json()
    keys = await anybody.get("/certificates/keys")

    here = await anybody.post("/certificates/verify", json={"signed": signed["signed"]})

    assert here.json()["signature_holds"] is True
    assert here.json()["number"] == card["number"]
    assert keys.headers["cache-control"].startswith("public")
    (published,) = (one for one in keys.json()["keys"] if one["kid"] == signed["key_id"])
    payload = jwt.PyJWS().decode(
        signed["signed"], jwt.PyJWK.from_dict(published), algorithms=["EdDSA"]
    )
    assert IDENTITY_NO.encode() in payload


async def test_changed_signed_data_and_foreign_signatures_are_refused(approvals: Approvals) -> None:
    card = await a_registered_card(approvals)
    path = f"/certificates/{card['certificate_id']}/signed"
    header, payload, signature = (
        (await approvals.as_("zhang").get(path)).json()["signed"].split(".")
    )
    anybody = approvals.as_("anonymous")

    for token in (f"{header}.{payload[:-4]}AAAA.{signature}", f"{header}.{payload}.", "nothing"):
        refused = await anybody.post("/certificates/verify", json={"signed": token})
        assert (refused.status_code, problem(refused)) == (422, "signature-not-ours")


async def test_a_row_changed_behind_our_back_no_longer_fits_its_signature(
    approvals: Approvals,
) -> None:
    card = await whole(approvals, (await a_registered_card(approvals))["certificate_id"])
    await approvals.pool.execute("UPDATE certificate SET valid_until = '2099-12-31'")

    shown = await verified(approvals, card["number"], card["code"])

    assert (shown.json()["state"], shown.json()["signature_holds"]) == ("valid", False)


async def test_the_print_says_it_all_and_its_qr_code_verifies(approvals: Approvals) -> None:
    await an_issued_case(approvals)
    (mine,) = await held(approvals, type="hygiene_licence")
    shown = await whole(approvals, mine["certificate_id"])

    pdf = await approvals.as_("zhang").get(f"/certificates/{mine['certificate_id']}/pdf")

    printed = read_pdf(pdf.content)
    for said in (
        *("公共场所卫生许可证", mine["number"], shown["code"], "怀化市鹤城区卫生健康局", "样章"),
        *("鹤城区小张理发店", "理发及美容服务", "2026年3月2日 至 2030年3月1日"),
    ):
        assert said in printed.text, said
    assert (printed.pages, printed.all_embedded) == (1, True)
    assert dark_modules(pdf.content) == modules_of(shown["verify_url"])
    address = urlsplit(shown["verify_url"])
    opened = await approvals.as_("anonymous").get(
        f"{address.path.removeprefix('/api/v1')}?{address.query}"
    )
    assert opened.json()["number"] == mine["number"]


async def test_the_same_registration_again_changes_nothing(approvals: Approvals) -> None:
    police = approvals.as_("approver-gaj")
    first = await a_registered_card(approvals)

    again = await police.post("/certificates", json=a_registration())
    other = await police.post("/certificates", json=a_registration("li"))

    assert (again.status_code, again.json()) == (200, first)
    assert (other.status_code, problem(other)) == (409, "certificate-already-registered")
    assert len(await told(approvals, first["certificate_id"])) == 1
    assert await held(approvals, "li") == []


async def test_registering_ten_times_at_once_leaves_one(approvals: Approvals) -> None:
    police = approvals.as_("approver-gaj")

    answers = await gather(
        *(police.post("/certificates", json=a_registration()) for _ in range(10))
    )

    assert sorted(answer.status_code for answer in answers) == [200] * 9 + [201]
    assert len({answer.json()["certificate_id"] for answer in answers}) == 1


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"data": {"holder_name": "张三"}}, "#/data/identity_no"),
        ({"data": {**CARD, "identity_no": "1"}}, "#/data/identity_no"),
        ({"valid_from": "2026-03-03"}, "#/valid_from"),
        ({"valid_until": "2019-12-31"}, "#/valid_until"),
    ],
)
async def test_what_is_wrong_in_a_registration_is_named_and_nothing_is_kept(
    approvals: Approvals, change: dict[str, Any], pointer: str
) -> None:
    refused = await approvals.as_("approver-gaj").post(
        "/certificates", json=a_registration(**change)
    )

    assert (refused.status_code, problem(refused)) == (422, "certificate-data-invalid")
    assert pointer in {error["pointer"] for error in refused.json()["errors"]}
    assert await held(approvals) == []


async def test_only_the_issuing_organ_registers_and_only_what_there_is(
    approvals: Approvals,
) -> None:
    tax = await approvals.as_("approver-swj").post("/certificates", json=a_registration())
    unknown = await approvals.as_("approver-gaj").post(
        "/certificates", json=a_registration(type="flying_licence")
    )
    citizen = await approvals.as_("zhang").post("/certificates", json=a_registration())

    assert (tax.status_code, problem(tax)) == (403, "not-issuing-organ")
    assert (unknown.status_code, problem(unknown)) == (422, "certificate-type-unknown")
    assert (citizen.status_code, problem(citizen)) == (403, "role-missing")


async def test_the_issuing_organ_revokes_once_and_everybody_sees_it(approvals: Approvals) -> None:
    card = await whole(approvals, (await a_registered_card(approvals))["certificate_id"])
    path = f"/certificates/{card['certificate_id']}/revoke"
    police, body = approvals.as_("approver-gaj"), {"reason": "换领新证"}

    answers = await gather(*(police.post(path, json=body) for _ in range(4)))

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert (problem(refused), refused.json()["state"]) == ("certificate-not-valid", "revoked")
    facts = await told(approvals, card["certificate_id"])
    assert [subject.split(".")[2] for subject, _ in facts] == ["registered", "revoked"]
    messages = await approvals.pool.fetch(
        "SELECT data FROM journal WHERE data->>'template' = 'certificate_revoked'"
    )
    assert [row["data"]["account_id"] for row in messages] == [str(id_of("account", "zhang"))]
    assert "换领新证" not in str([facts, messages])
    assert (await whole(approvals, card["certificate_id"]))["reason"] == "换领新证"
    shown = (await verified(approvals, card["number"], card["code"])).json()
    assert (shown["state"], shown["signature_holds"]) == ("revoked", True)
    pdf = await approvals.as_("zhang").get(f"/certificates/{card['certificate_id']}/pdf")
    assert "本证照已撤销，不得使用" in read_pdf(pdf.content).text


async def test_expiry_shows_on_time_and_is_told_once_by_the_worker(approvals: Approvals) -> None:
    card = await whole(
        approvals, (await a_registered_card(approvals, valid_until="2026-03-31"))["certificate_id"]
    )
    assert await expire(approvals) == 0
    approvals.set_clock(on("2026-04-01"))

    before = (await verified(approvals, card["number"], card["code"])).json()
    counts = await gather(*(expire(approvals) for _ in range(3)))

    assert before["state"] == "expired"
    assert sum(counts) == 1
    facts = await told(approvals, card["certificate_id"])
    assert [subject.split(".")[2] for subject, _ in facts] == ["registered", "expired"]
    revoked = await approvals.as_("approver-gaj").post(
        f"/certificates/{card['certificate_id']}/revoke", json={"reason": "迟了"}
    )
    assert (revoked.status_code, revoked.json()["state"]) == (409, "expired")


async def test_another_persons_certificate_is_not_found(approvals: Approvals) -> None:
    card = await a_registered_card(approvals)
    li, one = approvals.as_("li"), f"/certificates/{card['certificate_id']}"

    answers = [
        *[await li.get(f"{one}{part}") for part in ("", "/pdf", "/signed", "/uses")],
        await approvals.as_("zhang").get(f"/certificates/{id_of('certificate', 'none')}"),
    ]

    assert {(answer.status_code, problem(answer)) for answer in answers} == {
        (404, "certificate-not-found")
    }
    assert await held(approvals, "li") == []


async def test_another_organs_certificate_is_not_found(approvals: Approvals) -> None:
    card = await a_registered_card(approvals)
    path = f"/certificates/{card['certificate_id']}/revoke"

    other = await approvals.as_("approver-wjj").post(path, json={"reason": "不属于"})
    holder = await approvals.as_("zhang").post(path, json={"reason": "自己"})
    anybody = await approvals.as_("anonymous").post(path, json={"reason": "谁"})

    assert (other.status_code, problem(other)) == (404, "certificate-not-found")
    assert (holder.status_code, anybody.status_code) == (403, 401)
    assert (await held(approvals))[0]["state"] == "valid"


@pytest.mark.parametrize("part", ["", "/{id}", "/{id}/pdf", "/{id}/signed", "/{id}/uses"])
async def test_the_vault_is_for_holders_only(approvals: Approvals, part: str) -> None:
    card = await a_registered_card(approvals)
    path = f"/certificates{part.format(id=card['certificate_id'])}"

    assert (await approvals.as_("approver-gaj").get(path)).status_code == 403
    assert (await approvals.as_("anonymous").get(path)).status_code == 401


async def test_types_are_public_and_paged_with_their_schemas(approvals: Approvals) -> None:
    anybody = approvals.as_("anonymous")
    first = (await anybody.get("/certificates/types?limit=5&count=true")).json()

    second = await anybody.get("/certificates/types", params={"cursor": first["next_cursor"]})
    consent = (await anybody.get("/certificates/consent")).json()

    codes = [one["code"] for one in first["items"] + second.json()["items"]]
    assert (len(codes), codes) == (first["total"], sorted(codes))
    card = next(one for one in second.json()["items"] if one["code"] == "resident_identity_card")
    assert list(card["data_schema"]["properties"])[:3] == ["holder_name", "sex", "ethnicity"]
    assert consent["version"]
    assert "同意" in consent["text"]


async def test_what_certificates_say_rests_encrypted_and_its_audit_chain_holds(
    approvals: Approvals,
) -> None:
    card = await a_registered_card(approvals)
    await an_issued_case(approvals)
    await approvals.as_("approver-gaj").post(
        f"/certificates/{card['certificate_id']}/revoke", json={"reason": "换领"}
    )

    rows = await approvals.pool.fetch("SELECT c::text AS row FROM certificate c")
    assert len(rows) == 4
    for row in rows:
        assert IDENTITY_NO not in row["row"]
        assert "张三" not in row["row"]
        assert "理发及美容" not in row["row"]
    async with approvals.work(locks=True) as work:
        await audit.seal(work, work.now)
        await work.commit()
    async with approvals.pool.acquire() as connection:
        assert await audit.first_broken(connection) is None


async def test_certificates_are_linked_with_their_case_and_their_organ(
    approvals: Approvals,
) -> None:
    journey = await an_issued_case(approvals)
    (mine,) = await held(approvals, type="hygiene_licence")
    inside = approvals.as_("anonymous")

    of_case = (await inside.get(f"http://approvals/links/case/{journey.case_id}")).json()["links"]
    one = f"http://approvals/links/certificate/{mine['certificate_id']}"
    of_certificate = (await inside.get(one)).json()["links"]
    no_id = await inside.get("http://approvals/links/certificate/x")

    issued = {link["id"] for link in of_case if link["kind"] == "certificate"}
    assert len(issued) == len(PRODUCTS)
    assert mine["certificate_id"] in issued
    assert {(link["kind"], link["id"]) for link in of_certificate} == {
        ("organ", "wjj"), ("case", journey.case_id),
    }  # fmt: skip
    assert problem(no_id) == "certificate-not-found"
