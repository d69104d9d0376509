"""The characters of a page become its lines, by where they stand."""

import ctypes
import re
from itertools import pairwise
from typing import Any, NamedTuple

from pypdfium2 import raw

NUMBER = re.compile(
    r"[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/，,]?\s*共?\s*\d{1,4}\s*页?)?[-—–·\s]*"
)
EDGE = 0.09  # of the page's height, above and below
APART = 0.5  # a gap of so much of a character is a space
SAME_LINE = 0.5  # of a character's height


class Sign(NamedTuple):
    """A character and its box; PDF counts from below."""

    sign: str
    left: float
    right: float
    bottom: float
    top: float


class PageLine(NamedTuple):
    """A line of a page: its text, where it begins and ends, how high its characters are."""

    text: str
    left: float
    right: float
    middle: float
    height: float
    at_edge: bool

    @property
    def bare(self) -> str:
        """Without digits: what headers and footers of several pages share."""
        return re.sub(r"[\d\s]", "", self.text)

    @property
    def is_page_number(self) -> bool:
        """A number alone at the edge of the page."""
        return self.at_edge and bool(NUMBER.fullmatch(self.text))


def lines_of(page: Any, height: float) -> list[PageLine]:
    """The lines of a page from top to bottom."""
    signs = sorted(_signs(page), key=lambda one: (-(one.top + one.bottom) / 2, one.left))
    rows: list[list[Sign]] = []
    for one in signs:
        if rows and _on_one_line(rows[-1][0], one):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [line for line in (_line(row, height) for row in rows) if line.text]


def _on_one_line(first: Sign, one: Sign) -> bool:
    apart = abs((first.top + first.bottom) - (one.top + one.bottom)) / 2
    return apart < SAME_LINE * max(first.top - first.bottom, one.top - one.bottom, 1)


def _line(row: list[Sign], height: float) -> PageLine:
    row = sorted(row, key=lambda one: one.left)
    size = max(one.top - one.bottom for one in row) or 1
    text = row[0].sign
    for before, one in pairwise(row):
        text += (" " if one.left - before.right > APART * size else "") + one.sign
    middle = (row[0].top + row[0].bottom) / 2
    edge = middle < EDGE * height or middle > (1 - EDGE) * height
    return PageLine(text.strip(), row[0].left, row[-1].right, middle, size, edge)


def _signs(page: Any) -> list[Sign]:
    found = []
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        if code > ord(" ") and code not in {0xFFFE, 0xFFFF, 0xFEFF}:
            found.append(Sign(chr(code), *_box(page, index)))
        elif code == ord(" ") and found and _is_meant(page, index, found[-1].sign):
            found[-1] = found[-1]._replace(sign=f"{found[-1].sign} ")
    return found


def _is_meant(page: Any, index: int, before: str) -> bool:
    """Whether a space is written, or made up by PDFium between words of letters."""
    return before.isascii() or raw.FPDFText_IsGenerated(page, index) == 0


def _box(page: Any, index: int) -> tuple[float, float, float, float]:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(page, index, ctypes.byref(box))
    return box.left, box.right, box.bottom, box.top
