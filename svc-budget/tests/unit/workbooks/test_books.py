"""What a workbook is as a whole: whose, which year, what is missing, what nobody knows."""

from collections.abc import Iterator

import pytest
from samples_building import a_sample
from workbooks_building import T5_HEADER, T5_TITLE, a_sheet, read, shipped_templates

from svc_budget.domain.samples.books import sample_drafts
from svc_budget.domain.samples.drafts import Draft
from svc_budget.domain.samples.draws import Draws
from svc_budget.domain.samples.messes import messed, messy_style
from svc_budget.domain.samples.tables import NOTE, TITLE, Place
from svc_budget.domain.templates.templates import Book
from svc_budget.domain.workbooks.books import RecognisedBook
from svc_budget.domain.workbooks.recognising import recognise

ROW = ("205", "教育支出", 1, 1, 0)


def a_book(unit: str = "鹤城区教育局", year: int = 2025) -> RecognisedBook:
    cover = a_sheet("封面", (f"{year}年度部门决算公开",), (f"单位名称：{unit}",))
    table = a_sheet(
        "5", (f"编制单位：{unit}", None, f"{year}年度", None, "金额单位：万元"), T5_HEADER, ROW,
        title=f"{unit}{year}年度{T5_TITLE}",
    )  # fmt: skip
    return read(cover, table)


def test_a_book_says_whose_it_is_of_which_year_and_what() -> None:
    book = a_book()
    assert (book.unit_name, book.years_named, book.book_named) == (
        "鹤城区教育局", (2025,), Book.FINAL,
    )  # fmt: skip
    assert book.unknown_sheets == ()


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("部门：鹤城区教育局", "鹤城区教育局"),
        ("预算单位名称：鹤城区教育局", "鹤城区教育局"),
        ("单位：鹤城区教育局", "鹤城区教育局"),
        ("编制单位:鹤城区教育局金额单位:元", "鹤城区教育局"),
        ("二〇二五年鹤城区教育局部门决算", ""),
        ("鹤城区教育局2025年部门决算", "鹤城区教育局"),
        ("2025年度鹤城区教育局部门决算", "鹤城区教育局"),
        ("单位：万元", ""),
    ],
)
def test_a_unit_is_named_in_several_ways(line: str, unit: str) -> None:
    assert read(a_sheet("封面", (line,))).unit_name == unit


def test_years_may_be_written_in_words() -> None:
    assert read(a_sheet("封面", ("二〇二四年度部门决算",))).years_named == (2024,)


def test_only_the_cover_says_that_a_book_is_a_governments() -> None:
    tables = [a_sheet(str(n), title="2025年一般公共预算收入预算表") for n in range(3)]
    cover = a_sheet("封面", ("鹤城区2025年政府预算公开",))
    assert read(cover, *tables).book_named is Book.GOVERNMENT_BUDGET
    by_classes = a_sheet("5", title="部门支出汇总表（按政府预算经济分类）")
    assert read(by_classes, *tables).book_named is Book.BUDGET


def test_missing_tables_are_named_and_unknown_sheets_kept() -> None:
    own = a_sheet("底稿", ("序号", "事项", "测算数"), (1, "人员", 5.5))
    book = read(a_sheet("5", T5_HEADER, ROW, title=T5_TITLE), own, a_sheet("空", (), (None, "")))
    assert book.unknown_sheets == ("底稿",)
    assert book.missing_tables == ("T1", "T2", "T3", "T4", "T6", "T7", "T8", "T9")
    assert "T9" not in read(year=2018).missing_tables


def test_the_narrative_is_kept_paragraph_by_paragraph() -> None:
    sheet = a_sheet(
        "文字说明",
        ("第三部分 2025年度部门决算情况说明",),
        ("一、收入支出决算总体情况说明\n2025年度收入总计3,498.65万元，比上年增加12.5万元。",),
        (None, "主要原因是人员增加。"),
    )
    found = [(one.address, one.text[:8]) for one in read(sheet).narrative]
    assert found == [
        ("A1", "第三部分 202"),
        ("A2", "一、收入支出决算"),
        ("A2", "2025年度收入"),
        ("B3", "主要原因是人员增"),
    ]


def test_a_table_of_contents_is_no_table() -> None:
    contents = a_sheet("目录", ("目录",), ("一、收入支出决算总表", "1"), (f"五、{T5_TITLE}", "5"))
    book = read(contents, a_sheet("5", T5_HEADER, ROW, title=T5_TITLE))
    assert (set(book.tables), book.unknown_sheets) == ({"T5"}, ())


@pytest.mark.parametrize("book", [Book.FINAL, Book.BUDGET])
@pytest.mark.parametrize("year", [2011, 2014, 2018, 2025])
def test_every_amount_of_a_messy_book_is_found_where_it_stands(year: int, book: Book) -> None:
    made = a_sample(book, year)
    for seed in range(6):
        draws = Draws(seed).under(year)
        drafts = messed(sample_drafts(made, messy_style(draws, made.tables)), draws)
        grids = [draft.grid() for draft in drafts]
        found = recognise(grids, shipped_templates(), year, book)
        assert list(_lost(drafts, found)) == []
        assert (found.missing_tables, found.years_named[0]) == ((), year)
        assert set(found.unknown_sheets) <= {"底稿"}


def _lost(drafts: tuple[Draft, ...], found: RecognisedBook) -> Iterator[Place]:
    """Places whose cell was read from elsewhere, or not at all, or with a fault."""
    for draft in drafts:
        for place, spot in draft.places.items():
            if not place.column or place.row in {TITLE, NOTE} or draft.at(*spot) is None:
                continue
            table = found.tables[place.table]
            label = place.row.partition("|")[0]  # of items: 项目|地区
            row = table.row(label, place.side)
            if row is not None and place.column in row.texts:
                continue
            cell = table.cell(label, place.column, place.side)
            if cell is None or (cell.row, cell.column) != spot or cell.fault:
                yield place
