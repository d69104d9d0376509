"""The form as a workbook (XLSX): written for people to fill in, read without trusting it.

An uploaded workbook is measured before it is parsed (unpacked size, number of parts, no DTD),
and of it only the first rows of four columns are read: values, no formulas, no links.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from shared.refusals import Invalid
from svc_approvals.domain.paper_forms.layout import PaperForm, PaperItem
from svc_approvals.use_cases.paper_forms.filled_forms import FilledCell, FilledWorkbook

MARK = "yangguang-form:"
ROWS, COLUMNS, PARTS, UNPACKED = 400, 4, 100, 8 * 1024 * 1024
LONGEST_LIST = 255
LONGEST_TEXT = 4000
WIDE = (28, 46, 44)
HEAD = ("项目", "填写内容", "填写要求")
SHADE = PatternFill("solid", fgColor="EEF1F5")
DECLARATIONS = tuple(
    word.encode(code)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for code in ("utf-8", "utf-16-le", "utf-16-be")
)


@dataclass(eq=False)
class FormFileUnreadable(Invalid):
    """上传的申请表无法读取。"""

    advice: ClassVar[str] = "请用本系统下载的申请表（XLSX）填写，不要改动表格结构，再重新上传。"


def form_workbook(form: PaperForm) -> bytes:
    """The form as a workbook in which only the cells to be filled in can be changed."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a sheet")
    sheet.title = "申请表"
    for letter, width in zip("ABC", WIDE, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.column_dimensions["D"].hidden = True
    sheet["A1"] = f"{form.title} 申请表"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["D1"] = f"{MARK}{form.matter_code}"
    sheet["A2"] = f"{form.scenario}　带 * 的为必填项；请只在“填写内容”一列填写。".strip()
    _fill(sheet, form)
    sheet.protection.sheet = True
    sheet.freeze_panes = "A4"
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: Worksheet, form: PaperForm) -> None:
    sheet.append(HEAD)
    for cell in sheet[3]:
        cell.font, cell.fill = Font(bold=True), SHADE
    for section in form.sections:
        sheet.append([section.title])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        for item in section.items:
            _write(sheet, sheet.max_row + 1, item)


def _write(sheet: Worksheet, row: int, item: PaperItem) -> None:
    title = f"{item.title} *" if item.required else item.title
    options = f"可选：{'、'.join(item.options)}" if item.options else ""
    note = "；".join(filter(None, [options, item.note]))
    for column, text in ((1, title), (3, note), (4, item.key)):
        _text(sheet, row, column, text)
    cell = _text(sheet, row, 2, item.text)
    cell.protection = Protection(locked=False)
    cell.number_format = "@"
    offered = f'"{",".join(item.options)}"'
    if item.options and not item.several and len(offered) <= LONGEST_LIST:
        choices = DataValidation(type="list", formula1=offered, allow_blank=True)
        sheet.add_data_validation(choices)
        choices.add(cell)


def _text(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Text stays text: nothing a person wrote is taken for a formula."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError("no cell of ours is merged")
    if text:
        cell.value = text
        cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def read_workbook(path: Path) -> FilledWorkbook:
    """What was filled in; refused with FormFileUnreadable."""
    try:
        _refuse_traps(path)
        with path.open("rb") as file:  # by its name, which ends in .part, it would be refused
            rows = _read(file)
    except Exception as fault:  # the library raises whatever a broken part makes it stumble on
        raise FormFileUnreadable from fault
    mark = str(rows[0][3] if rows else "")
    if not mark.startswith(MARK):
        raise FormFileUnreadable
    return FilledWorkbook(mark.removeprefix(MARK), tuple(_cells(rows)))


def _refuse_traps(path: Path) -> None:
    """The sizes a ZIP declares bind its reader, so what is measured here is what is unpacked."""
    with zipfile.ZipFile(path) as packed:
        parts = packed.infolist()
        if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
            raise FormFileUnreadable
        for part in parts:
            content = packed.read(part)
            if any(declaration in content for declaration in DECLARATIONS):
                raise FormFileUnreadable


def _read(file: BinaryIO) -> list[tuple[Any, ...]]:
    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    try:
        return list(_rows(book.worksheets[0]))
    finally:
        book.close()


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_row=ROWS, max_col=COLUMNS, values_only=True):
        yield (*row, *[None] * (COLUMNS - len(row)))


def _cells(rows: list[tuple[Any, ...]]) -> Iterator[FilledCell]:
    for number, (_, raw, _, key) in enumerate(rows[1:], 2):
        if isinstance(key, str) and key:
            value = raw[:LONGEST_TEXT] if isinstance(raw, str) else raw
            yield FilledCell(f"B{number}", key[:64], value)
