"""Markdown as editors write it: CommonMark with tables; HTML in it stays characters."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from svc_documents.adapters.source_files.decoding import decoded
from svc_documents.adapters.source_files.raw import RawText, rectangle
from svc_documents.domain.texts.lines import Line
from svc_documents.domain.texts.markdown import body_of

PARSER = MarkdownIt("commonmark", {"html": False, "maxNesting": 60}).enable("table")
PICTURES = "图片没有读入"


def read(path: Path) -> RawText:
    """The lines of a Markdown file; refused with SourceNoText."""
    tokens = PARSER.parse(body_of(decoded(path.read_bytes())))
    pictures = any(one.type == "image" for token in tokens for one in token.children or ())
    return RawText(list(_Lines(tokens)), [PICTURES] if pictures else [])


class _Lines:
    """Walks the tokens; inline ones become lines, cells or the items of lists."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._level = 0
        self._numbers: list[int | None] = []
        self._prefix = ""
        self._rows: list[list[str]] | None = None

    def __iter__(self) -> Iterator[Line]:
        for token in self._tokens:
            self._enter(token)
            if token.type in {"fence", "code_block"}:
                yield from map(Line, token.content.splitlines())
            elif token.type == "inline" and self._rows is not None:
                self._rows[-1].append(" ".join(_texts(token)))
            elif token.type == "inline":
                yield from self._said(token)
            elif token.type == "table_close" and self._rows is not None:
                yield Line("", rows=rectangle(self._rows))
                self._rows = None

    def _enter(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self._level = int(token.tag[1])
            case "heading_close":
                self._level = 0
            case "ordered_list_open":
                self._numbers.append(int(token.attrGet("start") or 1))
            case "bullet_list_open":
                self._numbers.append(None)
            case "ordered_list_close" | "bullet_list_close":
                self._numbers.pop()
            case "list_item_open":
                self._number()
            case "table_open":
                self._rows = []
            case "tr_open" if self._rows is not None:
                self._rows.append([])

    def _number(self) -> None:
        number = self._numbers[-1]
        self._prefix = "" if number is None else f"{number}."
        self._numbers[-1] = None if number is None else number + 1

    def _said(self, token: Token) -> Iterator[Line]:
        for text in _texts(token):
            yield Line(f"{self._prefix}{text}", self._level)
            self._prefix = ""


def _texts(token: Token) -> list[str]:
    """The characters of a paragraph, one line where the source breaks it."""
    text = ""
    for one in token.children or ():
        if one.type in {"text", "code_inline"}:
            text += one.content
        elif one.type in {"softbreak", "hardbreak"}:
            text += "\n"
    return text.split("\n")
