"""The code of a row: whole in one column, in parts over several, or before the name."""

import re
from collections.abc import Sequence
from typing import Final

from svc_budget.domain.workbooks.grids import Value
from svc_budget.domain.workbooks.wording import plain

WIDTHS: Final = (3, 2, 2, 2)
_CODED_NAME = re.compile(r"^[\[(]?(\d{3}(?:\d{2}){0,3})[\])]?[-:.、]?(?=[\u4e00-\u9fff])")


def code_text(value: Value) -> str:
    """The digits of one cell: 2050101.0 and " ２０５ 01 01" are 2050101; other text as it is."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if value is None:
        return ""
    text = plain(str(value))
    bare = text.replace(".", "").replace("-", "")
    return bare if bare.isdigit() else text


class CodeParts:
    """Codes over columns 类|款|项: what a row leaves out is as in the row above."""

    def __init__(self) -> None:
        self._above: list[str] = []

    def code_of(self, values: Sequence[Value]) -> str:
        """The code of a row; "" when no cell has digits."""
        parts = [code_text(value) for value in values]
        if len(parts) == 1:
            return parts[0] if parts[0][:1].isdigit() else ""
        if not any(part[:1].isdigit() for part in parts):
            return ""
        last = max(place for place, part in enumerate(parts) if part[:1].isdigit())
        if len(parts[last]) > WIDTHS[0]:  # the whole code stands in the column of its depth
            return parts[last]
        above = [*self._above, *[""] * len(parts)]
        own = [
            (part or above[place]).zfill(WIDTHS[min(place, len(WIDTHS) - 1)])
            if part or above[place]
            else ""
            for place, part in enumerate(parts[: last + 1])
        ]
        self._above = own
        return "".join(own)


def coded_name(text: str) -> tuple[str, str]:
    """A name with its code before it, taken apart: ("2050101", "行政运行"); "" without one."""
    found = _CODED_NAME.match(plain(text))
    return (found.group(1), plain(text)[found.end() :]) if found else ("", text)
