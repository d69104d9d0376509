"""Sheets as spreadsheets open them: CSV, and XLSX of one sheet, written row by row.

A cell that begins like a formula is text for whoever opens the file: in CSV it
gets an apostrophe before it, in XLSX it is stored as a string anyway. The CSV
begins with a byte order mark, without which Excel reads no Chinese.
"""

import csv
import io
import tempfile
import zipfile
from collections.abc import AsyncIterator, Iterable, Sequence
from decimal import Decimal
from html import escape
from typing import IO

Cell = str | float | int | Decimal | None
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PIECE = 64 * 1024
IN_MEMORY = 4 * 1024 * 1024
TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType=\
"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType=\
"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships\
/{kind}" Target="{target}"/></Relationships>"""
WORKBOOK = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"""
SHEET = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"""
SHEET_END = "</sheetData></worksheet>"


def csv_rows(rows: Iterable[Sequence[Cell]], *, first: bool = False) -> bytes:
    """Rows as CSV; the first ones with the byte order mark."""
    text = io.StringIO(BOM if first else "", newline="")
    text.seek(0, io.SEEK_END)
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


async def as_csv(pages: AsyncIterator[Sequence[Sequence[Cell]]]) -> AsyncIterator[bytes]:
    """Pages of rows as they come, the heading in the first."""
    first = True
    async for rows in pages:
        yield csv_rows(rows, first=first)
        first = False


async def as_xlsx(pages: AsyncIterator[Sequence[Sequence[Cell]]]) -> AsyncIterator[bytes]:
    """The same as a workbook, whole before its first byte leaves; kept on disk if large."""
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as file:
        book = Workbook(file)
        async for rows in pages:
            book.add(rows)
        book.close()
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


class Workbook:
    """An XLSX file of one sheet, written as the rows come."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._zip.writestr("[Content_Types].xml", TYPES)
        self._zip.writestr(
            "_rels/.rels", RELATIONS.format(kind="officeDocument", target="xl/workbook.xml")
        )
        self._zip.writestr("xl/workbook.xml", WORKBOOK)
        self._zip.writestr(
            "xl/_rels/workbook.xml.rels",
            RELATIONS.format(kind="worksheet", target="worksheets/sheet1.xml"),
        )
        self._sheet = self._zip.open("xl/worksheets/sheet1.xml", "w", force_zip64=True)
        self._sheet.write(SHEET.encode())

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """More rows."""
        written = ("".join(map(_cell, row)) for row in rows)
        self._sheet.write("".join(f"<row>{cells}</row>" for cells in written).encode())

    def close(self) -> None:
        """The file is whole."""
        self._sheet.write(SHEET_END.encode())
        self._sheet.close()
        self._zip.close()


def _cell(cell: Cell) -> str:
    if cell is None:
        return "<c/>"
    if isinstance(cell, str):
        text = escape(_printable(cell))
        return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f"<c><v>{cell}</v></c>"


def _printable(text: str) -> str:
    """XML knows no control characters but tab and line breaks."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n\r")
