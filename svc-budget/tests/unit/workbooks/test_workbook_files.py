"""Real files through the confined reader: .xlsx, .xls, HTML saved as .xls, and bad ones."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from samples_building import a_sample
from workbook_files_building import (
    a_bomb,
    a_protected_xls,
    a_protected_xlsx,
    a_wide_xlsx,
    an_xls,
    an_xlsx,
    as_html,
    with_cell,
)
from workbooks_building import T5_HEADER, T5_TITLE, a_sheet, amount, read, shipped_templates

from shared.file_types import ArchiveTooDense, FileProtected, MacrosRefused
from shared.refusals import Refusal
from svc_budget.adapters.workbooks.__main__ import answer
from svc_budget.adapters.workbooks.reading import WorkbookReader
from svc_budget.adapters.workbooks.writing import written
from svc_budget.domain.samples.books import sample_drafts
from svc_budget.domain.templates.templates import Book
from svc_budget.domain.workbooks.books import RecognisedBook
from svc_budget.domain.workbooks.files import (
    NotAWorkbook,
    TooManyCells,
    TooManySheets,
    WorkbookCorrupt,
    WorkbookEmpty,
    WorkbookTooComplex,
)
from svc_budget.domain.workbooks.grids import Grid
from svc_budget.domain.workbooks.recognising import recognise

TABLE = a_sheet(
    "5 支出",
    ("项目", None, "本年支出", None, None),
    ("科目编码", "科目名称", "小计", "基本支出", "项目支出"),
    ("栏次", None, 1, 2, 3),
    (None, "合　计", 30.5, "20.00", "１０．５"),
    (205, "教育支出", 30.5, 20, 10.5),
    ("20502", "普通教育\n（含职业）", 30.5, 20, 10.5),
    ("2050205", "高等教育", 30.5, "—", None),
    title=T5_TITLE,
    merged=[(0, 0, 0, 1), (0, 2, 0, 4)],
)


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    made = WorkbookReader()
    yield made
    made.close()


async def grids_of(reader: WorkbookReader, folder: Path, content: bytes) -> tuple[Grid, ...]:
    path = folder / "uploaded"
    path.write_bytes(content)
    return await reader.read(path)


@pytest.mark.parametrize("made", [an_xlsx, an_xls, as_html], ids=["xlsx", "xls", "html"])
async def test_the_same_table_is_found_in_every_kind_of_file(
    reader: WorkbookReader, tmp_path: Path, made: Callable[[Grid], bytes]
) -> None:
    (grid,) = await grids_of(reader, tmp_path, made(TABLE))

    table = read(grid).tables["T5"]
    assert [row.key for _, row in table.rows()] == ["合计", "205", "20502", "2050205"]
    assert [amount(table, "合计", key) for key in ("合计", "基本支出", "项目支出")] == [
        30_500_000, 20_000_000, 10_500_000,
    ]  # fmt: skip
    assert amount(table, "2050205", "基本支出") == 0
    assert amount(table, "2050205", "项目支出") is None
    assert set(TABLE.merged) <= set(grid.merged)


async def test_a_whole_book_written_and_read_again_is_the_same(
    reader: WorkbookReader, tmp_path: Path
) -> None:
    drafts = sample_drafts(a_sample(Book.FINAL, 2025))

    def told(grids: tuple[Grid, ...]) -> RecognisedBook:
        return recognise(grids, shipped_templates(), 2025, Book.FINAL)

    found = told(await grids_of(reader, tmp_path, written(drafts)))
    wanted = told(tuple(draft.grid() for draft in drafts))
    assert found.missing_tables == ()
    assert {
        (code, row.key, key, cell.address, cell.amount)
        for code, table in found.tables.items()
        for _, row in table.rows()
        for key, cell in row.cells.items()
    } == {
        (code, row.key, key, cell.address, cell.amount)
        for code, table in wanted.tables.items()
        for _, row in table.rows()
        for key, cell in row.cells.items()
    }


async def test_formulas_show_their_values_and_errors_are_not_blank(
    reader: WorkbookReader, tmp_path: Path
) -> None:
    sheet = a_sheet("5", T5_HEADER, ("205", "教育支出", None, 20.1, 10.2), title=T5_TITLE)
    shown = {"C3": ("=D3+E3", 20.1 + 10.2), "D3": ("=1/0", "#DIV/0!")}
    (grid,) = await grids_of(reader, tmp_path, an_xlsx(sheet, formulas=shown))

    table = read(grid).tables["T5"]
    cell = table.cell("205", "基本支出")
    assert amount(table, "205", "合计") == 30_300_000
    assert cell is not None
    assert (cell.raw, cell.amount, cell.fault) == (
        "#DIV/0!", None, "公式出错（#DIV/0!），请改正公式后重新保存。",
    )  # fmt: skip


async def test_a_formula_nobody_reckoned_is_not_blank(
    reader: WorkbookReader, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in ((T5_TITLE,), T5_HEADER, ("205", "教育支出", "=D3+E3", 20.1, 10.2)):
        sheet.append(row)
    file = BytesIO()
    book.save(file)
    (grid,) = await grids_of(reader, tmp_path, file.getvalue())

    cell = read(grid).tables["T5"].cell("205", "合计")
    assert cell is not None
    assert cell.amount is None
    assert "公式出错" in cell.fault


async def test_a_formula_that_shows_nothing_is_blank(
    reader: WorkbookReader, tmp_path: Path
) -> None:
    cell = '<c r="A1" t="str"><f>IF(1,"","x")</f><v></v></c>'
    (grid,) = await grids_of(reader, tmp_path, with_cell(an_xlsx(TABLE), cell))
    assert grid.rows == ()


async def test_dates_stay_dates_and_hidden_sheets_come_last(
    reader: WorkbookReader, tmp_path: Path
) -> None:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        hidden, shown = book.add_worksheet("草稿"), book.add_worksheet("表")
        shown.write_datetime(0, 0, date(2024, 1, 5), book.add_format({"num_format": "yyyy-m-d"}))
        shown.activate()
        hidden.hide()
        book.add_chartsheet("图")
    grids = await grids_of(reader, tmp_path, file.getvalue())
    assert [grid.name for grid in grids] == ["表", "草稿"]
    assert grids[0].rows == ((date(2024, 1, 5),),)


@pytest.mark.parametrize("charset", ["gb2312", "utf-8"])
async def test_html_is_read_in_its_charset_with_what_stands_around(
    reader: WorkbookReader, tmp_path: Path, charset: str
) -> None:
    other = "<table><tr><td x:num='1234.567'>1,235</td></tr></table>"
    rest = f"<p>注：本表以万元为单位，珺瑀镕。</p>{other}"
    grids = await grids_of(reader, tmp_path, as_html(TABLE, charset, rest))
    assert grids[0].rows[0] == (T5_TITLE,)
    assert grids[1].rows == (("注：本表以万元为单位，珺瑀镕。",), (1234.567,))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", WorkbookEmpty),
        (b"\x00\x01garbage" * 50, NotAWorkbook),
        ("只是一段文字".encode(), NotAWorkbook),
        (b"<html><body><p>no table</p></body></html>", NotAWorkbook),
        (b"%PDF-1.7 ...", NotAWorkbook),
        (an_xlsx(TABLE)[:3000], WorkbookCorrupt),
        (an_xls(TABLE)[:1200], WorkbookCorrupt),
        (a_protected_xls(TABLE), FileProtected),
        (a_protected_xlsx(), FileProtected),
        (a_wide_xlsx("A1", "CV60000"), TooManyCells),
        (an_xlsx(*(a_sheet(f"s{number}", (1,)) for number in range(201))), TooManySheets),
        (with_cell(an_xlsx(TABLE), "<c r='A1'><v>1</c>"), WorkbookCorrupt),
    ],
    ids=[
        "0 bytes", "garbage", "text", "html without a table", "pdf", "cut xlsx", "cut xls",
        "protected xls", "protected xlsx", "6 million cells", "201 sheets", "broken xml",
    ],
)  # fmt: skip
async def test_a_bad_file_is_refused_with_what_to_do(
    reader: WorkbookReader, tmp_path: Path, content: bytes, reason: type[Refusal]
) -> None:
    with pytest.raises(reason) as refused:
        await grids_of(reader, tmp_path, content)
    assert "请" in refused.value.detail()


@pytest.mark.parametrize("made", [an_xlsx, an_xls], ids=["xlsx", "xls"])
def test_wherever_a_file_is_cut_it_is_damaged_or_it_is_whole(
    tmp_path: Path, made: Callable[[Grid], bytes]
) -> None:
    path, content = tmp_path / "cut", made(TABLE)
    path.write_bytes(content)
    whole = answer({"path": str(path)})
    for length in range(8, len(content), 61):
        path.write_bytes(content[:length])
        assert answer({"path": str(path)}) in ({"refused": "WorkbookCorrupt"}, whole), length


def test_a_part_that_is_not_what_its_archive_says_is_damage(tmp_path: Path) -> None:
    content = bytearray(an_xlsx(TABLE))
    at = content.rindex(b"xl/worksheets/sheet1.xml") - 46 + 16  # its CRC in the directory
    content[at] ^= 1
    (tmp_path / "crc").write_bytes(content)
    assert answer({"path": str(tmp_path / "crc")}) == {"refused": "WorkbookCorrupt"}


async def test_a_bomb_is_refused_before_it_is_unpacked(
    reader: WorkbookReader, tmp_path: Path
) -> None:
    with pytest.raises(ArchiveTooDense):
        await grids_of(reader, tmp_path, a_bomb())


async def test_a_sheet_as_large_as_sheets_can_be_ends_only_its_own_reader(
    reader: WorkbookReader, tmp_path: Path
) -> None:
    with pytest.raises((WorkbookTooComplex, TooManyCells)):
        await grids_of(reader, tmp_path, a_wide_xlsx("A1", "XFD1048576"))
    assert len(await grids_of(reader, tmp_path, an_xlsx(TABLE))) == 1


async def test_macros_are_refused(reader: WorkbookReader, tmp_path: Path) -> None:
    file = BytesIO()
    macros = tmp_path / "vbaProject.bin"
    macros.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 512)
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.add_worksheet("表")
        book.add_vba_project(str(macros))
    with pytest.raises(MacrosRefused):
        await grids_of(reader, tmp_path, file.getvalue())
