"""The score of a unit and year: its items, each with what was looked at and why points are gone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from svc_budget.domain.openness.items import Check, Formula, Item
from svc_budget.domain.templates.templates import Book

WHOLE = 100


class ItemState(StrEnum):
    """How an item stands."""

    OPEN = "open"
    MISSING = "missing"
    NONE_STATED = "none_stated"  # 无此项: the unit says that there is no such thing
    CLASSIFIED = "classified"  # 涉密不公开: counts neither for nor against (预算法 14(4))
    NOT_DUE = "not_due"  # its day has not come


@dataclass(frozen=True, slots=True)
class TableEvidence:
    """What a published table shows: how many digits its deepest code has, or that it is empty."""

    digits: int = 0
    empty: bool = False
    says_empty: bool = False

    @property
    def silent(self) -> bool:
        """Whether it is empty and does not say so."""
        return self.empty and not self.says_empty


NOTHING = TableEvidence()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one book of a unit and year."""

    book: Book
    published_on: date | None = None
    due_on: date | None = None
    tables: Mapping[str, TableEvidence] = field(default_factory=dict)
    failed_errors: int = 0
    machine_readable: bool = True
    narrative: str = ""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: percent fulfilled, and why not all."""

    check: Check
    share: int
    percent: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One item: hundredths of a point, and its checks."""

    item: Item
    state: ItemState
    points: int  # in hundredths
    out_of: int  # in hundredths; 0 when it does not count
    checks: tuple[CheckResult, ...] = ()
    basis: str = ""  # of what is classified


@dataclass(frozen=True, slots=True)
class Score:
    """A unit's year by one version of the formula; None when nothing counts yet."""

    version: str
    items: tuple[ItemResult, ...]

    @property
    def points(self) -> int:
        """Hundredths of points gained."""
        return sum(one.points for one in self.items)

    @property
    def out_of(self) -> int:
        """Hundredths of points to gain."""
        return sum(one.out_of for one in self.items)

    @property
    def hundredths(self) -> int | None:
        """The score of 100 with two decimals, in hundredths: 9,250 is 92.50."""
        if not self.out_of:
            return None
        return (2 * self.points * WHOLE * WHOLE + self.out_of) // (2 * self.out_of)


def score(
    formula: Formula,
    evidence: Mapping[Book, Evidence],
    classified: Mapping[str, str],
    today: date,
) -> Score:
    """Every item of the formula. ``classified`` gives the basis by the key of an item."""
    results = [_result(formula, one, evidence.get(one.book), classified, today)
               for one in formula.items]  # fmt: skip
    return Score(formula.version, tuple(results))


def _result(
    formula: Formula,
    item: Item,
    known: Evidence | None,
    classified: Mapping[str, str],
    today: date,
) -> ItemResult:
    if item.key in classified:
        return ItemResult(item, ItemState.CLASSIFIED, 0, 0, basis=classified[item.key])
    if known is None or known.published_on is None:
        due = None if known is None else known.due_on
        not_due = due is None or due >= today
        state = ItemState.NOT_DUE if not_due else ItemState.MISSING
        return ItemResult(item, state, 0, 0 if not_due else item.points * WHOLE)
    table = known.tables.get(item.table)
    if item.table and table is None:
        return ItemResult(item, ItemState.MISSING, 0, item.points * WHOLE)
    checks = tuple(
        CheckResult(check, share, *_look(formula, item, known, check))
        for check, share in item.checks.items()
    )
    gained = sum(one.share * one.percent for one in checks)
    state = ItemState.NONE_STATED if table and table.empty and table.says_empty else ItemState.OPEN
    points = item.points * gained // sum(item.checks.values())
    return ItemResult(item, state, points, item.points * WHOLE, checks)


def _look(formula: Formula, item: Item, known: Evidence, check: Check) -> tuple[int, str]:
    if check is Check.IN_TIME:
        return _in_time(formula, known)
    wrong = _complaint(item, known, check)
    return 0 if wrong else WHOLE, wrong


def _complaint(item: Item, known: Evidence, check: Check) -> str:
    table = known.tables.get(item.table, NOTHING)
    wrong: str | bool | int = False
    match check:
        case Check.PUBLISHED:
            wrong = table.silent and "空表没有注明“本表无数据”"
        case Check.DEEP:
            shallow = not table.says_empty and table.digits < item.digits
            wrong = shallow and f"编码只到 {table.digits} 位，应到 {item.digits} 位"
        case Check.SOUND:
            wrong = known.failed_errors and f"有 {known.failed_errors} 项勾稽关系不成立"
        case Check.MACHINE_READABLE:
            wrong = not known.machine_readable and "公开的文件不可机读"
        case Check.EXPLAINED:
            unsaid = not any(word in known.narrative for word in item.words)
            wrong = unsaid and f"文字说明中没有“{'、'.join(item.words)}”的内容"
    return str(wrong or "")


def _in_time(formula: Formula, known: Evidence) -> tuple[int, str]:
    if known.published_on is None or known.due_on is None:
        return WHOLE, ""
    late = (known.published_on - known.due_on).days
    return formula.left_when_late(late), f"晚了 {late} 天" if late > 0 else ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place in the ranking; equal scores share a place, and the next one is left out."""

    place: int
    subject: str
    hundredths: int


def ranking(scores: Iterable[tuple[str, int | None]]) -> Sequence[Ranked]:
    """Places by score, the best first: 1, 2, 2, 4. Who has no score has no place."""
    known = sorted(
        ((subject, value) for subject, value in scores if value is not None),
        key=lambda one: (-one[1], one[0]),
    )
    places: list[Ranked] = []
    for number, (subject, value) in enumerate(known, 1):
        tied = bool(places) and places[-1].hundredths == value
        places.append(Ranked(places[-1].place if tied else number, subject, value))
    return places
