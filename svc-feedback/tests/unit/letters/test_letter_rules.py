"""The file of mailboxes and limits."""

from typing import Any

import pytest
import yaml
from feedback_building import some_settings

from svc_feedback.domain.letters.kinds import LetterCourse, LetterKind
from svc_feedback.domain.letters.limits import Span
from svc_feedback.domain.letters.reasons import MailboxUnknown
from svc_feedback.domain.letters.rules import read_letter_rules


def a_file() -> dict[str, Any]:
    file: dict[str, Any] = yaml.safe_load(some_settings().letters_file.read_text("utf-8"))
    return file


def test_limits_are_those_of_the_region_or_those_that_hold_elsewhere() -> None:
    rules = read_letter_rules(a_file())

    of = {region: rules.limits_of(region) for region in ("431202", "210100", "999999")}
    assert [one.span(LetterKind.HELP, LetterCourse.SIMPLE).days for one in of.values()] == [5, 3, 5]
    consult = of["431202"].span(LetterKind.CONSULT, LetterCourse.SIMPLE)
    assert consult == Span(3, "working_day")


@pytest.mark.parametrize(
    ("district", "place"),
    [("210102", "210100"), ("210203", "210000"), ("431202", "431202"), ("431224", "*")],
)
def test_limits_of_a_place_hold_in_its_districts(district: str, place: str) -> None:
    rules = read_letter_rules(a_file())
    assert rules.limits_of(district) is rules.limits[place]


def test_an_unknown_mailbox_is_refused() -> None:
    with pytest.raises(MailboxUnknown):
        read_letter_rules(a_file()).mailbox("nobody")


@pytest.mark.parametrize(
    "spoilt",
    [
        {"limits": []},
        {"limits": [{"region": "*", "simple": {5: "working_day"}}]},
        {"limits": [a_file()["limits"][0] | {"simple": {5: "moon"}}]},
        {"limits": [a_file()["limits"][0] | {"simple": {0: "working_day"}}]},
        {"limits": [a_file()["limits"][0] | {"extension": {5: "working_day"}}]},
    ],
)
def test_a_file_that_is_not_in_order_is_refused(spoilt: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="letters"):
        read_letter_rules(a_file() | spoilt)
