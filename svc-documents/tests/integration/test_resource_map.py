"""The resource map at the service: found in a box and by nearness, entered by editors."""

from pathlib import Path
from typing import Any

import httpx2
import pytest
from documents_building import Documents, staff

from shared.nearness import Point
from shared.yaml_files import yaml_in
from svc_documents.domain.resource_map.districts import kinds_of, places_of
from svc_documents.use_cases.demo import load_resource_map
from svc_documents.use_cases.resource_map.places import load_places

MAP = "/resource-map"
DEMO = Path(__file__).parents[2] / "demo"
TEMPLATE = yaml_in(DEMO / "resource-map.yaml")
DISTRICT = places_of(TEMPLATE)
HERE = "109.9975,27.5552"
NEW = {"If-Match": '"0"'}


@pytest.fixture
async def district(documents: Documents) -> Documents:
    """The service with the demo's places."""
    async with documents.bench.unit_of_work(documents.now) as work:
        await load_resource_map(work, DEMO)
    return documents


async def found(district: Documents, **asked: Any) -> list[dict[str, Any]]:
    """Every page of what is asked for."""
    client, items = district.as_(), []
    page = await client.get(MAP, params=asked)
    while True:
        assert page.status_code == 200, page.text
        items += page.json()["items"]
        if (cursor := page.json()["next_cursor"]) is None:
            return items
        page = await client.get(MAP, params=asked | {"cursor": cursor})


def a_park(**known: Any) -> dict[str, Any]:
    return {
        "kind": "park", "name": "新建公园", "address": "怀化市鹤城区湖天大道1号", "lng": 110.0,
        "lat": 27.55, "hours": "每日 06:00-22:00",
    } | known  # fmt: skip


async def put(client: httpx2.AsyncClient, **body: Any) -> httpx2.Response:
    version = body.pop("version", NEW)
    return await client.put(f"{MAP}/park-900", json=a_park(**body), headers=version)


async def test_loading_a_second_time_changes_nothing(district: Documents) -> None:
    async with district.bench.unit_of_work() as work:
        assert await load_places(work, kinds_of(TEMPLATE), DISTRICT) == 0


async def test_a_hundred_and_fifty_places_are_found_page_by_page(district: Documents) -> None:
    items = await found(district, limit=50)

    assert [one["place_id"] for one in items] == sorted(one.place_id for one in DISTRICT)
    assert 140 <= len(items) <= 160
    assert len(await found(district, kind="toilet", limit=100)) == sum(
        one.kind == "toilet" for one in DISTRICT
    )
    assert [one["name"] for one in await found(district, q="鹤城区图书馆")] == ["鹤城区图书馆"]


async def test_kinds_are_data_with_their_counts(district: Documents) -> None:
    kinds = (await district.as_().get(f"{MAP}/kinds")).json()

    assert [one["code"] for one in kinds] == list(TEMPLATE["kinds"])
    assert sum(one["places"] for one in kinds) == len(DISTRICT)


async def test_places_come_nearest_first_with_the_metres_between(district: Documents) -> None:
    here = Point(109.9975, 27.5552)
    items = await found(district, near=HERE, radius=3000, limit=7)

    way = {one.place_id: round(here.metres_to(Point(one.lng, one.lat))) for one in DISTRICT}
    near = sorted((metres, place_id) for place_id, metres in way.items() if metres <= 3000)
    assert [(one["distance"], one["place_id"]) for one in items] == near
    assert len(near) > 20


async def test_a_box_holds_what_lies_in_it(district: Documents) -> None:
    box = {"bbox": "109.98,27.54,110.01,27.57"}
    items = await found(district, **box, limit=30)
    counted = await district.as_().get(MAP, params=box | {"count": True, "limit": 1})

    inside = [o.place_id for o in DISTRICT if 109.98 <= o.lng <= 110.01 and 27.54 <= o.lat <= 27.57]
    assert [one["place_id"] for one in items] == sorted(inside)
    assert counted.json()["total"] == len(inside) > 20


@pytest.mark.parametrize(
    ("query", "accept"), [("&format=geojson", "*/*"), ("", "application/geo+json")]
)
async def test_maps_read_it_as_geojson(district: Documents, query: str, accept: str) -> None:
    answer = await district.as_().get(
        f"{MAP}?near={HERE}&limit=2{query}", headers={"Accept": accept}
    )

    collection = answer.json()
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.headers["cache-control"].startswith("public")
    assert collection["type"] == "FeatureCollection"
    assert collection["next_cursor"]
    first = collection["features"][0]
    place = next(one for one in DISTRICT if one.place_id == first["id"])
    assert first["geometry"] == {"type": "Point", "coordinates": [place.lng, place.lat]}
    assert first["properties"]["name"] == place.name


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("near=abc", "query:near"),
        ("near=0,0", "query:near"),
        ("radius=500", "query:radius"),
        ("bbox=1,2,3", "query:bbox"),
        ("bbox=110,27,109,28", "query:bbox"),
        ("bbox=109,27,nan,28", "query:bbox"),
        ("bbox=109,27,110,28&near=109.99,27.55", "query:bbox"),
        ("colour=red", "query:colour"),
    ],
)
async def test_what_cannot_be_asked_is_named(
    documents: Documents, query: str, pointer: str
) -> None:
    refused = await documents.as_().get(f"{MAP}?{query}")

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == pointer


async def test_an_editor_enters_a_place_and_closes_it(district: Documents) -> None:
    editor = district.as_(staff("editor"))
    entered = await put(editor)
    stale = await put(editor, status="closed")
    closed = await put(editor, status="closed", version={"If-Match": entered.headers["etag"]})

    shown = await district.as_().get(f"{MAP}/park-900")
    assert [one.status_code for one in (entered, stale, closed)] == [201, 412, 200]
    assert (shown.json()["status"], shown.headers["etag"]) == ("closed", '"2"')
    told = await district.told("documents.resource_place.changed.v1")
    assert [one["status"] for one in told if one["place_id"] == "park-900"] == ["open", "closed"]


async def test_another_regions_place_is_not_there_and_nobody_else_edits(
    district: Documents,
) -> None:
    await put(district.as_(staff("editor")))
    other = await put(district.as_(staff("editor", region="431221")), version={"If-Match": "*"})
    anybody = await put(district.as_(staff("window")))
    unseen = await district.as_(staff("editor")).put(f"{MAP}/park-901", json=a_park())

    assert (other.status_code, anybody.status_code, unseen.status_code) == (404, 403, 428)


async def test_an_unknown_kind_is_named(district: Documents) -> None:
    refused = await put(district.as_(staff("editor")), kind="castle")

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "#/kind"
    assert (await district.as_().get(f"{MAP}/park-900")).status_code == 404
