"""Builders of files for the tests of reading: real .xlsx and .xls, and broken ones."""

import struct
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
import xlwt
from xlwt.CompoundDoc import XlsDoc

from svc_budget.domain.workbooks.grids import Grid

BOF = 0x0809


def an_xlsx(*sheets: Grid, formulas: Mapping[str, tuple[str, Any]] | None = None) -> bytes:
    """The sheets as .xlsx; formulas of the first sheet by address, with the value they show."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for number, grid in enumerate(sheets):
            sheet = book.add_worksheet(grid.name)
            for row, cells in enumerate(grid.rows):
                for column, value in enumerate(cells):
                    if value is not None:
                        sheet.write(row, column, value)
            for top, left, bottom, right in grid.merged:
                sheet.merge_range(top, left, bottom, right, grid.rows[top][left])
            for address, (formula, shown) in (formulas or {}).items() if not number else ():
                sheet.write_formula(address, formula, None, shown)
    return file.getvalue()


def an_xls(*sheets: Grid) -> bytes:
    """The sheets as a legacy .xls."""
    book = xlwt.Workbook()
    for grid in sheets:
        sheet = book.add_sheet(grid.name)
        merged = {(top, left) for top, left, _, _ in grid.merged}
        for row, cells in enumerate(grid.rows):
            for column, value in enumerate(cells):
                if value is not None and (row, column) not in merged:
                    sheet.write(row, column, value)
        for top, left, bottom, right in grid.merged:
            sheet.write_merge(top, bottom, left, right, grid.rows[top][left])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def a_protected_xls(*sheets: Grid) -> bytes:
    """An .xls whose stream says that it is encrypted (FILEPASS, MS-XLS 2.4.117)."""
    book = xlwt.Workbook()
    for grid in sheets:
        book.add_sheet(grid.name)
    stream = book.get_biff_data()
    _, length = struct.unpack_from("<HH", stream)
    filepass = struct.pack("<HHHHH48x", 0x002F, 54, 1, 1, 1)
    file = BytesIO()
    XlsDoc().save(file, stream[: 4 + length] + filepass + stream[4 + length :])
    return file.getvalue()


def a_protected_xlsx() -> bytes:
    """A compound file with the stream an encrypted .xlsx is kept in."""
    file = BytesIO()
    XlsDoc().save(file, b"\0" * 5000)
    name = "Workbook\0".encode("utf-16-le")
    return file.getvalue().replace(name, "EncryptedPackage\0".encode("utf-16-le")[: len(name)]) + (
        "EncryptedPackage\0".encode("utf-16-le")
    )


def as_html(sheet: Grid, charset: str = "gb2312", rest: str = "") -> bytes:
    """A sheet as offices' programs save it under .xls: a table with spans, the title before it."""
    title, *rows = sheet.rows
    spans = {(one[0], one[1]): (one[2] - one[0] + 1, one[3] - one[1] + 1) for one in sheet.merged}
    hidden = {
        (row, column)
        for top, left, bottom, right in sheet.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    width = max(map(len, rows))
    lines = "".join(
        f"<tr>{_cells(row, at, width, spans, hidden)}</tr>" for at, row in enumerate(rows, 1)
    )
    page = (
        f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
        f'<meta http-equiv="Content-Type" content="text/html; charset={charset}"></head>'
        f"<body><h3>{title[0]}</h3><table border=1>{lines}</table>{rest}</body></html>"
    )
    return page.encode("gb18030" if charset == "gb2312" else charset)


def _cells(
    row: Sequence[Any], number: int, width: int, spans: Mapping[Any, Any], hidden: set[Any]
) -> str:
    cells = []
    for column in range(width):
        if (number, column) in hidden:
            continue
        value = row[column] if column < len(row) else None
        high, wide = spans.get((number, column), (1, 1))
        span = f' rowspan="{high}" colspan="{wide}"' if high * wide > 1 else ""
        cells.append(f"<td{span}>{'' if value is None else value}</td>".replace("\n", "<br>"))
    return "".join(cells)


def a_bomb(mib: int = 300) -> bytes:
    """An .xlsx that says it unpacks to so many MiB."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=False) as sheet:
            for _ in range(mib):
                sheet.write(b" " * 1024 * 1024)
    return file.getvalue()


def a_lying_bomb() -> bytes:
    """A bomb whose directory says that it unpacks to next to nothing."""
    content = a_bomb()
    at = content.rindex(b"PK\x01\x02") + 24  # the unpacked size of the last entry
    return content[:at] + struct.pack("<L", 1000) + content[at + 4 :]


def a_wide_xlsx(*addresses: str) -> bytes:
    """An .xlsx with single cells far apart."""
    cells = "".join(
        f'<row r="{"".join(filter(str.isdigit, one))}"><c r="{one}"><v>1</v></c></row>'
        for one in addresses
    )
    return _with_sheet(an_xlsx(Grid("表", ((1,),))), cells)


def with_cell(content: bytes, cell: str) -> bytes:
    """An .xlsx whose first sheet is one cell of that XML."""
    return _with_sheet(content, f'<row r="1">{cell}</row>')


def _with_sheet(content: bytes, rows: str) -> bytes:
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                data = f"<sheetData>{rows}</sheetData>"
                part = f'<worksheet xmlns="{space}">{data}</worksheet>'.encode()
            new.writestr(name, part)
    return made.getvalue()
