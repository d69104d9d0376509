"""What raises a doubt, and what does not."""

from typing import Any

import pytest

from svc_feedback.domain.circumstances import Circumstances
from svc_feedback.domain.judging.doubts import (
    Doubt,
    Surroundings,
    Thresholds,
    doubts,
    read_thresholds,
)
from svc_feedback.domain.judging.likeness import likeness, trigrams

LIMITS = Thresholds(
    minutes=10, address_most=5, device_most=30, staff_most=30, in_a_row_most=20,
    least_dwell_ms=2000, likeness=0.8, compared=200,
)  # fmt: skip
CASES: list[tuple[dict[str, Any], dict[str, Any], set[Doubt]]] = [
    ({}, {}, set()),
    ({}, {"from_address": 5}, set()),
    ({}, {"from_address": 6}, {Doubt.ADDRESS}),
    ({}, {"from_device": 31}, {Doubt.DEVICE}),
    ({}, {"of_staff": 31, "in_a_row": 21}, {Doubt.STAFF, Doubt.IN_A_ROW}),
    ({"trapped": True}, {}, {Doubt.TRAPPED}),
    ({"device_id": "e3", "dwell_ms": 1999}, {}, {Doubt.TOO_FAST}),
    ({"device_id": "e3", "dwell_ms": 2000}, {}, set()),
    ({"dwell_ms": 100}, {}, set()),
    ({}, {"likeness": 0.8}, {Doubt.ALIKE}),
    ({}, {"likeness": 0.79}, set()),
    ({"staff_no": "A1"}, {"staff_no": "A1", "of_visit": True}, {Doubt.SELF_REVIEW}),
    ({"staff_no": "A2"}, {"staff_no": "A1", "of_visit": True}, {Doubt.BY_STAFF}),
    ({"staff_no": "A2"}, {}, set()),
    ({"visit_told": False}, {}, {Doubt.VISIT_UNTOLD}),
]


@pytest.mark.parametrize(("given", "around", "expected"), CASES)
def test_each_sign_raises_its_own_doubt_alone(
    given: dict[str, Any], around: dict[str, Any], expected: set[Doubt]
) -> None:
    found = doubts(Circumstances(**given), Surroundings(**around), LIMITS)

    assert {doubt for doubt, _ in found} == expected


def test_texts_are_alike_whatever_their_width_and_marks() -> None:
    one = trigrams("窗口态度很差，等了ABC两个小时！")
    other = trigrams("窗口态度很差 等了ＡＢＣ两个小时")

    assert likeness(one, other) == 1.0


def test_near_copies_pass_the_threshold_and_other_complaints_do_not() -> None:
    text = trigrams("办事窗口排队时间太长而且工作人员态度冷淡希望改进")

    assert likeness(text, trigrams("办事窗口排队时间太长而且工作人员态度冷淡希望改正")) >= 0.8
    assert likeness(text, trigrams("排队时间长，材料反复提交，跑了三趟")) < 0.3
    assert likeness(trigrams("好"), trigrams("好")) == 0.0


def test_every_doubt_has_words_of_its_own() -> None:
    assert len({doubt.caption for doubt in Doubt}) == len(Doubt)


def test_a_file_without_a_threshold_is_not_in_order() -> None:
    with pytest.raises(ValueError, match="least_dwell_ms"):
        read_thresholds({"minutes": 10})
