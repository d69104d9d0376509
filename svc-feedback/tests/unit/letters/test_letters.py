"""Letters, in memory, on a calendar with a holiday and a make-up Saturday."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from shared.work_calendar import DayKind, WorkCalendar
from svc_feedback.domain.letters import reasons
from svc_feedback.domain.letters.figures import LetterFigures
from svc_feedback.domain.letters.kinds import LetterCourse, LetterKind, LetterState, RefusalKind
from svc_feedback.domain.letters.letters import Letter
from svc_feedback.domain.letters.limits import LetterLimits, Span
from svc_feedback.domain.levels import Level

FRIDAY = 4
OFF = {date(2026, 1, 1), date(2026, 1, 2)}
MADE_UP = {date(2026, 1, 4)}  # a Sunday on which offices work
LIMITS = LetterLimits(
    Span(5, "working_day"), Span(10, "working_day"), Span(60, "natural_day"),
    Span(30, "natural_day"), {LetterKind.CONSULT: Span(3, "working_day")},
)  # fmt: skip
MONDAY = date(2026, 1, 5)


def a_calendar() -> WorkCalendar:
    days = [date(2025, 12, 1) + timedelta(days=number) for number in range(400)]
    return WorkCalendar(
        {
            day: DayKind(working=day in MADE_UP or (day.weekday() <= FRIDAY and day not in OFF))
            for day in days
        }
    )


CALENDAR = a_calendar()


def a_letter(kind: LetterKind = LetterKind.COMPLAIN, received_on: date = MONDAY) -> Letter:
    due = LIMITS.span(kind, LetterCourse.SIMPLE).end(CALENDAR, received_on)
    return Letter(
        uuid4(), "431202-20260105-00001", "mayor", "431202", kind, None, writer_agrees=True,
        received_on=received_on, due_on=due,
    )  # fmt: skip


def an_assigned(course: LetterCourse = LetterCourse.SIMPLE) -> Letter:
    letter = a_letter()
    letter.assign(uuid4(), course, CALENDAR, LIMITS)
    return letter


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        (date(2026, 1, 5), 5, date(2026, 1, 12)),  # over a weekend
        (date(2025, 12, 31), 1, date(2026, 1, 4)),  # holiday, then a made-up Sunday
        (date(2026, 1, 9), 1, date(2026, 1, 12)),  # Friday to Monday
    ],
)
def test_working_days_are_those_of_the_calendar(received: date, days: int, due: date) -> None:
    assert Span(days, "working_day").end(CALENDAR, received) == due


def test_natural_days_that_end_on_a_rest_day_end_on_the_next_working_day() -> None:
    assert Span(60, "natural_day").end(CALENDAR, MONDAY) == date(2026, 3, 6)
    assert Span(5, "natural_day").end(CALENDAR, MONDAY) == date(2026, 1, 12)


def test_a_kind_may_have_a_limit_of_its_own() -> None:
    assert a_letter(LetterKind.CONSULT).due_on == date(2026, 1, 8)
    assert a_letter(LetterKind.COMPLAIN).due_on == date(2026, 1, 12)


def test_handing_on_does_not_restart_the_clock() -> None:
    letter = an_assigned()
    before = letter.due_on

    letter.send_back()
    letter.assign(uuid4(), LetterCourse.SIMPLE, CALENDAR, LIMITS)

    assert letter.due_on == before == date(2026, 1, 12)


def test_a_petition_like_letter_has_60_days_and_30_more_once() -> None:
    letter = an_assigned(LetterCourse.PETITION_LIKE)
    assert letter.due_on == date(2026, 3, 6)

    letter.extend(CALENDAR, LIMITS, date(2026, 3, 6))

    assert letter.due_on == date(2026, 4, 6)  # 90 days end on Sunday, the 5th
    with pytest.raises(reasons.LetterExtendedAlready):
        letter.extend(CALENDAR, LIMITS, date(2026, 3, 7))


def test_other_letters_are_not_extended_nor_those_whose_time_is_over() -> None:
    with pytest.raises(reasons.LetterNotExtendable):
        an_assigned(LetterCourse.COMPLEX).extend(CALENDAR, LIMITS, MONDAY)
    with pytest.raises(reasons.LetterExtensionTooLate):
        an_assigned(LetterCourse.PETITION_LIKE).extend(CALENDAR, LIMITS, date(2026, 3, 7))


@pytest.mark.parametrize(("writer", "organ"), [(True, True), (True, False), (False, True)])
def test_a_letter_is_public_only_if_both_agree(*, writer: bool, organ: bool) -> None:
    letter = an_assigned()
    letter.writer_agrees = writer

    letter.give_answer(MONDAY, public=organ)

    assert letter.is_public == (writer and organ)


def test_nothing_is_done_with_a_closed_letter() -> None:
    answered, refused = an_assigned(), a_letter()
    answered.give_answer(MONDAY, public=True)
    refused.refuse(RefusalKind.ADVERT, "", MONDAY)

    for letter in (answered, refused):
        with pytest.raises(reasons.LetterStepNotAllowed):
            letter.assign(uuid4(), LetterCourse.SIMPLE, CALENDAR, LIMITS)
        with pytest.raises(reasons.LetterStepNotAllowed):
            letter.give_answer(MONDAY, public=True)
        with pytest.raises(reasons.LetterStepNotAllowed):
            letter.send_back()
    assert refused.state is LetterState.REFUSED


@pytest.mark.parametrize("kind", [RefusalKind.REPEAT, RefusalKind.UNVERIFIABLE])
def test_a_refusal_that_needs_words_is_not_given_without(kind: RefusalKind) -> None:
    with pytest.raises(reasons.LetterRefusalUnclear):
        a_letter().refuse(kind, "", MONDAY)


@pytest.mark.parametrize(
    ("today", "light"),
    [(date(2026, 1, 8), "green"), (date(2026, 1, 9), "yellow"), (date(2026, 1, 13), "red")],
)
def test_the_light_turns_with_the_working_days_that_are_left(today: date, light: str) -> None:
    assert an_assigned().light(CALENDAR, today) == light


def test_rates_leave_out_what_is_not_yet_due_and_are_none_over_nothing() -> None:
    empty, some = LetterFigures(0, 0, 0, 0, 0), LetterFigures(10, 2, 4, 3, 1, 4, 3)

    assert (empty.answer_rate, empty.in_time_rate) == (None, None)
    assert (some.valid, some.answer_rate, some.in_time_rate) == (8, 0.5, 0.6)
    assert (empty.satisfaction_rate, some.satisfaction_rate) == (None, 0.75)


def test_an_answer_is_rated_once_and_only_after_it_was_given() -> None:
    letter = an_assigned()
    with pytest.raises(reasons.LetterStepNotAllowed):
        letter.rate(Level.SATISFIED)
    letter.give_answer(MONDAY, public=False)

    assert letter.rate(Level.SATISFIED)
    assert not letter.rate(Level.SATISFIED), "the same again is another try"
    with pytest.raises(reasons.LetterRatedAlready):
        letter.rate(Level.DISSATISFIED)
    assert letter.satisfaction is Level.SATISFIED
