"""Score how open units are, by what their published books show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.events.budget import ItemClassified
from shared.ids import new_id
from shared.office_hours import china_time
from shared.refusals import FieldError, Invalid
from svc_budget.domain.clocks.duties import Duty
from svc_budget.domain.openness.items import Formula
from svc_budget.domain.openness.scores import (
    Evidence,
    Ranked,
    Score,
    TableEvidence,
    ranking,
    score,
)
from svc_budget.domain.units.units import Unit, UnitKind
from svc_budget.storage.openness import evidence
from svc_budget.storage.submissions import sheets
from svc_budget.use_cases.openness.periods import BookStanding, standings

EMPTY = ("无数据", "没有", "为空", "空表")
SPREADSHEET = ("spreadsheet", "excel")
MOST_REMEMBERED = 20_000
Rows = Mapping[tuple[str, str], Row]
REMEMBERED: dict[tuple[object, ...], Score] = {}  # by all a score is made of


class OpennessItemUnknown(Invalid):
    """没有这个公开事项。"""


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit with its score, and its place among those of the region."""

    unit: Unit
    score: Score
    place: int | None = None


async def note_evidence(work: UnitOfWork, submission_id: UUID, year: int) -> None:
    """Keep what a version that was just published shows; safe to repeat."""
    digits = await evidence.digits(work, submission_id, year)
    said = await evidence.sentences(work, submission_id)
    tables = {
        code: {
            "digits": digits[code]["digits"] or 0 if code in digits else 0,
            "empty": not (code in digits and digits[code]["filled"]),
            "says_empty": any(word in one for one in sentences for word in EMPTY),
        }
        for code, sentences in said.items()
    }
    rows = await sheets.of_kind(work, submission_id, "narrative")
    words = "\n".join(one[2] for row in rows for one in row["content"]["paragraphs"])
    await evidence.put(work, submission_id, tables, words)


async def score_units(
    work: UnitOfWork, formula: Formula, duties: Mapping[str, Duty], some: Sequence[Unit], year: int
) -> list[Scored]:
    """Units by their places; those of which nothing is due yet come last, without one.

    Governments and units below a department are not ranked with departments.
    """
    ranked = [one for one in some if one.kind is UnitKind.DEPARTMENT and one.holds_in(year)]
    scores = await _scores(work, formula, duties, ranked, year)
    places = {one.subject: one for one in ranking(
        (code, found.hundredths) for code, found in scores.items()
    )}  # fmt: skip
    return sorted(
        (Scored(one, scores[one.code], _place(places.get(one.code))) for one in ranked),
        key=lambda one: (one.place is None, one.place or 0, one.unit.code),
    )


async def score_unit(
    work: UnitOfWork, formula: Formula, duties: Mapping[str, Duty], unit: Unit, year: int
) -> Score:
    """One unit's score with everything it comes from."""
    return (await _scores(work, formula, duties, [unit], year))[unit.code]


async def classify_item(
    work: UnitOfWork, formula: Formula, unit: Unit, year: int, item: str, basis: str
) -> None:
    """State that an item is secret, with the basis. Refused with OpennessItemUnknown."""
    known = {one.key: one.title for one in formula.items}
    if item not in known:
        choice = "、".join(f"{key}（{title}）" for key, title in known.items())
        raise OpennessItemUnknown(errors=[FieldError("#/item", "unknown", f"可选：{choice}。")])
    await evidence.classify(work, unit.code, year, item, basis)
    event = ItemClassified(unit_code=unit.code, year=year, item=item, basis=basis)
    await work.announce(new_id(), event)


async def _scores(
    work: UnitOfWork, formula: Formula, duties: Mapping[str, Duty], some: Sequence[Unit], year: int
) -> dict[str, Score]:
    """Scores from what was published when; each reckoned once while nothing of that changes."""
    codes, today = [one.code for one in some], china_time(work.now).date()
    rows = {
        (row["unit_code"], row["book"]): row for row in await evidence.published(work, year, codes)
    }
    stood: dict[str, list[BookStanding]] = {code: [] for code in codes}
    for one in await standings(work, duties, some, year):
        stood[one.unit.code].append(one)
    secret: dict[str, dict[str, str]] = {code: {} for code in codes}
    for row in await evidence.classified(work, year, codes):
        secret[row["unit_code"]][row["item"]] = row["basis"]
    keys = {
        code: (formula.version, year, today, *(_key(one, rows) for one in stood[code]),
               *sorted(secret[code].items()))
        for code in codes
    }  # fmt: skip
    new = [code for code in codes if keys[code] not in REMEMBERED]
    wanted = [row["submission_id"] for (code, _), row in rows.items() if code in new]
    shown = await evidence.shown(work, wanted) if wanted else {}
    if len(REMEMBERED) + len(new) > MOST_REMEMBERED:
        REMEMBERED.clear()
    for code in new:
        held = {one.book: _evidence(one, _row(one, rows), shown) for one in stood[code]}
        REMEMBERED[keys[code]] = score(formula, held, secret[code], today)
    return {code: REMEMBERED[keys[code]] for code in codes}


def _row(one: BookStanding, rows: Rows) -> Row | None:
    return rows.get((one.unit.code, one.book.value))


def _key(one: BookStanding, rows: Rows) -> tuple[object, ...]:
    """All that one book's part of a score hangs on; what a version shows never changes."""
    row = _row(one, rows)
    seen = () if row is None else (row["submission_id"], row["errors"], row["is_noted"])
    return (one.unit.code, one.book, one.published_at, one.standing.due_on, *seen)


def _evidence(one: BookStanding, row: Row | None, shown: Mapping[UUID, Row]) -> Evidence:
    if row is None or one.published_at is None:
        return Evidence(one.book, due_on=one.standing.due_on)
    seen = shown.get(row["submission_id"])
    tables = {} if seen is None else {c: TableEvidence(**t) for c, t in seen["tables"].items()}
    return Evidence(
        one.book, china_time(one.published_at).date(), one.standing.due_on, tables,
        row["errors"], any(kind in row["media_type"] for kind in SPREADSHEET),
        "" if seen is None else seen["narrative"],
    )  # fmt: skip


def _place(found: Ranked | None) -> int | None:
    return None if found is None else found.place
