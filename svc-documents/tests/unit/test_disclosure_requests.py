"""The periods and steps of a request for disclosure, as the regulation has them."""

from datetime import date
from decimal import Decimal

import pytest
from days_building import CALENDAR
from disclosure_building import a_request

from svc_documents.domain.disclosure_requests.answers import (
    GROUNDS,
    KINDS,
    Answer,
    AnswerKind,
    Ground,
)
from svc_documents.domain.disclosure_requests.fees import fee_of_items, fee_of_pages
from svc_documents.domain.disclosure_requests.reasons import (
    DisclosureAnswerInvalid,
    DisclosureAnswerTooEarly,
    DisclosureConsultationNotRunning,
    DisclosureConsultationRunning,
    DisclosureExtendedAlready,
    DisclosureExtensionTooLate,
    DisclosureFeeNotDue,
    DisclosureStepNotAllowed,
    DisclosureSupplementAskedOnce,
    DisclosureSupplementTooLate,
)
from svc_documents.domain.disclosure_requests.report import ROWS, report_of
from svc_documents.domain.disclosure_requests.steps import State


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def an_answer(on: str, kind: AnswerKind = AnswerKind.GRANTED, *grounds: Ground) -> Answer:
    return Answer(kind, grounds, day(on), "HC-XZSP-approver")


def test_the_answer_is_due_on_the_twentieth_working_day_after_receipt() -> None:
    assert a_request("2026-03-02").due_on == day("03-30")


def test_the_autumn_holidays_are_not_counted_and_the_saturday_worked_instead_is() -> None:
    assert a_request("2026-09-21").due_on == date(2026, 10, 26)


def test_the_period_begins_anew_when_the_supplement_comes() -> None:
    request = a_request()
    request.ask_supplement(CALENDAR, day("03-11"), "请写明年度", 10)
    assert request.light(CALENDAR, day("03-12")) == "resting"

    request.give_supplement(CALENDAR, day("03-16"))

    assert (request.state, request.due_on) == (State.IN_PROGRESS, day("04-14"))


def test_a_supplement_is_asked_once_and_within_seven_working_days() -> None:
    late = a_request()
    with pytest.raises(DisclosureSupplementTooLate, match="03-11"):
        late.ask_supplement(CALENDAR, day("03-12"), "请写明年度", 10)

    request = a_request()
    request.ask_supplement(CALENDAR, day("03-11"), "请写明年度", 10)
    request.give_supplement(CALENDAR, day("03-11"))
    with pytest.raises(DisclosureSupplementAskedOnce):
        request.ask_supplement(CALENDAR, day("03-11"), "请写明文号", 10)


def test_days_on_which_a_third_party_is_waited_for_are_not_counted() -> None:
    request = a_request()
    request.consult(CALENDAR, day("03-04"), "third_party")
    request.end_consultation(CALENDAR, day("03-09"), 1, "agrees")

    assert request.due_on == day("04-02")  # three working days later


def test_two_consultations_at_once_are_not_counted_twice() -> None:
    request = a_request()
    request.consult(CALENDAR, day("03-04"), "third_party")
    request.consult(CALENDAR, day("03-04"), "organ")
    request.end_consultation(CALENDAR, day("03-06"), 1, "agrees")
    request.end_consultation(CALENDAR, day("03-09"), 2, "silent")

    assert request.due_on == day("04-02")


def test_silence_rests_the_period_for_fifteen_working_days_and_no_longer() -> None:
    request = a_request()
    one = request.consult(CALENDAR, day("03-04"), "third_party")
    assert one.due_on == day("03-25")
    waiting = request.due_on

    request.end_consultation(CALENDAR, day("04-15"), 1, "silent")

    assert request.due_on == waiting == day("04-21")


def test_what_is_asked_after_the_last_day_wins_no_time() -> None:
    request = a_request()
    request.consult(CALENDAR, day("04-01"), "organ")

    assert request.due_on == day("03-30")


def test_information_is_not_given_while_a_third_party_may_still_object() -> None:
    request = a_request()
    request.consult(CALENDAR, day("03-04"), "third_party")
    with pytest.raises(DisclosureConsultationRunning):
        request.give_answer(an_answer("03-10"))

    request.give_answer(an_answer("03-26"))  # silent until the 25th: the organ decides

    assert request.state is State.ANSWERED


def test_a_consultation_ends_once() -> None:
    request = a_request()
    request.consult(CALENDAR, day("03-04"), "third_party")
    request.end_consultation(CALENDAR, day("03-09"), 1, "objects")
    with pytest.raises(DisclosureConsultationNotRunning):
        request.end_consultation(CALENDAR, day("03-09"), 1, "agrees")


def test_it_is_extended_once_and_before_the_last_day_is_over() -> None:
    request = a_request()
    request.extend(CALENDAR, day("03-30"), 20, "涉及多个年度", "HC-XZSP-005")
    assert request.due_on == day("04-28")
    with pytest.raises(DisclosureExtendedAlready):
        request.extend(CALENDAR, day("03-30"), 5, "再延", "HC-XZSP-005")

    with pytest.raises(DisclosureExtensionTooLate):
        a_request().extend(CALENDAR, day("03-31"), 20, "迟了", "HC-XZSP-005")


def test_whoever_does_not_supplement_is_closed_only_after_the_day_set() -> None:
    request = a_request()
    request.ask_supplement(CALENDAR, day("03-03"), "请写明年度", 5)
    with pytest.raises(DisclosureAnswerTooEarly, match="03-10"):
        request.give_answer(an_answer("03-10", AnswerKind.NOT_SUPPLEMENTED))
    with pytest.raises(DisclosureStepNotAllowed):
        request.give_answer(an_answer("03-10"))

    request.give_answer(an_answer("03-11", AnswerKind.NOT_SUPPLEMENTED))

    assert (request.state, request.report_row) == (State.ANSWERED, "3.6.1")


def test_a_fee_is_by_the_standard_and_the_period_begins_anew_when_it_is_paid() -> None:
    request = a_request()
    with pytest.raises(DisclosureFeeNotDue):
        request.ask_fee(CALENDAR, day("03-03"), "pages", 30)
    fee = request.ask_fee(CALENDAR, day("03-03"), "pages", 120)
    assert (fee.amount, fee.due_on) == (Decimal(1100), day("03-31"))
    with pytest.raises(DisclosureAnswerTooEarly):
        request.give_answer(an_answer("03-31", AnswerKind.FEE_UNPAID))

    request.fee_paid(CALENDAR, day("03-09"))

    assert request.due_on == day("04-07")
    with pytest.raises(DisclosureFeeNotDue):
        request.ask_fee(CALENDAR, day("03-10"), "items", 50)


@pytest.mark.parametrize(
    ("items", "fee"), [(1, 0), (10, 0), (11, 100), (30, 2000), (31, 2200), (40, 4000), (41, 4300)]
)
def test_the_fee_of_items_rises_by_steps(items: int, fee: int) -> None:
    assert fee_of_items(items) == fee


@pytest.mark.parametrize(
    ("pages", "fee"), [(30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740)]
)
def test_the_fee_of_pages_is_for_the_pages_beyond(pages: int, fee: int) -> None:
    assert fee_of_pages(pages) == fee


def test_only_refusals_have_grounds_and_they_must() -> None:
    with pytest.raises(DisclosureAnswerInvalid):
        a_request().give_answer(an_answer("03-03", AnswerKind.REFUSED))
    with pytest.raises(DisclosureAnswerInvalid):
        a_request().give_answer(an_answer("03-03", AnswerKind.GRANTED, Ground.IN_PROCESS))


def test_a_refusal_is_counted_by_its_first_ground_and_a_partial_answer_as_such() -> None:
    grounds = (Ground.IN_PROCESS, Ground.THIRD_PARTY)

    assert an_answer("03-03", AnswerKind.REFUSED, *grounds).row == "3.3.6"
    assert an_answer("03-03", AnswerKind.PARTLY, *grounds).row == "3.2"


def test_every_kind_and_ground_has_its_row_in_the_report() -> None:
    kinds = {words.row for kind, words in KINDS.items() if kind is not AnswerKind.REFUSED}

    assert set(KINDS) == set(AnswerKind)
    assert set(GROUNDS) == set(Ground)
    assert kinds | {words.row for words in GROUNDS.values()} == set(ROWS) - {"1", "2", "3.7", "4"}


def test_a_closed_request_stays_as_it_is() -> None:
    request = a_request()
    request.withdraw(day("03-03"))

    assert (request.state, request.report_row) == (State.WITHDRAWN, "3.6.3")
    for step in (
        lambda: request.withdraw(day("03-04")),
        lambda: request.give_answer(an_answer("03-04")),
        lambda: request.consult(CALENDAR, day("03-04"), "organ"),
    ):
        with pytest.raises(DisclosureStepNotAllowed):
            step()


@pytest.mark.parametrize(
    ("on", "light"),
    [("03-23", "green"), ("03-24", "yellow"), ("03-30", "yellow"), ("03-31", "red")],
)
def test_the_light_is_yellow_in_the_last_fifth_and_red_after_the_last_day(
    on: str, light: str
) -> None:
    assert a_request().light(CALENDAR, day(on)) == light


def test_the_report_adds_up() -> None:
    report = report_of([("1", "natural_person", 3), ("2", "business", 1), ("3.1", "business", 1),
                        ("3.3.6", "natural_person", 2), ("4", "natural_person", 1)])  # fmt: skip

    assert report.total("3.7") == 3
    assert report.adds_up()
    assert not report_of([("1", "other", 1)]).adds_up()
