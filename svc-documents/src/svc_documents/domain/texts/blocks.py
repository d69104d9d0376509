"""The parts of a text in their order, as they are kept in ``text_version.blocks``.

A block is a plain dict that goes into JSON as it is. ``kind`` is one of KINDS; ``text`` are its
characters without its number; a member that would be empty is left out:

``number``  as it is written: 第三条, 第二章, （一）, 一、
``anchor``  made from the number alone, so that it is the same in every version (anchors.py)
``level``   how deep a heading or an item stands, from 1
``rows``    of a table: its cells, row by row
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

Block: TypeAlias = dict[str, Any]
KINDS = (
    "part", "chapter", "section", "heading", "article", "paragraph", "item", "table",
    "attachment", "addressee", "signature",
)  # fmt: skip
HEADINGS = frozenset({"part", "chapter", "section", "heading", "attachment"})
JOINED = "）)、.．"  # after these a number and its text are written without a space


def block(kind: str, text: str, number: str = "", anchor: str = "", level: int = 0) -> Block:
    """A block without its empty members."""
    made: Block = {"kind": kind, "text": text}
    if number:
        made["number"] = number
    if anchor:
        made["anchor"] = anchor
    if level:
        made["level"] = level
    return made


def table(rows: Sequence[Sequence[str]], anchor: str = "") -> Block:
    """A table; its text are its cells, so that they are searched and compared."""
    text = "\n".join("\t".join(row) for row in rows)
    return block("table", text, "", anchor) | {"rows": [list(row) for row in rows]}


def line_of(one: Block) -> str:
    """A block as one line of plain characters, its number before it."""
    number: str = one.get("number", "")
    text: str = one["text"]
    if not (number and text) or number[-1] in JOINED:
        return f"{number}{text}"
    return f"{number}{'：' if one['kind'] == 'attachment' else ' '}{text}"


def plain_of(blocks: Iterable[Block]) -> str:
    """A text as plain characters, one block a line."""
    return "\n".join(line_of(one) for one in blocks)
