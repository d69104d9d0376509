"""HTML: cleaned by a strict list of allowed tags, then only its characters are kept.

What is stored is our own blocks; no tag, attribute or address of the source survives. The pages
of government sites carry their text in a container of a known name: only that is read then.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

import lxml.html
import nh3
from lxml import etree

from svc_documents.adapters.source_files.decoding import decoded
from svc_documents.adapters.source_files.raw import RawText, rectangle
from svc_documents.domain.texts.lines import Line

HEADINGS = {f"h{n}": n for n in range(1, 7)}
PARAGRAPHS = frozenset({
    "p", "div", "li", "blockquote", "pre", "dt", "dd", "article", "section", "main", "caption",
    "center", "ul", "ol", "dl", *HEADINGS,
})  # fmt: skip
CELLS = frozenset({"td", "th"})
TAGS = PARAGRAPHS | CELLS | {"table", "thead", "tbody", "tfoot", "tr", "br"}
WITH_CONTENT = {
    "script", "style", "iframe", "svg", "math", "template", "noscript", "object", "embed",
    "applet", "head", "title", "textarea", "select", "button", "form", "nav", "footer", "header",
    "aside", "audio", "video", "canvas", "noframes", "noembed", "frameset", "xmp", "plaintext",
}  # fmt: skip
CONTAINERS = (
    "//*[@id='UCAP-CONTENT']", "//*[@id='zoom' or @id='Zoom']",
    "//*[contains(concat(' ', @class, ' '), ' TRS_Editor ')]",
    "//*[contains(concat(' ', @class, ' '), ' pages_content ')]",
    "//*[contains(concat(' ', @class, ' '), ' article-content ')]", "//article", "//main",
)  # fmt: skip
MOST_SPANNED = 50
ACTIVE = re.compile(
    r"<\s*(?:script|iframe|object|embed|svg|form)\b|\bon[a-z]{3,}\s*=|javascript:", re.IGNORECASE
)
PICTURES = re.compile(r"<\s*(?:img|picture|video|canvas)\b", re.IGNORECASE)


def read(path: Path) -> RawText:
    """The lines of an HTML file; refused with SourceNoText."""
    source = decoded(path.read_bytes())
    left_out = ["脚本、框架或表单已去除"] if ACTIVE.search(source) else []
    left_out += ["图片没有读入"] if PICTURES.search(source) else []
    return RawText(lines_of(source), left_out)


def lines_of(source: str) -> list[Line]:
    """The lines of what is allowed in some HTML."""
    clean = nh3.clean(
        _container(source), tags=set(TAGS), clean_content_tags=WITH_CONTENT,
        attributes={"td": {"colspan"}, "th": {"colspan"}}, strip_comments=True, link_rel=None,
    )  # fmt: skip
    walk = _Walk()
    walk.feed(clean)
    walk.close()
    walk.end()
    return walk.lines


def _container(source: str) -> str:
    """The part that carries the text, or all of it."""
    try:
        page = lxml.html.document_fromstring(source.encode(), parser=_parser())
    except (etree.LxmlError, ValueError):
        return source
    for path in CONTAINERS:
        found = page.xpath(path)
        if len(found) == 1:
            return str(etree.tostring(found[0], encoding="unicode", method="html", with_tail=False))
    return source


def _parser() -> lxml.html.HTMLParser:
    return lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)


class _Walk(HTMLParser):
    """Event by event, so that no depth of nesting matters."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._text = self._prefix = ""
        self._level = 0
        self._lists: list[int | None] = []
        self._tables = 0
        self._rows: list[list[str]] = []
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A part begins."""
        if self._tables:
            self._inside_table(tag, dict(attrs))
        elif tag == "table":
            self.end()
            self._tables, self._rows = 1, []
        elif tag in PARAGRAPHS or tag == "br":
            self.end()
            self._level = HEADINGS.get(tag, self._level)
            self._listed(tag)

    def handle_endtag(self, tag: str) -> None:
        """A part ends."""
        if self._tables:
            self._end_inside_table(tag)
        elif tag in PARAGRAPHS:
            self.end()
            self._level = 0 if tag in HEADINGS else self._level
            if tag in {"ol", "ul"} and self._lists:
                self._lists.pop()

    def handle_data(self, data: str) -> None:
        """Characters."""
        self._text += data

    def end(self) -> None:
        """A line ends here."""
        text, self._text = self._text, ""
        if text.strip():
            self.lines.append(Line(f"{self._prefix}{text.strip()}", self._level))
            self._prefix = ""

    def _listed(self, tag: str) -> None:
        if tag in {"ol", "ul"}:
            self._lists.append(1 if tag == "ol" else None)
        elif tag == "li" and self._lists and (number := self._lists[-1]) is not None:
            self._prefix = f"{number}."
            self._lists[-1] = number + 1

    def _inside_table(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag == "table":
            self._tables += 1
        elif self._tables == 1 and tag == "tr":
            self._rows.append([])
        elif self._tables == 1 and tag in CELLS:
            self._text = ""
            said = attrs.get("colspan") or "1"
            self._span = min(int(said), MOST_SPANNED) if said.isdecimal() else 1
        else:
            self._text += " "

    def _end_inside_table(self, tag: str) -> None:
        if tag == "table":
            self._tables -= 1
            if not self._tables:
                self.lines.append(Line("", rows=rectangle(self._rows)))
                self._text = ""
        elif self._tables == 1 and tag in CELLS and self._rows:
            empty = [""] * max(0, self._span - 1)
            self._rows[-1] += [" ".join(self._text.split()), *empty]
            self._text = ""
