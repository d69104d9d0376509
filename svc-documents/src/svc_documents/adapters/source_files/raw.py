"""What a reader hands on."""

from typing import NamedTuple

from svc_documents.domain.texts.lines import Line


class RawText(NamedTuple):
    """The lines of a file, and what was left out, as an editor reads it."""

    lines: list[Line]
    left_out: list[str]


def rectangle(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows of equal length; a table without a word is none."""
    width = max(map(len, rows), default=0)
    if not any(cell for row in rows for cell in row):
        return ()
    return tuple((*row, *[""] * (width - len(row))) for row in rows)
