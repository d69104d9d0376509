"""The reading processes: one file in, its blocks or the reason against it out, as JSON."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from shared.confined import Allowance, serve
from shared.refusals import Invalid
from svc_documents.adapters.source_files import docx, html, markdown, pdf
from svc_documents.adapters.source_files.raw import RawText
from svc_documents.domain.texts.letterheads import without_letterhead
from svc_documents.domain.texts.lines import Line
from svc_documents.domain.texts.sources import (
    MOST_CHARACTERS,
    MOST_LINES,
    SourceEmpty,
    SourceTooComplex,
)
from svc_documents.domain.texts.structure import structured

READERS: dict[str, Callable[[Path], RawText]] = {
    "DOCX": docx.read, "PDF": pdf.read, "HTML": html.read, "Markdown": markdown.read,
}  # fmt: skip


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """The blocks of a file and what was left out, or the reason against it."""
    try:
        raw = READERS[asked["kind"]](Path(asked["path"]))
        _measured(raw.lines)
        blocks = structured(without_letterhead(raw.lines, asked["title"]))
        if not blocks:
            raise SourceEmpty
    except Invalid as reason:
        return {"refused": type(reason).__name__}
    return {"blocks": blocks, "left_out": raw.left_out}


def _measured(lines: Sequence[Line]) -> None:
    size = sum(len(one.text) + sum(map(len, sum(one.rows, ()))) for one in lines)
    if len(lines) > MOST_LINES or size > MOST_CHARACTERS:
        raise SourceTooComplex


if __name__ == "__main__":
    serve(answer, Allowance())
