"""PDF with text: characters by their places become lines, lines paragraphs."""

from collections import Counter
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from svc_documents.adapters.source_files.pdf_lines import PageLine, lines_of
from svc_documents.adapters.source_files.pdf_paragraphs import paragraphs_of
from svc_documents.adapters.source_files.raw import RawText
from svc_documents.domain.texts.lines import Line
from svc_documents.domain.texts.sources import (
    SourceEncrypted,
    SourceIsAScan,
    SourceTooComplex,
    SourceUnreadable,
)

MOST_PAGES = 400
FEWEST_SIGNS = 20  # of a page that is no scan, on average
PASSWORD = "password"  # noqa: S105 - the word in PDFium's message


def read(path: Path) -> RawText:
    """The lines of a PDF.

    Refused with SourceEncrypted, SourceIsAScan, SourceTooComplex or SourceUnreadable.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as fault:
        locked = PASSWORD in str(fault).lower()
        raise (SourceEncrypted if locked else SourceUnreadable) from fault
    if len(document) > MOST_PAGES:
        raise SourceTooComplex
    pages = [_page(document, number) for number in range(len(document))]
    signs = sum(len(line.text) for page in pages for line in page)
    if signs < FEWEST_SIGNS * len(pages) and _has_pictures(document):
        raise SourceIsAScan
    lines = [Line(text) for text in paragraphs_of(_without_margins(pages))]
    return RawText(lines, ["图片没有读入"] if _has_pictures(document) else [])


def _page(document: pypdfium2.PdfDocument, number: int) -> list[PageLine]:
    try:
        page = document[number]
        return lines_of(page.get_textpage(), page.get_height())
    except pypdfium2.PdfiumError as fault:
        raise SourceUnreadable from fault


def _without_margins(pages: list[list[PageLine]]) -> list[list[PageLine]]:
    """Without page numbers, and without what stands at the edge of most pages."""
    edges = Counter(line.bare for page in pages for line in page if line.at_edge)
    often = {text for text, times in edges.items() if times > max(2, len(pages) // 2)}
    return [
        [one for one in page if not (one.is_page_number or (one.at_edge and one.bare in often))]
        for page in pages
    ]


def _has_pictures(document: pypdfium2.PdfDocument) -> bool:
    kinds = [raw.FPDF_PAGEOBJ_IMAGE]
    return any(next(page.get_objects(kinds, max_depth=2), None) is not None for page in document)
