"""One search over everything, the front page of each channel, and what waits for a person."""

import pytest
from journeys.library import once
from journeys.people import BARBER_SHOP, Json, Refused
from journeys.town import Town


async def found(town: Town, q: str, **more: str) -> list[Json]:
    return list((await town.visitor.whole("/search", q=q, **more))["items"])


@pytest.mark.parametrize(
    ("q", "kind", "title"),
    [
        ("我要开理发店", "matter", "我要开理发店"),
        ("怎么办理开理发店", "matter", "我要开理发店"),
        ("公共场所卫生管理条例", "document", "公共场所卫生管理条例"),
        ("创业补贴", "policy", "一次性创业补贴"),
        ("残疾人护理补贴", "fund", "重度残疾人护理补贴"),
        ("智慧政务服务中心", "place", "鹤城区智慧政务服务中心"),
    ],
)
async def test_what_people_ask_for_comes_first_whoever_keeps_it(
    town: Town, q: str, kind: str, title: str
) -> None:
    best = (await found(town, q))[0]

    assert best["kind"] == kind
    assert best["title"].startswith(title)
    assert (await town.visitor.get(best["href"].removeprefix("/api/v1"))) != {}


async def test_a_matter_is_found_with_the_documents_it_rests_on(town: Town) -> None:
    (shop, *_) = await found(town, "我要开理发店")

    assert shop["id"] == BARBER_SHOP
    assert "公共场所卫生管理条例" in {link["title"] for link in shop["links"]}


async def test_pages_of_a_search_repeat_nothing_and_facets_count_all(town: Town) -> None:
    seen: list[tuple[str, str]] = []
    asked: Json = {"q": "补贴", "limit": 7, "count": "true"}
    for _ in range(3):
        page = await town.visitor.whole("/search", **asked)
        seen += [(item["kind"], item["id"]) for item in page["items"]]
        asked["cursor"] = page["next_cursor"]

    assert len(seen) == len(set(seen)) == 21
    assert page["total"] == sum(facet["count"] for facet in page["facets"])
    only = await found(town, "补贴", kind="policy")
    assert {item["kind"] for item in only} == {"policy"}


async def test_each_channel_has_its_front_page_and_nothing_on_it_is_missing(town: Town) -> None:
    web, kiosk = [
        await town.visitor.whole("/home", channel=channel) for channel in ("web", "kiosk")
    ]

    assert [each["name"] for each in web["sections"]] == [
        "matters", "policies", "documents", "funds", "consultations", "topics", "places",
    ]  # fmt: skip
    assert all(section["items"] for section in web["sections"])
    assert [each["name"] for each in kiosk["sections"]] == ["matters", "policies", "places"]
    assert {each["name"] for each in kiosk["entries"]} == {"apply", "track", "match", "review"}


async def test_the_figures_of_the_front_page_are_those_of_the_services(town: Town) -> None:
    told = await town.visitor.whole("/stats/public")
    library = await town.visitor.get("/documents/stats")
    matters = await town.visitor.get("/matters", count="true", limit=1)

    assert (told["documents_valid"], told["documents"]) == (
        library["in_force"], library["documents"],
    )  # fmt: skip
    assert told["matters"] == matters["total"]
    assert told["cases_done"] is not None


async def test_a_case_that_ends_is_in_the_kept_figures_within_moments(town: Town) -> None:
    async def done() -> tuple[int, int]:
        public = await town.visitor.whole("/stats/public")
        matter = await town.visitor.get(f"/matters/{BARBER_SHOP}/statistics")
        return public["cases_done"], matter["closed"]

    before = await done()
    case = await town.accepted_case(await town.citizen())
    await town.everybody_approves(case)
    await town.issued(case)

    async def both_grew() -> bool:
        public, matter = await done()
        return public > before[0] and matter > before[1]

    await once(both_grew)


async def test_my_overview_shows_my_case_and_nobody_elses(town: Town) -> None:
    zhang, li = await town.citizen(), await town.citizen("li")
    case = await town.accepted_case(zhang)

    mine = {each["name"]: each for each in (await zhang.whole("/me/overview"))["sections"]}
    others = {each["name"]: each for each in (await li.whole("/me/overview"))["sections"]}

    assert case["case_id"] in {card["id"] for card in mine["cases"]["items"]}
    assert mine["cases"]["items"][0]["state"] == "审批中"
    assert case["case_id"] not in {card["id"] for card in others["cases"]["items"]}
    with pytest.raises(Refused, match="401"):
        await town.visitor.get("/me/overview")


async def test_an_officer_sees_the_nodes_that_wait(town: Town) -> None:
    case = await town.accepted_case(await town.citizen())
    officer = await town.approver("market")

    shown = {each["name"]: each for each in (await officer.whole("/me/overview"))["sections"]}
    waiting = {task["case_no"] async for task in officer.everything("/tasks")}

    assert case["case_no"] in waiting
    assert 1 <= len(shown["tasks"]["items"]) <= shown["tasks"]["total"]
    assert {card["state"] for card in shown["tasks"]["items"]} <= waiting
