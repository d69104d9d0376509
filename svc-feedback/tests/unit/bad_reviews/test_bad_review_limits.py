"""Every row of the deadlines, counted on the calendar."""

from datetime import datetime, timedelta

import pytest
import yaml
from bad_reviews_building import CALENDAR, FILE, MONDAY, china, the_rules

from svc_feedback.domain.bad_reviews.kinds import Grade
from svc_feedback.domain.bad_reviews.limits import Limit, Target
from svc_feedback.domain.bad_reviews.rules import read_bad_review_rules

FRIDAY_AT_FIVE = china(1, 9, 17)
SIMPLE, COMPLEX = Grade.SIMPLE, Grade.COMPLEX


@pytest.mark.parametrize(
    ("code", "target", "grade", "due_at"),
    [
        ("440300", Target.CONTACT, SIMPLE, china(1, 8, 17)),
        ("440300", Target.RECTIFY, SIMPLE, china(1, 19, 17)),
        ("440300", Target.RECTIFY, COMPLEX, china(1, 19, 17)),
        ("510000", Target.RECTIFY, SIMPLE, china(1, 26, 17)),
        ("371400", Target.CONTACT, SIMPLE, MONDAY),
        ("371400", Target.RECTIFY, COMPLEX, china(1, 12, 17)),
        ("410482", Target.CONTACT, SIMPLE, china(1, 6, 17)),
        ("410482", Target.RECTIFY, SIMPLE, china(1, 7, 17)),
        ("410482", Target.RECTIFY, COMPLEX, china(1, 8, 17)),
        ("410482", Target.REVISIT, SIMPLE, china(1, 12, 17)),
        ("150525", Target.CONTACT, SIMPLE, MONDAY + timedelta(hours=48)),
        ("150525", Target.RECTIFY, COMPLEX, china(1, 20, 17)),
        ("440000", Target.RECTIFY, COMPLEX, china(1, 26, 17)),
        ("431202", Target.RECTIFY, COMPLEX, china(1, 19, 17)),
        ("nowhere", Target.CONTACT, SIMPLE, china(1, 6, 17)),
    ],
)
def test_each_row_of_the_data_gives_its_last_moment(
    code: str, target: Target, grade: Grade, due_at: datetime
) -> None:
    limit = the_rules().limits_of(code).of(target, grade)
    assert limit.end(CALENDAR, MONDAY) == due_at


def test_every_region_of_the_file_has_limits_of_its_own() -> None:
    rows = yaml.safe_load(FILE.read_text("utf-8"))
    assert set(the_rules().limits) == {row["code"] for row in rows}


@pytest.mark.parametrize(
    ("district", "place"),
    [("440304", "440300"), ("371402", "371400"), ("510107", "510000"), ("440106", "440000"),
     ("150525", "150525"), ("150521", "*")],
)  # fmt: skip
def test_a_row_holds_in_the_districts_of_its_place(district: str, place: str) -> None:
    rules = the_rules()
    assert rules.limits_of(district) is rules.limits[place]


def test_every_row_holds_within_its_place_unless_a_narrower_one_does() -> None:
    rules = the_rules()
    for code in set(rules.limits) - {"*"}:
        within = code[:-2] + "99" if code.endswith("00") else code
        assert rules.limits_of(within) is rules.limits[code], code


def test_what_a_district_does_not_say_holds_as_in_its_city() -> None:
    rows = [*yaml.safe_load(FILE.read_text("utf-8")), {"code": "440304", "contact": {8: "hour"}}]
    limits = read_bad_review_rules(rows).limits_of("440304")
    assert limits.contact == Limit(8, "hour")
    assert limits.rectify[COMPLEX] == Limit(10, "working_day")


def test_a_working_day_from_friday_at_five_ends_on_monday() -> None:
    assert Limit(1, "working_day").end(CALENDAR, FRIDAY_AT_FIVE) == china(1, 12, 17)


def test_what_comes_in_at_midnight_or_on_a_rest_day_is_received_on_the_next_working_day() -> None:
    day = Limit(1, "working_day")
    assert day.end(CALENDAR, china(1, 9, 23, 59)) == china(1, 13, 17)
    assert day.end(CALENDAR, china(1, 10)) == china(1, 13, 17)


def test_a_sunday_that_makes_up_for_a_holiday_counts() -> None:
    assert Limit(1, "working_day").end(CALENDAR, china(12, 31, year=2025)) == china(1, 4, 17)


def test_natural_days_that_end_on_a_rest_day_end_on_the_next_working_day() -> None:
    assert Limit(5, "natural_day").end(CALENDAR, MONDAY) == china(1, 12, 17)
    assert Limit(3, "natural_day").end(CALENDAR, MONDAY) == china(1, 8, 17)


def test_hours_run_on_through_the_weekend() -> None:
    assert Limit(48, "hour").end(CALENDAR, FRIDAY_AT_FIVE) == china(1, 11, 17)


@pytest.mark.parametrize("given", [{-1: "hour"}, {2: "fortnight"}, {"two": "hour"}])
def test_a_limit_that_cannot_be_counted_is_refused_when_it_is_read(
    given: dict[object, str],
) -> None:
    with pytest.raises(ValueError, match="deadlines"):
        read_bad_review_rules(
            [*yaml.safe_load(FILE.read_text("utf-8")), {"code": "1", "contact": given}]
        )


def test_a_file_that_says_nothing_for_elsewhere_is_refused() -> None:
    with pytest.raises(ValueError, match="no contact"):
        read_bad_review_rules([])
