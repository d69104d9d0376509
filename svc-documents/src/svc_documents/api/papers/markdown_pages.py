"""A document as Markdown: what CommonMark would take for markup is escaped."""

import re
from collections.abc import Iterator, Sequence

from svc_documents.domain.texts.blocks import Block, line_of
from svc_documents.domain.texts.papers import Paper

MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
LISTED = re.compile(r"^(\d+)([.)])|^([-+=])")
DEEPEST = 6
LEVELS = {"part": 2, "chapter": 2, "section": 3, "attachment": 2}


def markdown_page(paper: Paper) -> str:
    """The text with its title and header; headings are chapters, one line a paragraph."""
    return "\n\n".join(_parts(paper)) + "\n"


def _parts(paper: Paper) -> Iterator[str]:
    yield f"# {plain(paper.title)}"
    for notice in (*paper.notices, *_replaced(paper)):
        yield f"> {plain(notice)}"
    yield _table([("项目", "内容"), *((name, said) for name, said in paper.facts if said)])
    for one in paper.blocks:
        yield _block(one)


def _replaced(paper: Paper) -> Iterator[str]:
    if paper.ended_by:
        yield f"{paper.ended_by.role}：{paper.ended_by}"


def _block(one: Block) -> str:
    kind = one["kind"]
    if kind == "table":
        rows = one.get("rows", ())
        return _table(rows) if rows else ""
    if kind in LEVELS:
        return f"{'#' * LEVELS[kind]} {plain(line_of(one))}"
    if kind == "heading":
        depth = 2 + one.get("level", 1) if one.get("number") else 2
        return f"{'#' * min(depth, DEEPEST)} {plain(line_of(one))}"
    return plain(line_of(one))


def _table(rows: Sequence[Sequence[str]]) -> str:
    width = max(map(len, rows))
    lines = [f"| {' | '.join(map(plain, row))} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def plain(text: str) -> str:
    """Characters that stay what they are."""
    escaped = MARKUP.sub(r"\\\1", text.replace("\n", " "))
    return LISTED.sub(lambda one: f"{one[1] or ''}\\{one[2] or one[3]}", escaped)
