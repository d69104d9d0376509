"""Doubts: signs that an answer may not be one person's own free choice.

They are for a person to judge. None of them changes what was taken or counted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from enum import StrEnum
from typing import Any

from svc_feedback.domain.circumstances import Circumstances
from svc_feedback.domain.staff_numbers import same_person


class Doubt(StrEnum):
    """Why a person should look."""

    ADDRESS = "address"
    DEVICE = "device"
    STAFF = "staff"
    TRAPPED = "trapped"
    ALIKE = "alike"
    IN_A_ROW = "in_a_row"
    TOO_FAST = "too_fast"
    SELF_REVIEW = "self_review"
    BY_STAFF = "by_staff"
    VISIT_UNTOLD = "visit_untold"

    @property
    def caption(self) -> str:
        """How it is called where it is judged."""
        return _CAPTIONS[self]


_CAPTIONS = {
    Doubt.ADDRESS: "同一网络地址短时间内多次评价",
    Doubt.DEVICE: "同一设备短时间内多次评价",
    Doubt.STAFF: "同一工作人员短时间内多次被评价",
    Doubt.TRAPPED: "填写了页面上不可见的字段",
    Doubt.ALIKE: "评价内容与其他评价高度相似",
    Doubt.IN_A_ROW: "同一窗口短时间内连续给出相同等级",
    Doubt.TOO_FAST: "作答时间过短",
    Doubt.SELF_REVIEW: "工作人员评价本人办理的业务",
    Doubt.BY_STAFF: "工作人员账号评价窗口办事",
    Doubt.VISIT_UNTOLD: "窗口没有登记过这次办事",
}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From what on a person should look; data of a deployment.

    ``*_most`` answers within ``minutes`` are still ordinary; ``least_dwell_ms`` is
    the shortest ordinary answer on a device; ``likeness`` from 0 to 1.
    """

    minutes: int
    address_most: int
    device_most: int
    staff_most: int
    in_a_row_most: int
    least_dwell_ms: int
    likeness: float
    compared: int

    @property
    def span(self) -> timedelta:
        """The time within which answers are counted."""
        return timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How many answers there were of late from the same address, and so on, this one included."""

    from_address: int = 0
    from_device: int = 0
    of_staff: int = 0
    in_a_row: int = 0
    likeness: float = 0.0
    staff_no: str = ""
    of_visit: bool = False


def doubts(
    answer: Circumstances, around: Surroundings, limits: Thresholds
) -> Iterator[tuple[Doubt, str]]:
    """Every doubt about one answer, with the figure that raised it."""
    yield from _counted(around, limits)
    if answer.trapped:
        yield Doubt.TRAPPED, ""
    if answer.device_id and answer.dwell_ms is not None and answer.dwell_ms < limits.least_dwell_ms:
        yield Doubt.TOO_FAST, f"{answer.dwell_ms} ms"
    if around.likeness >= limits.likeness:
        yield Doubt.ALIKE, f"{around.likeness:.2f}"
    if same_person(answer.staff_no, around.staff_no):
        yield Doubt.SELF_REVIEW, answer.staff_no
    elif answer.staff_no and around.of_visit:
        yield Doubt.BY_STAFF, answer.staff_no
    if not answer.visit_told:
        yield Doubt.VISIT_UNTOLD, ""


def _counted(around: Surroundings, limits: Thresholds) -> Iterator[tuple[Doubt, str]]:
    counts = (
        (Doubt.ADDRESS, around.from_address, limits.address_most),
        (Doubt.DEVICE, around.from_device, limits.device_most),
        (Doubt.STAFF, around.of_staff, limits.staff_most),
        (Doubt.IN_A_ROW, around.in_a_row, limits.in_a_row_most),
    )
    for doubt, number, most in counts:
        if number > most:
            yield doubt, f"{limits.minutes} 分钟内 {number} 条"


def read_thresholds(file: Mapping[str, Any]) -> Thresholds:
    """The thresholds of a file; ValueError says what is missing or no number."""
    names = {field.name for field in fields(Thresholds)}
    if set(file) != names or not all(isinstance(value, int | float) for value in file.values()):
        raise ValueError(f"doubts: expected a number for each of {', '.join(sorted(names))}")
    return Thresholds(**file)
