"""Sheets of text: the narrative (文字说明), covers and tables of contents."""

from collections.abc import Iterator
from typing import Final

from svc_budget.domain.workbooks.books import Paragraph
from svc_budget.domain.workbooks.grids import Grid
from svc_budget.domain.workbooks.wording import plain

LONG: Final = 25  # characters that make a sentence of a cell
COVER_ROWS: Final = 15


def is_empty(grid: Grid) -> bool:
    """Whether nothing stands on it."""
    return not any(True for _ in _told(grid))


def is_cover(grid: Grid) -> bool:
    """Whether it is a cover or a table of contents: few words, no sentences, no amounts."""
    texts = [text for _, _, text in _texts(grid)]
    amounts = any(isinstance(value, float) and not value.is_integer() for *_, value in _told(grid))
    if amounts or any("。" in text for text in texts):
        return False
    if "目录" in plain(grid.name) or any(plain(text) == "目录" for text in texts[:3]):
        return True
    named = any(word in plain(text) for text in texts for word in ("预算", "决算"))
    return "封面" in grid.name or (named and len(texts) <= COVER_ROWS and not _numbers(grid))


def paragraphs_of(grid: Grid) -> tuple[Paragraph, ...]:
    """The paragraphs of a sheet of text; none when it is something else."""
    texts = list(_texts(grid))
    sentences = sum(len(text) >= LONG or "。" in text for _, _, text in texts)
    if not sentences or _numbers(grid) > len(texts):
        return ()
    return tuple(
        Paragraph(grid.name, row, column, part.strip())
        for row, column, text in texts
        for part in text.splitlines()
        if part.strip()
    )


def _numbers(grid: Grid) -> int:
    return sum(not isinstance(value, str) for *_, value in _told(grid))


def _texts(grid: Grid) -> Iterator[tuple[int, int, str]]:
    return (one for one in _told(grid) if isinstance(one[2], str))  # type: ignore[misc]


def _told(grid: Grid) -> Iterator[tuple[int, int, object]]:
    return (
        (number, column, value)
        for number, row in enumerate(grid.rows)
        for column, value in enumerate(row)
        if value is not None and not (isinstance(value, str) and not plain(value))
    )
