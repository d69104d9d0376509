"""The demo's list of powers: 179 items, from kinds times organs."""

from collections import Counter
from pathlib import Path
from typing import Any, get_args

from shared.yaml_files import yaml_in
from svc_approvals.domain.power_items.lists import power_items_of
from svc_approvals.domain.power_items.power_items import PowerKind

SERVICE = Path(__file__).parents[3]


def template() -> dict[str, Any]:
    file = SERVICE / "demo" / "power-items.yaml"
    loaded: dict[str, Any] = yaml_in(file)
    return loaded


ITEMS = power_items_of(template())


def test_the_district_has_a_hundred_and_seventy_nine_items() -> None:
    assert len(ITEMS) == len({one.code for one in ITEMS}) == len({one.name for one in ITEMS}) == 179


def test_every_kind_of_power_occurs() -> None:
    assert set(Counter(one.kind for one in ITEMS)) == set(get_args(PowerKind))


def test_the_same_template_gives_the_same_list() -> None:
    assert power_items_of(template()) == ITEMS


def test_every_item_names_its_law_what_is_answered_for_and_a_telephone() -> None:
    for one in ITEMS:
        assert len(one.basis) == 2
        assert all(law.reference for law in one.basis)
        assert len(one.responsibilities) >= 4
        assert one.limits
        assert one.supervise_phone


def test_organs_are_in_the_directory_and_matters_in_the_demo() -> None:
    file = SERVICE.parent / "gateway" / "demo" / "directory.yaml"
    organs = {one["code"] for one in yaml_in(file)["organs"]}
    linked = {one.matter for one in ITEMS if one.matter}

    assert {one.organ for one in ITEMS} <= organs
    assert linked == {f"HC-YJS-{number:04}" for number in range(1, 15)}


def test_names_are_made_as_their_kind_says() -> None:
    names = {one.code: one.name for one in ITEMS}

    assert names["XK-SCJG-001"] == "食品经营许可"
    assert names["CF-SCJG-001"] == "对未取得食品经营许可从事食品经营活动的处罚"
    assert names["JC-SCJG-002"] == "对学校食堂的监督检查"
