"""Which table a title names: 鹤城区教育局2024年度支出决算表（续表）."""

import re
from collections.abc import Iterable
from typing import Final

from svc_budget.domain.templates.templates import TableTemplate
from svc_budget.domain.workbooks.grids import Grid, Value
from svc_budget.domain.workbooks.wording import plain

LONGEST: Final = 80
ENDS: Final = ("表", "单", ")", "]", "续")
CONTINUED: Final = "续"
# A title that has one of these before the name of a table names another table.
QUALIFIERS: Final = (
    "一般公共预算", "公共财政", "政府性基金", "国有资本", "财政拨款", "社会保险", "基本支出",
    "项目支出", "三公", "收入", "支出", "收支", "专户", "专项", "绩效", "经费", "采购", "债务",
)  # fmt: skip
_AFTER = re.compile(
    r"(?:[(\[](?:续表?|[一二三四五六]|\d+|单位[^()]*|公开\d+表|[^()]*版)[)\]]|续表?|\d)+$"
)


class Titles:
    """The names of the tables of one book."""

    def __init__(self, templates: Iterable[TableTemplate]) -> None:
        named: dict[str, TableTemplate] = {}
        for one in templates:
            for name in (one.title, *one.aliases):
                named.setdefault(_joined(name), one)
        self._named = sorted(named.items(), key=lambda pair: -len(pair[0]))
        self._known: dict[str, TableTemplate | None] = {}

    def named_by(self, text: str) -> TableTemplate | None:
        """The table a text is the title of, if any: the longest name it ends with."""
        bare = _AFTER.sub("", _joined(text))
        if bare not in self._known:
            self._known[bare] = self._find(bare)
        return self._known[bare]

    def _find(self, bare: str) -> TableTemplate | None:
        for name, template in self._named:
            if bare.endswith(name):
                before = bare[: -len(name)]
                return None if any(word in before for word in QUALIFIERS) else template
        return None

    def hits(self, grid: Grid) -> list[tuple[int, int, TableTemplate]]:
        """Rows that begin with the title of a table: row, column, table."""
        found = []
        for number, row in enumerate(grid.rows):
            column, text = first_text(row)
            if column >= 0 and len(text) < LONGEST and text.rstrip().endswith(_TYPED_ENDS):
                template = self.named_by(text)
                if template is not None:
                    found.append((number, column, template))
        return found


def _joined(text: str) -> str:
    return plain(text).replace("--", "-")


_TYPED_ENDS = (*ENDS, "）", "】", *"0123456789")


def first_text(row: tuple[Value, ...]) -> tuple[int, str]:
    """The first cell of a row that is not blank, when it is text: its column, else -1."""
    for column, value in enumerate(row):
        if value is None or value == "":
            continue
        if isinstance(value, str):
            if value.isspace():
                continue
            return column, value
        return -1, ""
    return -1, ""


def is_continued(*texts: str) -> bool:
    """Whether a title or the name of a sheet says that a table goes on."""
    return any(CONTINUED in text for text in texts)
