"""Sheets that open in Excel and do nothing there."""

import csv
import io
import zipfile
from xml.etree import ElementTree as ET

import pytest

from shared.sheets import Workbook, csv_rows

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def test_the_first_rows_carry_the_mark_excel_needs_for_chinese() -> None:
    assert csv_rows([["办件编号"]], first=True) == "\ufeff办件编号\r\n".encode()
    assert csv_rows([["理发店", 1.25, None]]) == "理发店,1.25,\r\n".encode()


@pytest.mark.parametrize(
    "cell", ["=1+1", "+86", "-2", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","点")']
)
def test_a_cell_that_looks_like_a_formula_is_text(cell: str) -> None:
    (row,) = csv.reader(io.StringIO(csv_rows([[cell]]).decode(), newline=""))

    assert row == [f"'{cell}"]


def test_numbers_stay_numbers() -> None:
    assert csv_rows([[-0.5, 3]]) == b"-0.5,3\r\n"


def test_a_workbook_holds_the_rows_as_they_were() -> None:
    file = io.BytesIO()
    book = Workbook(file)
    book.add([["办件编号", "用时"], ["=1+1", 0.58]])
    book.add([["<&>\x00\x0b", None]])
    book.close()

    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            ET.fromstring(archive.read(name))  # noqa: S314 - our own
        sheet = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314
    cells = [["".join(c.itertext()) for c in row] for row in sheet.iter(f"{MAIN}row")]
    assert cells == [["办件编号", "用时"], ["=1+1", "0.58"], ["<&>", ""]]
    assert not list(sheet.iter(f"{MAIN}f"))
