"""What people see of budget units and of what they published."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.moments import Moment
from svc_budget.domain.submissions.states import STATE_NAMES, State
from svc_budget.domain.submissions.submissions import Submission
from svc_budget.domain.templates.templates import BOOK_NAMES, Book, TemplateSet
from svc_budget.domain.units.units import UNIT_KIND_NAMES, UnitKind
from svc_budget.use_cases.units.published import UnitYear, Version


class BudgetUnitView(BaseModel):
    """A unit."""

    model_config = ConfigDict(from_attributes=True)

    code: str = Field(examples=["431202-jyj"])
    name: str = Field(examples=["怀化市鹤城区教育局"])
    kind: UnitKind
    region_code: str
    level: str = Field(description="省、市、县")
    parent_code: str | None = Field(description="所属单位的主管部门")
    first_year: int | None
    last_year: int | None


class BudgetUnitWholeView(BudgetUnitView):
    """A unit with the years something is public of."""

    kind_name: str
    years: list[int]


class PublishedTableView(BaseModel):
    """A table of a published version."""

    model_config = ConfigDict(from_attributes=True)

    table_code: str = Field(examples=["T1"])
    title: str
    sheet: str
    unit: str = Field(description="表内金额单位", examples=["万元"])


class MissingTableView(BaseModel):
    """A table the version ought to have."""

    table_code: str
    title: str


class PublishedBookView(BaseModel):
    """One of the year's books: published, or missing."""

    book: Book
    book_name: str
    published: bool
    submission_id: UUID | None = None
    version: int | None = None
    published_at: Moment | None = None
    published_as: int | None = Field(None, description="公开序号")
    correction_reason: str = ""
    tables: list[PublishedTableView] = []
    missing_tables: list[MissingTableView] = []


class BudgetUnitYearView(BaseModel):
    """What is public of a unit's year."""

    snapshot: int = Field(description="数据所属的公开序号")
    unit: BudgetUnitView
    year: int
    in_use: bool = Field(description="该年度是否为预算单位")
    books: list[PublishedBookView]
    missing_books: list[Book] = Field(description="应公开而未公开的")


class PublicReasonView(BaseModel):
    """What was said of a warning."""

    model_config = ConfigDict(from_attributes=True)

    rule: str
    title: str
    message: str
    reason: str


class PublishedVersionView(BaseModel):
    """A version that is or was published."""

    submission_id: UUID
    version: int
    state: State
    state_name: str
    published_at: Moment | None
    published_as: int | None
    withdrawn_at: Moment | None
    withdrawn_as: int | None = Field(description="从这个公开序号起由新版取代")
    correction_reason: str
    reasons: list[PublicReasonView] = Field(description="校验提示及其说明")


class PublishedVersionsView(BaseModel):
    """All of a book, the newest first."""

    items: list[PublishedVersionView]


def year_view(found: UnitYear, templates: TemplateSet) -> BudgetUnitYearView:
    """A unit's year as people see it."""
    held = found.unit.books if found.unit.holds_in(found.year) else ()
    named = (*held, *(one for one in found.versions if one not in held))
    return BudgetUnitYearView(
        snapshot=found.snapshot,
        unit=BudgetUnitView.model_validate(found.unit),
        year=found.year,
        in_use=found.unit.holds_in(found.year),
        books=[_book(found, book, templates) for book in named],
        missing_books=[one for one in held if one not in found.versions],
    )


def _book(found: UnitYear, book: Book, templates: TemplateSet) -> PublishedBookView:
    one = found.versions.get(book)
    if one is None:
        return PublishedBookView(book=book, book_name=BOOK_NAMES[book], published=False)
    return PublishedBookView(
        book=book, book_name=BOOK_NAMES[book], published=True, submission_id=one.submission_id,
        version=one.version, published_at=one.published_at, published_as=one.published_as,
        correction_reason=one.correction_reason,
        tables=[
            PublishedTableView(**{**row, "sheet": row["name"]})
            for row in found.tables[one.submission_id]
        ],
        missing_tables=missing_tables(one, templates, found.unit.level),
    )  # fmt: skip


def missing_tables(one: Submission, templates: TemplateSet, level: str) -> list[MissingTableView]:
    """The tables a version lacks, by name."""
    titles = {each.code: each.title for each in templates.of_book(one.book, one.year, level)}
    return [
        MissingTableView(table_code=code, title=titles.get(code, ""))
        for code in one.missing_tables
    ]  # fmt: skip


def version_view(found: Version) -> PublishedVersionView:
    """A version as people see it."""
    one = found.submission
    return PublishedVersionView(
        submission_id=one.submission_id, version=one.version, state=one.state,
        state_name=STATE_NAMES[one.state], published_at=one.published_at,
        published_as=one.published_as, withdrawn_at=one.withdrawn_at,
        withdrawn_as=one.withdrawn_as, correction_reason=one.correction_reason,
        reasons=[PublicReasonView(**row) for row in found.reasons],
    )  # fmt: skip


def whole_view(unit: object, kind: UnitKind, years: list[int]) -> BudgetUnitWholeView:
    """A unit as people see it."""
    shown = BudgetUnitView.model_validate(unit).model_dump()
    return BudgetUnitWholeView(**shown, kind_name=UNIT_KIND_NAMES[kind], years=years)
