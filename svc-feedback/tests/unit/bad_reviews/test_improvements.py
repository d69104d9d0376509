"""What a bad review changed is told without naming whom it was about or who handled it."""

import pytest

from svc_feedback.domain.bad_reviews.improvements import Person, naming_nobody

CHEN, OUYANG = Person("HC-SCJG-001", "陈立新"), Person("HC-SCJG-002", "欧阳锋")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("已对陈立新批评教育。", "已对陈*新批评教育。"),
        ("陈立新、欧阳锋轮岗。", "陈*新、欧阳*轮岗。"),
        ("工号HC-SCJG-001已调整。", "工号（工作人员）已调整。"),
        ("工号 hc－scjg－００１ 已调整。", "工号 （工作人员） 已调整。"),
        ("HC - SCJG - 002 与hc-scjg-001。", "（工作人员） 与（工作人员）。"),
    ],
)
def test_names_are_masked_and_numbers_left_out(written: str, shown: str) -> None:
    assert naming_nobody(written, [CHEN, OUYANG]) == shown


@pytest.mark.parametrize(
    "words", ["承诺时限改为3个工作日。", "事项 HC-YJS-0001 的表格少填三项。", ""]
)
def test_other_words_stay_as_they_are(words: str) -> None:
    assert naming_nobody(words, [CHEN, OUYANG]) == words


def test_somebody_without_a_known_name_is_left_out_by_number() -> None:
    assert naming_nobody("HC-9 改正", [Person("HC-9", "")]) == "（工作人员） 改正"
