"""Budget units over HTTP: found, filtered, paged."""

from submissions_building import Desk
from units_building import some_units

UNITS = "/budget/units"


async def test_units_are_found_by_name_region_and_level(desk: Desk) -> None:
    client = desk.budget.as_()
    found = (await client.get(UNITS, params={"q": "教育", "region_code": "431202"})).json()
    none = (await client.get(UNITS, params={"level": "省", "count": True})).json()

    assert [one["code"] for one in found["items"]] == ["jyj", "jyj-01"]
    assert none["total"] == 0


async def test_units_are_paged_in_the_order_of_their_codes(desk: Desk) -> None:
    await some_units(desk, 5)
    client = desk.budget.as_()
    first = (await client.get(UNITS, params={"limit": 6, "count": True})).json()
    rest = (await client.get(UNITS, params={"limit": 6, "cursor": first["next_cursor"]})).json()

    codes = [one["code"] for one in first["items"] + rest["items"]]
    assert (first["total"], codes) == (9, sorted(codes))


async def test_a_unit_says_what_it_is_and_of_which_years_something_is_public(desk: Desk) -> None:
    before = (await desk.budget.as_().get(f"{UNITS}/jyj")).json()
    await desk.published()
    after = (await desk.budget.as_().get(f"{UNITS}/jyj")).json()

    assert (before["kind_name"], before["years"], after["years"]) == ("部门", [], [2025])


async def test_a_unit_nobody_knows_is_not_there(desk: Desk) -> None:
    for path in ("", "/years/2025", "/years/2025/versions?book=final"):
        answer = await desk.budget.as_().get(f"{UNITS}/xxx{path}")
        assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (
            404, "unit-not-found",
        )  # fmt: skip
