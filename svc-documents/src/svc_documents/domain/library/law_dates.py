"""When a law began, was amended, and when each of its texts applies.

A compiled text says little of it in one place: its history tells adoption,
publication and amendments by day, its last article the entry into force. That
article stays as it was when single articles are amended, and names the new day
when the whole is revised; so which of the two it is, the dates decide.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

LINE = re.compile(r"\s*(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日\s*(.*)", re.DOTALL)
CLAUSE = re.compile(
    r"自\s*(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*起(?:正式)?(?:施行|实施|生效|执行)"
)
AMENDED = re.compile(r"修[正订改]")
IN_FORCE = re.compile(r"^(?:起)?(?:施行|实施|生效)")
TAIL = 2500  # the last articles, and an attachment after them
WAITS_AT_MOST = timedelta(days=3 * 365)  # between publication and entry into force
ONE_ACT = timedelta(days=400)  # adopted, approved and published: later is another text


class Happening(NamedTuple):
    """A line of a law's history."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Begins:
    """The day from which something holds; assumed when nobody says so."""

    on: date | None
    assumed: bool = False


UNKNOWN = Begins(None)


@dataclass(frozen=True, slots=True)
class TextDates:
    """What is known of one dated text of a law."""

    published_on: date | None
    effective_on: date | None
    history: tuple[Happening, ...]
    clause: date | None

    @property
    def version_on(self) -> date | None:
        """The day of this text: published, else the last day its history tells."""
        told = [one.on for one in self.history if not IN_FORCE.match(one.text)]
        return self.published_on or max(told, default=None)

    @property
    def enacted_on(self) -> date | None:
        """The first day anything is known of the law."""
        days = [one.on for one in self.history]
        return min([*days, *filter(None, [self.version_on])], default=None)

    @property
    def amended(self) -> tuple[date, ...]:
        """The days of amendments up to this text."""
        until = self.version_on or date.max
        return tuple(
            one.on for one in self.history if AMENDED.search(one.text) and one.on <= until
        )  # fmt: skip

    @property
    def is_amended(self) -> bool:
        """Whether this is no longer the law's first text."""
        version, enacted = self.version_on, self.enacted_on
        late = bool(version and enacted and version - enacted > ONE_ACT)
        return late or any(day != enacted for day in self.amended)

    @property
    def applies(self) -> Begins:
        """From when this text applies; from its publication, assumed, when nothing says so."""
        version = self.version_on
        if version is None:
            return Begins(self.effective_on or self.clause)
        for day in (self.effective_on, self.clause, *_in_force(self.history)):
            if day is not None and version <= day <= version + WAITS_AT_MOST:
                return Begins(day)
        return Begins(version, assumed=True)

    @property
    def first(self) -> Begins:
        """From when the law has been in force, whatever its text was then."""
        version, enacted = self.version_on, self.enacted_on
        if not self.is_amended or version is None or enacted is None:
            return self.applies
        for day in (self.clause, *_in_force(self.history)):
            if day is not None and enacted <= day < version:
                return Begins(day)
        return Begins(enacted, assumed=True)


def text_dates(
    published_on: date | None, effective_on: date | None, lines: Iterable[str], body: str
) -> TextDates:
    """The dates of one text of a law."""
    return TextDates(published_on, effective_on, tuple(_happenings(lines)), _clause(body))


def amended_on(first: date | None, texts: Sequence[TextDates]) -> date | None:
    """The first day after its beginning on which the law was another than it began."""
    later = {day for one in texts for day in one.amended}
    later |= {one.applies.on for one in texts[1:] if one.applies.on}
    if texts and texts[0].is_amended and texts[0].applies.on:
        later.add(texts[0].applies.on)
    return min((day for day in later if first is not None and day > first), default=None)


def day_in(text: str) -> date | None:
    """A day as a record writes it; None when there is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _happenings(lines: Iterable[str]) -> Iterator[Happening]:
    for line in lines:
        found = LINE.match(line)
        on = _day(found.groups()[:3]) if found else None
        if found and on:
            yield Happening(on, found[4].strip())


def _in_force(history: Sequence[Happening]) -> list[date]:
    return [one.on for one in history if IN_FORCE.match(one.text)]


def _clause(body: str) -> date | None:
    found = CLAUSE.findall(body[-TAIL:])
    return _day(found[-1]) if found else None


def _day(parts: Sequence[str]) -> date | None:
    try:
        return date(*map(int, parts))
    except ValueError:
        return None
