"""The list of powers at the service, and flow charts of powers and matters."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from approvals_building import Approvals
from power_items_building import POWERS
from refusal_reading import problem_of

from svc_approvals.use_cases.power_items.power_items import POWER_LIST, publish_power_list

PATH = "/power-items"


@pytest.fixture
async def listed(approvals: Approvals) -> Approvals:
    """The service with the demo's list."""
    async with approvals.work() as work:
        assert await publish_power_list(work, POWERS) == 179
        await work.commit()
    return approvals


async def found(listed: Approvals, **asked: Any) -> list[dict[str, Any]]:
    client, items = listed.as_("anonymous"), []
    page = await client.get(PATH, params={"limit": 100} | asked)
    while True:
        assert page.status_code == 200, page.text
        items += page.json()["items"]
        if (cursor := page.json()["next_cursor"]) is None:
            return items
        page = await client.get(PATH, params={"limit": 100} | asked | {"cursor": cursor})


async def test_publishing_the_same_list_again_changes_and_tells_nothing(listed: Approvals) -> None:
    async with listed.work() as work:
        assert await publish_power_list(work, POWERS) == 0

    assert await listed.announced(POWER_LIST) == ["published"]


async def test_what_is_no_longer_on_the_list_goes(listed: Approvals) -> None:
    async with listed.work() as work:
        assert await publish_power_list(work, POWERS[1:]) == 1
        await work.commit()

    assert len(await found(listed)) == 178


async def test_the_list_is_narrowed_by_organ_kind_and_words(listed: Approvals) -> None:
    everything = await found(listed)
    own = await found(listed, organ="scjg")
    penalties = await found(listed, organ="scjg", kind="行政处罚")
    named = await found(listed, q="道路", limit=2)

    assert [one["code"] for one in everything] == sorted(one.code for one in POWERS)
    assert {one["organ_name"] for one in own} == {"怀化市鹤城区市场监督管理局"}
    assert {one["kind"] for one in penalties} == {"行政处罚"}
    assert 0 < len(penalties) < len(own) < len(everything)
    assert len(named) > 2
    assert all("道路" in one["name"] for one in named)
    counted = await listed.as_("anonymous").get(PATH, params={"count": True, "organ": "scjg"})
    assert counted.json()["total"] == len(own)


async def test_an_item_names_its_laws_responsibilities_and_matter(listed: Approvals) -> None:
    answer = await listed.as_("anonymous").get(f"{PATH}/XK-SCJG-001")
    item = answer.json()

    assert (item["name"], item["matter"]) == ("食品经营许可", "HC-YJS-0002")
    assert [law["reference"] for law in item["basis"]] == [
        "中华人民共和国食品安全法", "中华人民共和国行政许可法",
    ]  # fmt: skip
    assert [one["name"] for one in item["responsibilities"]] == [
        "受理责任", "审查责任", "决定责任", "送达责任", "事后监管责任",
    ]  # fmt: skip
    assert item["flow_chart"] == "/api/v1/power-items/XK-SCJG-001/flow.svg"
    assert answer.headers["cache-control"].startswith("public")


def title_of(svg: str) -> str | None:
    return ET.fromstring(svg).findtext("{http://www.w3.org/2000/svg}title")  # noqa: S314 - our own


@pytest.mark.parametrize(
    ("path", "title"),
    [
        (f"{PATH}/CF-SCJG-001/flow.svg", "对未取得食品经营许可从事食品经营活动的处罚流程图"),
        (f"{PATH}/XK-SCJG-004/flow.svg", "我要开理发店（个体无房产证）办理流程图"),
        (f"{PATH}/XK-SCJG-001/flow.svg", "食品经营许可流程图"),  # its matter is not published here
        ("/matters/HC-YJS-0001/flow.svg", "我要开理发店（个体无房产证）办理流程图"),
    ],
)
async def test_a_flow_chart_is_a_picture_that_may_do_nothing(
    listed: Approvals, path: str, title: str
) -> None:
    client = listed.as_("anonymous")
    picture = await client.get(path)
    again = await client.get(path, headers={"If-None-Match": picture.headers["etag"]})

    assert picture.status_code == 200, picture.text
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert picture.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert picture.headers["x-content-type-options"] == "nosniff"
    assert picture.headers["cache-control"].startswith("public")
    assert title_of(picture.text) == title
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "status", "slug"),
    [
        (f"{PATH}?organ=nobody", 422, "subject-organ-unknown"),
        (f"{PATH}?kind=行政魔法", 422, "invalid"),
        (f"{PATH}?colour=red", 422, "unknown-parameter"),
        (f"{PATH}?cursor=x", 400, "cursor-invalid"),
        (f"{PATH}/XK-999", 404, "power-item-not-found"),
        (f"{PATH}/XK-999/flow.svg", 404, "power-item-not-found"),
        ("/matters/HC-999/flow.svg", 404, "matter-not-found"),
    ],
)
async def test_what_is_wrong_is_named(
    approvals: Approvals, path: str, status: int, slug: str
) -> None:
    problem_of(await approvals.as_("anonymous").get(path), status, slug)


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
async def test_nobody_changes_the_list_over_http(approvals: Approvals, method: str) -> None:
    refused = await approvals.as_("editor").request(method, f"{PATH}/XK-SCJG-001", json={})

    problem_of(refused, 405, "not-allowed")
