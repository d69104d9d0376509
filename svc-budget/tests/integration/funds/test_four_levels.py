"""The fund of the acceptance list over HTTP: in transit, over-allocated, unallocated."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest
from treasury_building import (
    CITY_FINANCE,
    DISTRICT,
    FARMING,
    FUNDS,
    OTHER_CITY,
    TREASURY,
    Treasury,
    an_item,
    node,
)

from shared.masking import mask_name

P = node("region", "430000", "湖南省")
C = node("region", "431200", "怀化市")
O = node("region", "431300", "娄底市")  # noqa: E741 - the other city
D = node("region", "431202", "鹤城区")
U = node("unit", "nyj", "怀化市鹤城区农业农村局")
J = node("project", "P-2026-001", "高标准农田建设", unit_code="nyj")
FIRM = node("recipient", "91431202MA4L0001XX", "鹤城农机合作社")
PERSON = node("recipient", None, "张三丰", natural_person=True)
Balances = Mapping[str, Mapping[str, Any]]


@pytest.fixture
async def fund(treasury: Treasury) -> str:
    """1,000 yuan to the province, down to a project and its recipients."""
    fund_id: str = (await treasury.fund())["fund_id"]
    given = await treasury.allocate(
        fund_id, an_item(None, P, "1000.00"), an_item(P, C, "600.00"), an_item(P, O, "300.00"),
        an_item(C, C, "250.00"), an_item(C, D, "400.00"), an_item(D, U, "400.00"),
        an_item(U, U, "300.00"), an_item(U, J, "310.00"), an_item(J, FIRM, "200.00"),
        an_item(J, PERSON, "100.00"),
    )  # fmt: skip
    assert given.status_code == 201, given.text
    arrived = (
        (CITY_FINANCE, "431200", "600.00"), (OTHER_CITY, "431300", "250.00"),
        (DISTRICT, "431202", "400.00"), (FARMING, "nyj", "400.00"),
    )  # fmt: skip
    for caller, target, received in arrived:
        from_above = next(one for one in given.json() if _is_from_above(one, target))
        told = await treasury.say(
            caller, from_above, "acknowledge", received=received, received_on="2026-03-05"
        )
        assert told.status_code == 200, told.text
    made = {one["target"]["name"]: one for one in given.json()}
    for name, paid in (
        ("高标准农田建设", "200.00"),
        (FIRM["name"], "200.00"),
        (mask_name("张三丰"), "101.00"),
    ):
        told = await treasury.say(FARMING, made[name], "pay", paid=paid, paid_on="2026-04-01")
        assert told.status_code == 200, told.text
    return fund_id


def _is_from_above(one: Mapping[str, Any], target: str) -> bool:
    own = one["source"] is not None and one["source"]["id"] == target
    return one["target"]["id"] == target and not own


async def balances(treasury: Treasury, fund_id: str) -> tuple[Balances, list[dict[str, Any]]]:
    """By the id of the node; and what does not add up."""
    found = await treasury.page(f"{FUNDS}/{fund_id}/balances", year=2026)
    return {one["node"]["id"]: one for one in found["balances"]}, found["issues"]


async def test_balances_and_issues_are_exact(treasury: Treasury, fund: str) -> None:
    found, issues = await balances(treasury, fund)

    def of(node_id: str) -> tuple[str | None, ...]:
        names = ("received", "own", "passed_on", "unallocated", "in_transit")
        return tuple(found[node_id][name] for name in names)

    assert of("430000") == ("1000.00", "0.00", "900.00", "100.00", "50.00")
    assert of("431200") == ("600.00", "250.00", "400.00", "-50.00", "0.00")
    assert of("431300") == ("250.00", "0.00", "0.00", "250.00", "0.00")
    assert of("nyj") == ("400.00", "300.00", "0.00", "100.00", "0.00")
    assert [(one["kind"], one["node"]["id"], one["difference"]) for one in issues[:2]] == [
        ("over_allocated", "431200", "50.00"), ("projects_exceed_own", "nyj", "10.00"),
    ]  # fmt: skip
    assert issues[2]["kind"] == "paid_more"
    assert issues[2]["difference"] == "1.00"
    assert issues[0]["message"] == (
        "怀化市2026年度收到600.00元，本级安排和下达下级合计650.00元，超出50.00元。"
    )


async def test_whoever_got_money_from_above_passes_it_on_within_thirty_days(
    treasury: Treasury, fund: str
) -> None:
    client = treasury.client(TREASURY, **{"If-Match": '"0"'})
    approved = {"began_on": "2026-02-01", "reference": "省人大批准"}
    told = await client.put("/budget/periods/approval/430000/2026/budget", json=approved)
    assert told.status_code == 200, told.text

    found = (await treasury.page(f"{FUNDS}/{fund}/balances", year=2026))["passing_on"]

    stood = {one["node"]["id"]: (one["light"], one["due_on"], one["days_late"]) for one in found}
    assert len(found) == len(stood)
    assert stood["430000"] == ("red", "2026-04-02", 237)  # 100 yuan are not allocated yet
    assert stood["431200"] == ("over", "2026-04-04", 0)  # received on 2026-03-05
    assert stood["431300"] == ("red", "2026-04-04", 235)
    messages = {one["node"]["id"]: one["message"] for one in found}
    assert messages["430000"] == (
        "应在2026年4月2日前下达1,000.00元：按期下达900.00元，逾期下达0.00元，尚未下达100.00元。"
    )
    assert messages["431200"].endswith(
        "该地区本级安排和下达合计超出收到的资金50.00元，"
        "不能算作已按期完成，请核对后更正或补充确认收到。"
    )
    assert {one["article"] for one in found} == {
        "《预算法》第五十二条第二款",
        "《预算法》第五十二条第三款",
    }


async def test_a_late_small_addition_is_a_receipt_of_its_own(
    treasury: Treasury,
) -> None:
    fund_id = (await treasury.fund())["fund_id"]
    given = await treasury.allocate(fund_id, an_item(P, C, "600.00"), an_item(P, C, "5.00"))
    for one, said in zip(
        given.json(), (("500.00", "2026-03-05"), ("5.00", "2026-08-01")), strict=True
    ):
        told = await treasury.say(CITY_FINANCE, one, "acknowledge", received=said[0],
                                  received_on=said[1])  # fmt: skip
        assert told.status_code == 200, told.text
    rest = await treasury.page(f"/budget/allocations/{given.json()[0]['allocation_id']}")
    told = await treasury.say(CITY_FINANCE, rest, "acknowledge", received="600.00",
                              received_on="2026-05-01")  # fmt: skip
    assert told.status_code == 200, told.text
    passed = await treasury.allocate(
        fund_id, an_item(C, D, "500.00", allocated_on="2026-04-01"),
        an_item(C, D, "100.00", allocated_on="2026-06-15"), caller=CITY_FINANCE,
    )  # fmt: skip
    assert passed.status_code == 201, passed.text

    found = (await treasury.page(f"{FUNDS}/{fund_id}/balances", year=2026))["passing_on"]

    names = ("began_on", "light", "in_time", "late", "left", "days_late")
    assert [tuple(one[name] for name in names) for one in found
            if one["node"]["id"] == "431200"] == [
        ("2026-03-05", "done", "500.00", "0.00", "0.00", 0),
        ("2026-05-01", "late", "0.00", "100.00", "0.00", 15),
        ("2026-08-01", "red", "0.00", "0.00", "5.00", 86),
    ]  # fmt: skip


async def test_the_picture_is_bounded_and_what_comes_in_goes_out(
    treasury: Treasury, fund: str
) -> None:
    whole = await treasury.page(f"{FUNDS}/{fund}/flow", year=2026)
    small = await treasury.page(f"{FUNDS}/{fund}/flow", year=2026, top=1)

    names = {one["key"]: one["name"] for one in whole["nodes"]}
    assert names["unallocated"] == "尚未分配"
    assert names["in_transit"] == "在途（下级尚未确认收到）"
    links = {(one["source"], one["target"]): one["value"] for one in whole["links"]}
    assert links["region:430000", "unallocated"] == "100.00"
    assert links["region:430000", "in_transit"] == "50.00"
    levels: dict[int, int] = {}
    for one in small["nodes"]:
        if one["count"] == 1 and one["level"]:
            levels[one["level"]] = levels.get(one["level"], 0) + 1
    assert all(number <= 2 for number in levels.values())  # one named, one 其他
    assert "其他地区（1个）" in {one["name"] for one in small["nodes"]}


async def test_a_person_is_an_id_of_our_own_and_a_masked_name(
    treasury: Treasury, fund: str
) -> None:
    asked = {"year": 2026, "target_kind": "recipient"}
    given = (await treasury.page(f"{FUNDS}/{fund}/allocations", **asked))["items"]
    names = {one["target"]["name"] for one in given}
    assert names == {"鹤城农机合作社", mask_name("张三丰")}
    told = await treasury.budget.told("budget.fund.allocated.v1")
    assert "张三丰" not in str(told)


async def test_a_recipient_is_traced_back_to_the_budget_of_the_year(
    treasury: Treasury, fund: str
) -> None:
    found = await treasury.page(f"/budget/recipients/{FIRM['id']}/funds")

    (one,) = found["items"]
    assert (one["fund_id"], one["amount"], one["paid"]) == (fund, "200.00", "200.00")
    steps = {((way["source"] or {}).get("id"), way["target"]["id"]) for way in one["ways"]}
    assert steps == {
        (None, "430000"), ("430000", "431200"), ("431200", "431202"), ("431202", "nyj"),
        ("nyj", "P-2026-001"), ("P-2026-001", FIRM["id"]),
    }  # fmt: skip
    district = await treasury.page("/budget/recipients/431202/funds", year=2026)
    assert district["items"][0]["received"] == "400.00"


async def test_a_correction_is_public_with_its_reason_and_what_was_stays(
    treasury: Treasury, fund: str
) -> None:
    given = (await treasury.page(f"{FUNDS}/{fund}/allocations", source="region:431200"))["items"]
    down = next(one for one in given if one["target"]["id"] == "431202")
    said = {"amount": "350.00", "document": "怀财农指〔2026〕3号", "allocated_on": "2026-03-10"}

    silent = await treasury.say(CITY_FINANCE, down, "correct", **said)
    told = await treasury.say(CITY_FINANCE, down, "correct", **said, reason="录入有误")

    assert silent.status_code == 409
    assert silent.json()["type"].endswith("/allocation-reason-missing")
    assert told.status_code == 200, told.text
    found = await treasury.page(f"/budget/allocations/{down['allocation_id']}")
    assert [(one["step"], one["amount"], one["reason"]) for one in found["versions"]] == [
        ("corrected", "350.00", "录入有误"), ("received", "400.00", ""), ("entered", "400.00", ""),
    ]  # fmt: skip
    _, issues = await balances(treasury, fund)
    assert [one["kind"] for one in issues] == [
        "received_more", "projects_exceed_own", "paid_more"
    ]  # fmt: skip


async def test_links_lead_from_money_to_whom_it_reached_and_back_but_not_to_persons(
    treasury: Treasury, fund: str
) -> None:
    client = treasury.client()
    base = str(client.base_url).removesuffix("/api/v1/")
    of_fund = (await client.get(f"{base}/links/fund/{fund}")).json()["links"]
    of_firm = (await client.get(f"{base}/links/recipient/{FIRM['id']}")).json()["links"]

    assert ("paid_to", "recipient", FIRM["id"]) in {
        (one["rel"], one["kind"], one["id"]) for one in of_fund
    }
    assert [(one["rel"], one["id"]) for one in of_firm] == [("paid_from", fund)]
    given = (await treasury.page(f"{FUNDS}/{fund}/allocations", target_kind="recipient"))["items"]
    person = next(one for one in given if one["target"]["id"] != FIRM["id"])
    assert person["target"]["name"] not in str(of_fund)
    paid_out = await client.get(f"{base}/links/allocation/{person['allocation_id']}")
    assert [one["kind"] for one in paid_out.json()["links"]] == ["fund"]
    of_nobody = [
        f"recipient/{person['target']['id']}", "recipient/nobody", "project/nothing",
        "fund/nothing", f"fund/{uuid4()}", f"allocation/{uuid4()}",
    ]  # fmt: skip
    for unknown in of_nobody:
        assert (await client.get(f"{base}/links/{unknown}")).status_code == 404, unknown


async def test_what_was_granted_leads_from_the_fund_to_policy_and_case_and_back(
    treasury: Treasury, fund: str
) -> None:
    policy, case = str(uuid4()), str(uuid4())
    given = await treasury.allocate(
        fund, an_item(J, FIRM, "1.00", policy_id=policy, case_id=case, allocated_on="2026-05-01")
    )
    (made,) = given.json()
    client = treasury.client()
    base = str(client.base_url).removesuffix("/api/v1/")

    async def ends(kind: str, thing_id: str) -> set[tuple[str, str, str]]:
        found = (await client.get(f"{base}/links/{kind}/{thing_id}")).json()["links"]
        return {(one["rel"], one["kind"], one["id"]) for one in found}

    grant = ("granted", "allocation", made["allocation_id"])
    assert {grant, ("pays", "policy", policy)} <= await ends("fund", fund)
    assert await ends("policy", policy) == await ends("case", case) == {grant}
    assert {("granted_in", "case", case), ("granted_by", "policy", policy)} <= await ends(
        "allocation", made["allocation_id"]
    )
    assert await ends("policy", "no-such-thing") == await ends("document", "无") == set()


async def test_only_giver_receiver_and_manager_say_something(treasury: Treasury, fund: str) -> None:
    given = (await treasury.page(f"{FUNDS}/{fund}/allocations", source="region:431200"))["items"]
    down = next(one for one in given if one["target"]["id"] == "431202")

    foreign = await treasury.allocate(fund, an_item(P, D, "1.00"), caller=CITY_FINANCE)
    receiver = await treasury.say(
        DISTRICT, down, "correct", amount="1.00", document="文", allocated_on="2026-03-01",
        reason="改",
    )  # fmt: skip
    giver = await treasury.say(
        CITY_FINANCE, down, "acknowledge", received="1.00", received_on="2026-03-01"
    )
    holder = await treasury.say(TREASURY, down, "pay", paid="1.00", paid_on="2026-03-01")

    assert foreign.status_code == 403
    assert (receiver.status_code, giver.status_code) == (404, 404)
    assert holder.status_code == 409
