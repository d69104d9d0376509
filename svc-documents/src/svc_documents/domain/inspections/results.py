"""What was found, and by when it has to be public: 20 working days after the inspection."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Literal

from shared.office_hours import CHINA_TIME, china_time
from shared.work_calendar import WorkCalendar

PUBLISHED_WITHIN = 20
YELLOW_DAYS = 4
OPENING = time(9)
Light = Literal["green", "yellow", "red", "done"]


class Outcome(StrEnum):
    """The result of one inspection."""

    NO_PROBLEM = "no_problem"
    RECTIFIED = "rectified"
    TO_RECTIFY = "to_rectify"
    VIOLATION = "violation"
    UNREACHABLE = "unreachable"
    UNCOOPERATIVE = "uncooperative"
    NOT_OPERATING = "not_operating"


OUTCOMES = {
    Outcome.NO_PROBLEM: "未发现问题",
    Outcome.RECTIFIED: "发现问题已当场改正",
    Outcome.TO_RECTIFY: "发现问题已责令改正",
    Outcome.VIOLATION: "发现问题待后续处理（立案或移送）",
    Outcome.UNREACHABLE: "通过登记的住所（经营场所）无法联系",
    Outcome.UNCOOPERATIVE: "不配合检查情节严重",
    Outcome.NOT_OPERATING: "未开展本次抽查涉及的经营活动",
}


def public_by(calendar: WorkCalendar, inspected_on: date) -> date:
    """The last day on which a result is told in time."""
    opening = datetime.combine(inspected_on, OPENING, CHINA_TIME)
    return china_time(calendar.add_working_days(opening, PUBLISHED_WITHIN).at).date()


def light(calendar: WorkCalendar, today: date, due_on: date) -> Light:
    """Of a result that is not told yet: yellow in the last four days, red when it is late."""
    if today > due_on:
        return "red"
    moments = (datetime.combine(day, OPENING, CHINA_TIME) for day in (today, due_on))
    return "yellow" if calendar.remaining_working_days(*moments) <= YELLOW_DAYS else "green"
