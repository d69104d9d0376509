"""One person is known again however the staff number is written."""

import pytest

from svc_feedback.domain.staff_numbers import same_person

NUMBER = "HC-SCJG-001"


@pytest.mark.parametrize(
    "written",
    [
        NUMBER, "hc-scjg-001", "HC-SCJG-００１", "ＨＣ－ＳＣＪＧ－００１", " HC-SCJG-001 ",
        "HC - SCJG - 001", "HC\u3000-SCJG-001", "HC–SCJG—001", "HC-SCJG\u200b-001", "HC-SCJG-001\t",
    ],
)  # fmt: skip
def test_another_spelling_is_the_same_person(written: str) -> None:
    assert same_person(written, NUMBER)


@pytest.mark.parametrize("other", ["HC-SCJG-002", "HC-SCJG-0011", "HCSCJG-001", ""])
def test_another_number_is_another_person(other: str) -> None:
    assert not same_person(other, NUMBER)


def test_who_has_no_number_is_nobody() -> None:
    assert not same_person("", " ")
