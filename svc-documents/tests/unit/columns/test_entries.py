"""The clock of disclosure: 20 working days from formation or change (条例 art. 26)."""

from datetime import date

import pytest
from days_building import CALENDAR
from documents_building import id_of

from svc_documents.domain.columns.entries import (
    Entry,
    EntryPublished,
    due_on,
    light_of,
    missing_fields,
)

D = date.fromisoformat
FORMED = D("2026-09-15")
DUE = D("2026-10-19")  # the National Day holiday and its make-up days lie between


def an_entry() -> Entry:
    return Entry(
        entry_id=id_of("entry"), column_id="fees", title="收费目录", formed_on=FORMED, fields={}
    )


def test_the_day_of_formation_is_not_counted_and_holidays_are_passed_over() -> None:
    assert due_on(FORMED, CALENDAR) == DUE


@pytest.mark.parametrize(("day", "late"), [("2026-10-19", False), ("2026-10-20", True)])
def test_published_on_the_last_day_is_in_time(day: str, late: bool) -> None:  # noqa: FBT001
    entry = an_entry()

    entry.publish(D(day), CALENDAR)

    assert (entry.published_on, entry.late) == (D(day), late)


def test_it_is_published_once() -> None:
    entry = an_entry()
    entry.publish(D("2026-09-20"), CALENDAR)

    with pytest.raises(EntryPublished):
        entry.publish(D("2026-09-21"), CALENDAR)


def test_a_change_has_twenty_days_of_its_own() -> None:
    entry = an_entry()
    entry.publish(D("2026-09-20"), CALENDAR)

    entry.change(D("2026-10-09"), D("2026-10-12"), CALENDAR)
    assert (entry.late, entry.version) == (False, 2)
    entry.change(D("2026-10-09"), D("2026-12-01"), CALENDAR)
    assert (entry.late, entry.version) == (True, 3)


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2026-09-16", "green"), ("2026-10-12", "yellow"), ("2026-10-19", "yellow"),
     ("2026-10-20", "red")],
)  # fmt: skip
def test_what_waits_has_a_light(today: str, expected: str) -> None:
    assert light_of(FORMED, D(today), CALENDAR).value == expected


def test_a_kind_of_column_says_which_fields_it_needs() -> None:
    assert missing_fields("list", {}) == []
    assert [name for name, _, _ in missing_fields("credit", {"decision_no": "〔2026〕1号"})] == [
        "party", "valid_until",
    ]  # fmt: skip
    assert missing_fields("list", {"party": "甲"})[0][1] == "unknown"
