"""What svc-budget tells of the Budget Law's periods and of what units disclose."""

from datetime import date
from typing import ClassVar

from shared.events.event import Event


class DutyBegan(Event):
    """An approval by the People's Congress or a reply of the finance department was entered."""

    subject: ClassVar[str] = "budget.disclosure.period_began.v1"

    anchor: str
    about: str
    year: int
    stage: str
    began_on: date


class DisclosureOverdue(Event):
    """A book was not public on the last day the law gives; told once for each last day."""

    subject: ClassVar[str] = "budget.disclosure.overdue.v1"

    unit_code: str
    region_code: str
    year: int
    book: str
    due_on: date
    article: str


class ItemClassified(Event):
    """A unit states that an item is a state secret and is not published, with the basis."""

    subject: ClassVar[str] = "budget.disclosure.classified.v1"

    unit_code: str
    year: int
    item: str
    basis: str
