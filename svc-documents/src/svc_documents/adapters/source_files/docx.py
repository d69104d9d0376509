"""DOCX: paragraphs, headings, numbers of lists and tables; revisions as if accepted."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from svc_documents.adapters.source_files.docx_numbers import Numbers, numbers_of
from svc_documents.adapters.source_files.docx_styles import Style, level_of, list_of, styles_of
from svc_documents.adapters.source_files.office_xml import W, children, is_on, parts, value
from svc_documents.adapters.source_files.raw import RawText, rectangle
from svc_documents.domain.texts.lines import Line
from svc_documents.domain.texts.sources import SourceUnreadable

DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
SKIPPED = frozenset(f"{W}{name}" for name in (
    "del", "moveFrom", "instrText", "pict", "object", "drawing", "txbxContent", "rPr", "pPr",
))  # fmt: skip
LEFT_OUT = (
    ("drawing", "图片没有读入"), ("pict", "图片没有读入"), ("object", "嵌入的对象没有读入"),
    ("txbxContent", "文本框中的文字没有读入"), ("footnoteReference", "脚注没有读入"),
    ("del", "修订中已删除的文字没有读入"),
)  # fmt: skip
MOST_SPANNED = 50


def read(path: Path) -> RawText:
    """The lines of a document; refused as office_xml.parts is, or with SourceUnreadable."""
    document, styles, numbering = parts(path, DOCUMENT, STYLES, NUMBERING)
    body = None if document is None else document.find(f"{W}body")
    if document is None or body is None:
        raise SourceUnreadable
    reading = _Reading(styles_of(styles), numbers_of(numbering))
    said = (text for name, text in LEFT_OUT if next(document.iter(f"{W}{name}"), None) is not None)
    return RawText(list(reading.lines(body)), list(dict.fromkeys(said)))


class _Reading:
    def __init__(self, styles: dict[str, Style], numbers: Numbers) -> None:
        self._styles = styles
        self._numbers = numbers

    def lines(self, container: etree._Element) -> Iterator[Line]:
        """What stands in a body or a content control, in its order."""
        for one in children(container, "p", "tbl", "sdt", "ins", "customXml"):
            if one.tag == f"{W}p":
                yield from self._paragraph(one)
            elif one.tag == f"{W}tbl":
                yield Line("", rows=rectangle(list(map(self._row, children(one, "tr")))))
            elif one.tag == f"{W}sdt":
                yield from self._control(one)
            else:
                yield from self.lines(one)

    def _control(self, control: etree._Element) -> Iterator[Line]:
        gallery = next(control.iter(f"{W}docPartGallery"), None)
        content = control.find(f"{W}sdtContent")
        contents = gallery is not None and gallery.get(f"{W}val") == "Table of Contents"
        if content is not None and not contents:
            yield from self.lines(content)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Line]:
        text = "".join(_characters(paragraph))
        if not text.strip():
            return
        properties = paragraph.find(f"{W}pPr")
        style = self._styles.get(value(properties, "pStyle") or "", Style())
        list_id, depth = list_of(properties)
        list_id, depth = (style.list_id, style.depth) if list_id is None else (list_id, depth)
        number = self._numbers.next(list_id, depth) if list_id else ""
        level = level_of(properties) or style.level
        for n, line in enumerate(text.split("\n")):
            yield Line(line if n else f"{number}{line}", level)

    def _row(self, row: etree._Element) -> list[str]:
        cells: list[str] = []
        for cell in children(row, "tc"):
            properties = cell.find(f"{W}tcPr")
            span = value(properties, "gridSpan") or "1"
            merged = properties is not None and properties.find(f"{W}vMerge") is not None
            goes_on = merged and value(properties, "vMerge") != "restart"
            cells.append("" if goes_on else self._cell(cell))
            cells += [""] * (min(int(span), MOST_SPANNED) - 1 if span.isdecimal() else 0)
        return cells

    def _cell(self, cell: etree._Element) -> str:
        lines = self.lines(cell)
        texts = (one.text or " ".join(map(" ".join, one.rows)) for one in lines)
        return " ".join(" ".join(texts).split())


def _characters(element: etree._Element) -> Iterator[str]:
    """The characters of a paragraph: hidden and deleted ones are not among them."""
    for one in element:
        if not isinstance(one.tag, str) or one.tag in SKIPPED:
            continue
        if one.tag in {f"{W}t", MATH_TEXT}:
            yield one.text or ""
        elif one.tag in {f"{W}tab", f"{W}ptab"}:
            yield " "
        elif one.tag == f"{W}br":
            yield "" if one.get(f"{W}type") in {"page", "column"} else "\n"
        elif one.tag == f"{W}noBreakHyphen":
            yield "-"
        elif not (one.tag == f"{W}r" and is_on(one.find(f"{W}rPr"), "vanish")):
            yield from _characters(one)
