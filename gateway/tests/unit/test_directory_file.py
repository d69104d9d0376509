from typing import Any

import pytest

from gateway.domain.directory_file import DirectoryUnusable, directory_of


def a_file(**organ: Any) -> dict[str, Any]:
    given = {
        "code": "swj", "name": "税务局", "aliases": [], "kind": "department",
        "issuing_rights": [], "office_phone": "0745-2290366",
    }  # fmt: skip
    return {"region": "431202", "regions": [], "organs": [given | organ], "accounts": []}


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ({}, ""),
        ({"office_hours": ""}, ""),
        ({"office_hours": "08:30-12:00, 14:00-17:30"},
         "08:30-12:00,14:00-17:30"),
        ({"office_hours": "00:00-23:59"}, "00:00-23:59"),
    ],
)  # fmt: skip
def test_an_organ_may_have_hours_of_its_own(written: dict[str, str], kept: str) -> None:
    assert directory_of(a_file(**written)).organs[0].office_hours == kept


@pytest.mark.parametrize("written", ["9-5", "13:30-17:00,09:00-12:00", "09:00-09:00", "闭馆"])
def test_hours_nobody_can_read_are_refused_with_the_organs_code(written: str) -> None:
    with pytest.raises(DirectoryUnusable, match="swj"):
        directory_of(a_file(office_hours=written))
