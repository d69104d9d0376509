"""Budget units as their file lists them."""

from pathlib import Path
from typing import Any

import pytest
from budget_building import id_of

from shared.yaml_files import yaml_in
from svc_budget.domain.units.reading import organs_of, read_units
from svc_budget.domain.units.units import UnitKind

DEMO = Path(__file__).parents[2] / "demo" / "units.yaml"
ENTRY: dict[str, Any] = {"code": "1", "name": "某局", "region": "431202", "level": "县"}


def test_the_demo_has_a_province_of_ninety_nine_departments_and_a_district() -> None:
    entries = yaml_in(DEMO)["units"]
    organs = {code: id_of("organ", code) for code in organs_of(entries)}
    units = read_units(entries, organs)

    departments = [one for one in units if one.kind is UnitKind.DEPARTMENT]
    provincial = [one for one in departments if one.region_code == "430000"]
    assert (len(provincial), len(departments) - len(provincial)) == (99, 12)
    assert len({one.name for one in units}) == len(units)
    district = [one for one in departments if one.region_code == "431202"]
    assert all(one.organ_id for one in district)


def test_departments_come_before_the_units_below_them() -> None:
    below = ENTRY | {"code": "0", "kind": "unit", "parent": "1"}

    assert [one.code for one in read_units([below, ENTRY], {})] == ["1", "0"]


@pytest.mark.parametrize(
    "entry",
    [
        ENTRY | {"organ": "xx"},
        ENTRY | {"kind": "bureau"},
        {"code": "1"},
        ENTRY | {"kind": "unit", "parent": "9"},
    ],
)
def test_a_unit_at_fault_is_named(entry: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"budget units?.*1"):
        read_units([entry], {})
