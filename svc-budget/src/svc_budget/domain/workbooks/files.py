"""Why a file is not read as a workbook. Every one is told to the uploader with what to do."""

from dataclasses import dataclass
from typing import ClassVar, Final

from shared.refusals import Invalid, Unavailable, UnsupportedMedia

MOST_CELLS: Final = 5_000_000  # within the rectangles sheets take up
MOST_SHEETS: Final = 200


class WorkbookEmpty(Invalid):
    """文件是空的。"""

    advice: ClassVar[str] = "文件大小为 0 字节，请检查文件后重新上传。"


class NotAWorkbook(UnsupportedMedia):
    """这不是 Excel 工作簿。"""

    advice: ClassVar[str] = "请用 Excel 或 WPS 打开后另存为 .xlsx 或 .xls 格式，再重新上传。"


class WorkbookCorrupt(Invalid):
    """工作簿已损坏，无法读取。"""

    advice: ClassVar[str] = "请确认该文件能正常打开，另存为 .xlsx 格式后重新上传。"


class WorkbookTooComplex(Invalid):
    """工作簿太大或太复杂，没能在限定的时间和内存内读完。"""

    advice: ClassVar[str] = "请删去与预决算无关的工作表、图片和大片空白格式后重新上传。"


@dataclass(eq=False)
class TooManyCells(Invalid):
    """工作簿的单元格太多。"""

    advice: ClassVar[str] = (
        "各工作表的范围合计不能超过 {limit} 个单元格，请删去多余的行列和工作表后重新上传。"
    )

    limit: int = MOST_CELLS


@dataclass(eq=False)
class TooManySheets(Invalid):
    """工作簿的工作表太多。"""

    advice: ClassVar[str] = "工作表不能超过 {limit} 张，请删去多余的工作表后重新上传。"

    limit: int = MOST_SHEETS


class WorkbookReaderAway(Unavailable):
    """暂时不能读取工作簿。"""

    advice: ClassVar[str] = "请稍后重新上传。"
    retry_after = 30
