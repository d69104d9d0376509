"""Texts of the library as Markdown: headings, one line a paragraph, tables with bars.

Read line by line, not as CommonMark: an indented paragraph is no code, 1. begins no list, and
millions of characters take seconds. What editors upload is read in adapters/source_files.
"""

import re
from collections.abc import Iterator

from svc_documents.domain.texts.blocks import Block
from svc_documents.domain.texts.lines import Line
from svc_documents.domain.texts.structure import structured

FRONT_MATTER = re.compile(r"\A\s*---\n.*?\n---\n", re.DOTALL)
INFO_END = "<!-- INFO END -->"
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?$")
BAR = re.compile(r"(?<!\\)\|")


def structured_markdown(markdown: str) -> list[Block]:
    """The blocks of a text in Markdown; its front matter and its title are not part of it."""
    return structured(_lines(body_of(markdown)))


def body_of(markdown: str) -> str:
    """Without front matter, title and comments."""
    text = FRONT_MATTER.sub("", markdown.replace("\r\n", "\n"), count=1)
    if INFO_END in text:
        text = text.partition(INFO_END)[2]
    text = COMMENT.sub("", text).strip()
    return text.partition("\n")[2] if text.startswith("# ") else text


def _lines(text: str) -> Iterator[Line]:
    rows: list[tuple[str, ...]] = []
    for raw in text.split("\n"):
        line = raw.strip()
        if line.startswith("|"):
            if not RULE.match(line):
                rows.append(_cells(line))
            continue
        if rows:
            yield Line("", rows=tuple(rows))
            rows = []
        if line:
            yield _line(line)
    if rows:
        yield Line("", rows=tuple(rows))


def _line(line: str) -> Line:
    found = HEADING.match(line) if line[0] == "#" else None
    return Line(found[2], len(found[1])) if found else Line(line)


def _cells(line: str) -> tuple[str, ...]:
    inner = line.removeprefix("|").removesuffix("|")
    return tuple(cell.strip().replace("\\|", "|") for cell in BAR.split(inner))
