"""What anybody finds without a login: by everyday words, on a map, as a picture, in print."""

import pytest
from journeys.people import Refused
from journeys.town import Town
from pdf_reading import read_pdf

RESTAURANT = "HC-YJS-0002"


async def test_who_wants_to_open_an_eating_house_finds_it_in_their_own_words(town: Town) -> None:
    found = await town.visitor.get("/matters", q="开饭店")
    assert found["items"][0]["code"] == RESTAURANT

    tree = await town.visitor.get("/matters/directory")
    (everything,) = tree["children"]
    assert (tree["matters"], everything["name"]) == (14, "一件事一次办")
    path = found["items"][0]["directory"]
    below = await town.visitor.get("/matters", path="/".join(path))
    assert [one["code"] for one in below["items"]] == [RESTAURANT]


async def test_a_theme_is_printed_as_a_booklet_and_a_wrong_one_names_the_right_ones(
    town: Town,
) -> None:
    with pytest.raises(Refused, match="booklet-empty") as refused:
        await town.visitor.get("/booklet", theme="开办企业")
    assert "开店创业" in refused.value.problem["themes"]

    printed = await town.visitor.ask("GET", "/booklet", params={"theme": "开店创业"})
    paper = read_pdf(printed.content)
    assert paper.all_embedded
    assert "我要开餐饮店" in paper.text


async def test_the_nearest_kiosk_that_handles_an_allowance(town: Town) -> None:
    near = await town.visitor.get(
        "/places", kind="kiosk", near="110.0,27.55", radius=5000, matter="HC-YJS-0010"
    )
    away = [place["distance"] for place in near["items"]]
    assert away == sorted(away) != []
    assert all("HC-YJS-0010" in place["services"] for place in near["items"])


async def test_powers_and_matters_have_their_procedure_as_a_picture(town: Town) -> None:
    power = await town.visitor.get("/power-items/XK-SCJG-001")
    assert power["matter"] == RESTAURANT
    for path in (f"/matters/{RESTAURANT}/flow.svg", "/power-items/CF-CGJ-001/flow.svg"):
        drawn = await town.visitor.ask("GET", path)
        assert drawn.headers["content-type"].startswith("image/svg+xml")
        assert drawn.text.startswith("<svg")


async def test_the_notice_is_a_page_for_a_browser_too(town: Town) -> None:
    page = await town.visitor.ask(
        "POST",
        "/matters/HC-YJS-0001/notice",
        json={"answers": {"applied_by": "self"}},
        headers={"Accept": "text/html"},
    )
    assert page.text.startswith("<!doctype html>")
    assert "一次性告知单" in page.text
