"""The uploader's own workbook with marks in it."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from svc_budget.adapters.workbooks.annotating import annotated_grids, annotated_xlsx
from svc_budget.domain.submissions.marks import Mark
from svc_budget.domain.workbooks.grids import Grid

ERROR = Mark("表五", "C3", "error", "左边 1.00 元，右边 0.90 元")
MERGED = Mark("表五", "B1", "warning", "标题年度不符")
RED, ORANGE = "FFFF9C9C", "FFFFC56B"


def test_an_xlsx_keeps_all_it_has_and_gets_its_marks(tmp_path: Path) -> None:
    source = Workbook()
    sheet = source.active
    assert sheet is not None
    sheet.title = "表五"
    sheet["A1"] = "决算表"
    sheet["A1"].font = Font(bold=True)
    sheet.merge_cells("A1:C1")
    sheet["C3"], sheet["C4"] = 1.0, "=C3*2"
    source.save(tmp_path / "book.part")

    made = load_workbook(BytesIO(annotated_xlsx(tmp_path / "book.part", [ERROR, MERGED])))["表五"]
    assert (made["C3"].fill.fgColor.rgb, made["C3"].comment.text) == (RED, ERROR.text)
    assert (made["A1"].fill.fgColor.rgb, made["A1"].comment.text) == (ORANGE, MERGED.text)
    assert (made["A1"].font.bold, made["C4"].value) == (True, "=C3*2")


def test_other_forms_are_written_anew_with_their_layout() -> None:
    rows = (("决算表", None, None), (), (None, "=1+1\x01", 1.5))
    grid = Grid("表五", rows, ((0, 0, 0, 2),))
    made = load_workbook(BytesIO(annotated_grids([grid], [ERROR, MERGED])))["表五"]

    assert [str(one) for one in made.merged_cells.ranges] == ["A1:C1"]
    assert (made["B3"].value, made["B3"].data_type, made["C3"].value) == ("=1+1", "s", 1.5)
    assert (made["C3"].fill.fgColor.rgb, made["A1"].comment.text) == (RED, MERGED.text)


def test_a_comment_is_as_high_as_what_is_said_in_it() -> None:
    said = "\n".join(
        ["「收入决算表」C8 合计 292.46 万元，应等于其下各项之和 638.13 万元" * 3, "相差", "建议"]
    )
    many = Mark("表五", "A3", "error", "\n".join("长" * 200 for _ in range(9)))
    marks = [ERROR, Mark("表五", "B2", "error", said), many]
    content = annotated_grids([Grid("表五", ((None,),))], marks)
    with ZipFile(BytesIO(content)) as parts:
        (drawing,) = [parts.read(one).decode() for one in parts.namelist() if ".vml" in one]
    heights = [int(one) for one in re.findall(r"height:(\d+)px", drawing)]
    assert sorted(heights) == [34, 136, 640]


def test_marks_of_sheets_that_are_not_there_are_left_out() -> None:
    made = load_workbook(BytesIO(annotated_grids([Grid("附注", (("说明",),))], [ERROR])))

    assert made.sheetnames == ["附注"]
