# ruff: noqa: SLF001 - openpyxl offers no other way to write a sheet without a temporary file
"""openpyxl's workbooks written without temporary files, which a confined process may not have."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


def saved(book: Workbook) -> bytes:
    """The workbook as .xlsx."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        _Writer(book, archive).save()
    return file.getvalue()


class _Writer(ExcelWriter):
    """Sheets go through memory; all else is openpyxl's own."""

    def write_worksheet(self, ws: Any) -> None:
        """As openpyxl does it, with another file."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        content, own = BytesIO(), self.__dict__
        writer: Any = WorksheetWriter(ws, content)
        writer.write()
        ws._rels = writer._rels
        own["_archive"].writestr(ws.path[1:], content.getvalue())
        self.manifest.append(ws)
