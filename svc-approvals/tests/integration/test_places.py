"""Places at the service: found by kind, matter and nearness; entered by editors."""

from typing import Any

import httpx2
import pytest
from approvals_building import Approvals, an_officer
from places_building import DISTRICT, HALL, PLACES, a_kiosk, some_thousands
from refusal_reading import problem_of

from shared.nearness import Point
from svc_approvals.use_cases.places.places import aggregate_id, load_places

NEW = {"If-Match": '"0"'}


@pytest.fixture
async def district(approvals: Approvals) -> Approvals:
    """The service with the demo's places."""
    async with approvals.work() as work:
        assert await load_places(work, DISTRICT) == len(DISTRICT)
        await work.commit()
    return approvals


async def found(district: Approvals, **asked: Any) -> list[dict[str, Any]]:
    """Every page of what is asked for."""
    client, items = district.as_("anonymous"), []
    page = await client.get(PLACES, params=asked)
    while True:
        assert page.status_code == 200, page.text
        items += page.json()["items"]
        if (cursor := page.json()["next_cursor"]) is None:
            return items
        page = await client.get(PLACES, params=asked | {"cursor": cursor})


async def test_loading_a_second_time_changes_nothing(district: Approvals) -> None:
    async with district.work() as work:
        assert await load_places(work, DISTRICT) == 0


async def test_anybody_finds_all_places_page_by_page(district: Approvals) -> None:
    items = await found(district, limit=50)

    assert [one["place_id"] for one in items] == sorted(one.place_id for one in DISTRICT)
    assert all(one["distance"] is None and one["coordinates"] == "GCJ-02" for one in items)
    assert len(await found(district, kind="kiosk", limit=100)) == 120
    assert len(await found(district, kind="hall")) == 3


async def test_places_are_found_by_words_of_their_name_or_address(district: Approvals) -> None:
    halls = await found(district, kind="hall", q="政务服务中心")
    near = await found(district, q="金海路", near="110.0162,27.5693", radius=1000)

    assert [one["name"] for one in halls] == ["鹤城区智慧政务服务中心"]
    assert near
    assert all("金海路" in one["name"] + one["address"] for one in near)
    assert await found(district, q="没有这个地方") == []


async def test_places_come_nearest_first_with_the_metres_between(district: Approvals) -> None:
    here = Point(109.9975, 27.5552)
    items = await found(district, near="109.9975,27.5552", radius=3000, limit=7)

    way = {one.place_id: round(here.metres_to(Point(one.lng, one.lat))) for one in DISTRICT}
    near = sorted((metres, place_id) for place_id, metres in way.items() if metres <= 3000)
    assert [(one["distance"], one["place_id"]) for one in items] == near
    assert len(near) > 20


async def test_only_places_that_handle_the_matter(district: Approvals) -> None:
    items = await found(district, matter="HC-YJS-0014", near="109.95,27.54", limit=100)

    assert items
    assert all("HC-YJS-0014" in one["services"] for one in items)
    assert (await found(district, matter="HC-YJS-9999")) == []


async def test_the_total_is_counted_when_asked_for(district: Approvals) -> None:
    client = district.as_("anonymous")
    plain = await client.get(PLACES, params={"count": True, "limit": 1, "kind": "window"})
    near = await client.get(
        PLACES, params={"count": True, "limit": 1, "near": "109.9975,27.5552", "radius": 3000}
    )

    assert plain.json()["total"] == 10
    assert near.json()["total"] == len(
        await found(district, near="109.9975,27.5552", radius=3000, limit=100)
    )


async def test_one_place_may_be_kept_by_anybody_for_a_while(district: Approvals) -> None:
    client = district.as_("anonymous")
    one = await client.get(f"{PLACES}/hall-hecheng")
    again = await client.get(
        f"{PLACES}/hall-hecheng", headers={"If-None-Match": one.headers["etag"]}
    )

    assert (one.status_code, one.json()["name"]) == (200, "鹤城区智慧政务服务中心")
    assert one.headers["cache-control"].startswith("public")
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("query", "slug", "pointer"),
    [
        ("near=abc", "near-invalid", "query:near"),
        ("near=27.55,109.99", "near-invalid", "query:near"),
        ("near=0,0", "near-invalid", "query:near"),
        ("radius=500", "near-invalid", "query:radius"),
        ("near=109.99,27.55&radius=50001", "invalid", "query:radius"),
        ("near=109.99,27.55&radius=0", "invalid", "query:radius"),
        ("kind=shop", "invalid", "query:kind"),
        ("colour=red", "unknown-parameter", "query:colour"),
    ],
)
async def test_what_cannot_be_asked_is_named(
    approvals: Approvals, query: str, slug: str, pointer: str
) -> None:
    refused = await approvals.as_("anonymous").get(f"{PLACES}?{query}")

    assert problem_of(refused, 422, slug)["errors"][0]["pointer"] == pointer


async def test_a_cursor_of_another_order_is_refused(district: Approvals) -> None:
    client = district.as_("anonymous")
    cursor = (await client.get(PLACES, params={"limit": 1})).json()["next_cursor"]

    refused = await client.get(PLACES, params={"near": "109.99,27.55", "cursor": cursor})

    problem_of(refused, 400, "cursor-invalid")


async def test_a_place_that_is_not_there(approvals: Approvals) -> None:
    problem_of(await approvals.as_("anonymous").get(f"{PLACES}/kiosk-999"), 404, "place-not-found")


async def put(client: httpx2.AsyncClient, place_id: str, **body: Any) -> httpx2.Response:
    version = body.pop("version", NEW)
    return await client.put(f"{PLACES}/{place_id}", json=a_kiosk(**body), headers=version)


async def test_an_editor_enters_a_kiosk_and_changes_it(approvals: Approvals) -> None:
    editor = approvals.as_("editor")
    entered = await put(editor, "kiosk-500")
    changed = await put(
        editor, "kiosk-500", status="maintenance", version={"If-Match": entered.headers["etag"]}
    )
    shown = await approvals.as_("anonymous").get(f"{PLACES}/kiosk-500")

    assert (entered.status_code, changed.status_code) == (201, 200)
    assert shown.json()["status"] == "maintenance"
    assert shown.headers["etag"] == changed.headers["etag"] == '"2"'
    told = await approvals.announced(aggregate_id("kiosk-500"))
    assert told == ["changed", "changed"]


async def test_entering_the_same_again_changes_nothing(approvals: Approvals) -> None:
    editor = approvals.as_("editor")
    first = await put(editor, "kiosk-500")

    again = await put(editor, "kiosk-500", version={"If-Match": "*"})

    assert (again.status_code, again.headers["etag"]) == (200, first.headers["etag"])


async def test_a_window_stands_in_a_hall(approvals: Approvals) -> None:
    editor = approvals.as_("editor")
    lost = await put(editor, "window-1", kind="window")
    astray = await put(editor, "kiosk-500", part_of="hall-1")
    hall = await put(editor, "hall-1", **HALL)
    window = await put(editor, "window-1", kind="window", part_of="hall-1")

    for refused in (lost, astray):
        errors = problem_of(refused, 422, "place-invalid")["errors"]
        assert [one["pointer"] for one in errors] == ["#/part_of"]
    assert (hall.status_code, window.status_code) == (201, 201)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"services": ["HC-YJS-0001", "HC-YJS-9999"]}, "#/services/1"),
        ({"lng": 27.5}, "#/lng"),
        ({"lat": 109.9}, "#/lat"),
        ({"name": ""}, "#/name"),
        ({"name": "a\u0000b"}, "#/name"),
        ({"kind": "shop"}, "#/kind"),
        ({"phone": "call me"}, "#/phone"),
        ({"version": {"If-Match": '"0"'}, "region_code": "430000"}, "#/region_code"),
    ],
)
async def test_a_place_that_is_described_wrongly_is_not_entered(
    approvals: Approvals, change: dict[str, Any], pointer: str
) -> None:
    refused = await put(approvals.as_("editor"), "kiosk-500", **change)

    assert refused.status_code == 422, refused.text
    assert refused.json()["errors"][0]["pointer"] == pointer
    assert await approvals.pool.fetchval("SELECT count(*) FROM place") == 0


async def test_versions_of_a_place(approvals: Approvals) -> None:
    editor = approvals.as_("editor")
    problem_of(await put(editor, "kiosk-500", version={}), 428, "precondition-missing")
    await put(editor, "kiosk-500")

    problem_of(await put(editor, "kiosk-500", name="别名"), 412, "stale")
    late = await put(editor, "kiosk-501", version={"If-Match": '"3"'})
    problem_of(late, 412, "stale")


@pytest.mark.parametrize("login", ["zhang", "window1", "approver-wjj", "supervisor"])
async def test_only_editors_and_administrators_enter_places(
    approvals: Approvals, login: str
) -> None:
    problem_of(await put(approvals.as_(login), "kiosk-500"), 403, "role-missing")


async def test_another_regions_place_is_not_found(approvals: Approvals) -> None:
    await put(approvals.as_("editor"), "kiosk-500")
    stranger = approvals.as_(an_officer("editor-elsewhere", "xzsp", "editor", region="431281"))

    refused = await put(stranger, "kiosk-500", name="别名", version={"If-Match": "*"})

    problem_of(refused, 404, "place-not-found")


async def test_among_ten_thousand_places_the_box_is_looked_up_by_index(
    approvals: Approvals,
) -> None:
    await some_thousands(approvals.pool, 10_000)
    plan = await approvals.pool.fetch(
        "EXPLAIN SELECT FROM place WHERE lat BETWEEN 27.55 AND 27.56 AND lng BETWEEN 110 AND 110.01"
    )
    near = await approvals.as_("anonymous").get(
        PLACES, params={"near": "110.005,27.555", "radius": 1500, "limit": 100}
    )

    assert any("ix_place_lat_lng" in row[0] for row in plan)
    distances = [one["distance"] for one in near.json()["items"]]
    assert distances == sorted(distances)
    assert distances
