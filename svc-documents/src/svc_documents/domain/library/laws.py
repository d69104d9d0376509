"""Laws, regulations and rules from a compiled collection: one document per title, its texts dated.

What the collection marks as expired has an end nobody dated: such a document has no first day,
so it is never answered as in force on a day, and an end on the day the collection was made, with
the reason said.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from svc_documents.domain.documents.documents import Document, Elements
from svc_documents.domain.documents.states import DocumentClass
from svc_documents.domain.effects.effects import Cause, Force
from svc_documents.domain.library.law_dates import TextDates, amended_on, day_in, text_dates
from svc_documents.domain.library.makers import maker_of, province_of

ENDED = "来源标注已失效，失效日期不详（不晚于{day}）"
ORDER = re.compile(r"(?:国务院|主席)?令第(?P<serial>\d+)号")
UNDATED = date.min


@dataclass(frozen=True, slots=True)
class LawRow:
    """One dated text of a law, or one book of a code, as the collection has it."""

    title: str
    short_title: str
    level: str
    subject: str
    expired: bool
    history: tuple[str, ...]
    body: str
    dates: TextDates

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> "LawRow":
        """A line of the file; KeyError or TypeError when a member is missing or of another kind."""
        history, body = tuple(raw["history"]), str(raw["body"])
        published = day_in(raw["published_on"] or raw["version_date"] or "")
        return cls(
            raw["title"].strip(), (raw["short_title"] or "").strip(), raw["level"] or "法律",
            raw["category"] or "", bool(raw["marked_expired"]), history, body,
            text_dates(published, day_in(raw["effective_on"] or ""), history, body),
        )  # fmt: skip

    @property
    def book(self) -> str:
        """Which book of a code it is (总则编); empty for a whole law."""
        first = self.history[0] if self.history else ""
        return first.removeprefix("# ") if first.startswith("# ") else ""


@dataclass(frozen=True, slots=True)
class LawText:
    """A text of a law and the day from which it applies."""

    body: str
    applies_from: date | None
    reason: str  # what made this text, in the words of the history; empty for the first


@dataclass(frozen=True, slots=True)
class Law:
    """A law with its texts in order, and how many rows said nothing new."""

    document: Document
    texts: tuple[LawText, ...]
    repeated: int = 0


def law_id(title: str) -> UUID:
    """The id of a law's document: the same for the same title, so that loading can be repeated."""
    return uuid5(NAMESPACE_URL, f"yangguang:law:{title}")


def law_of(rows: Sequence[LawRow], compiled_on: date) -> Law:
    """The document of all rows of one title."""
    if all(one.book for one in rows) and len(rows) > 1:
        rows = [_whole(rows)]
    ordered = sorted(rows, key=lambda one: one.dates.applies.on or UNDATED)
    distinct = _distinct(ordered)
    texts = tuple(
        LawText(one.body, one.dates.applies.on, one.history[-1] if n and one.history else "")
        for n, one in enumerate(distinct)
    )
    return Law(_document(distinct, compiled_on), texts, len(rows) - len(distinct))


def copy_of(document: Document, number: int) -> Document:
    """The same under another title, to make a large library of a small one for load tests."""
    title = f"{document.title}（样本{number}）"
    return replace(document, document_id=law_id(title), title=title, short_title="", document_no="")


def _document(rows: Sequence[LawRow], compiled_on: date) -> Document:
    first, last = rows[0], rows[-1]
    organ, joint = maker_of(first.title, first.level, first.subject, first.history)
    return Document(
        document_id=law_id(first.title), document_class=DocumentClass.LAW, title=first.title,
        short_title="" if first.short_title == first.title else first.short_title,
        kind=first.level, category=first.level, organ_name=organ, joint_organs=joint,
        region_code=province_of(first.subject), document_no=_order(last),
        elements=Elements(
            issued_on=first.dates.enacted_on, responsible_organ=organ, theme=_theme(first.subject)
        ),
        force=_force(rows, compiled_on),
    )  # fmt: skip


def _force(rows: Sequence[LawRow], compiled_on: date) -> Force:
    if rows[-1].expired:
        reason = ENDED.format(day=compiled_on.isoformat())
        return Force(until=compiled_on, cause=Cause.REPEALED, reason=reason)
    dates = [one.dates for one in rows]
    first = dates[0].first
    return Force(first=first.on, amended_on=amended_on(first.on, dates), assumed=first.assumed)


def _distinct(rows: Iterable[LawRow]) -> list[LawRow]:
    """Of several texts from one day the longest."""
    longest: dict[date | None, LawRow] = {}
    for one in rows:
        known = longest.get(one.dates.applies.on)
        if known is None or len(one.body) > len(known.body):
            longest[one.dates.applies.on] = one
    return list(longest.values())


def _whole(books: Sequence[LawRow]) -> LawRow:
    """A code from its books: each begins with the number of its first article."""
    ordered = sorted(books, key=_first_article)
    body = "\n\n".join(f"# {one.book}\n\n{one.body}" for one in ordered)
    said = max(ordered, key=lambda one: len(one.history))
    history = tuple(line for line in said.history if not line.startswith("#"))
    dates = text_dates(None, None, history, ordered[-1].body)
    one = ordered[0]
    return LawRow(
        one.title, one.title.removeprefix("中华人民共和国"), one.level, one.subject,
        one.expired, history, f"# {one.title}\n\n{body}", dates,
    )  # fmt: skip


def _first_article(row: LawRow) -> int:
    found = re.search(r"^第([零一二三四五六七八九十百千]+)条", row.body, re.MULTILINE)
    return _number(found[1]) if found else 0


def _number(words: str) -> int:
    """一千二百六十 is 1260."""
    whole, digit = 0, 0
    for sign in words:
        if sign in "十百千":
            whole += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(sign)
    return whole + digit


def _order(row: LawRow) -> str:
    """The order that brought the text as it is: 国务院令第711号."""
    if row.level != "行政法规":
        return ""
    serials = [found["serial"] for line in row.history if (found := ORDER.search(line))]
    return f"国务院令第{serials[-1]}号" if serials else ""


def _theme(subject: str) -> str:
    """The branch of law, where the collection says one."""
    return subject if subject.endswith(("法", "法典")) else ""
