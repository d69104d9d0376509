"""What changed between two sentences, word by word."""

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

MOST_WORK = 4_000_000  # tokens times tokens; longer texts are compared by lines, or not at all
ISLAND = 1  # a single character that stayed between two changes is changed with them

Cut = Callable[[str], Sequence[str]]  # how a text is cut into words
Op = Literal["same", "removed", "added"]


class Segment(NamedTuple):
    """A stretch of characters that stayed, went or came."""

    op: Op
    text: str


def marked(old: str, new: str, cut: Cut = list) -> list[Segment]:
    """The stretches in their order; without the added ones the old text, and the other way."""
    if old == new:
        return [Segment("same", old)] if old else []
    a, b = cut(old), cut(new)
    if len(a) * len(b) > MOST_WORK:
        a, b = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if len(a) * len(b) > MOST_WORK:
        return list(_changed(old, new))
    return list(_joined(_without_islands(list(_raw(a, b)))))


def _raw(a: Sequence[str], b: Sequence[str]) -> Iterator[Segment]:
    steps = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    for op, i, j, k, m in steps:
        if op == "equal":
            yield Segment("same", "".join(a[i:j]))
            continue
        if i < j:
            yield Segment("removed", "".join(a[i:j]))
        if k < m:
            yield Segment("added", "".join(b[k:m]))


def _without_islands(found: list[Segment]) -> Iterator[Segment]:
    for at, one in enumerate(found):
        inside = 0 < at < len(found) - 1
        if one.op == "same" and inside and len(one.text) <= ISLAND and one.text != "\n":
            yield Segment("removed", one.text)
            yield Segment("added", one.text)
        else:
            yield one


def _joined(found: Iterator[Segment]) -> Iterator[Segment]:
    """Between two stretches that stayed, all that went and then all that came."""
    removed = added = ""
    for one in found:
        if one.op == "removed":
            removed += one.text
        elif one.op == "added":
            added += one.text
        else:
            yield from _changed(removed, added)
            removed = added = ""
            yield one
    yield from _changed(removed, added)


def _changed(removed: str, added: str) -> Iterator[Segment]:
    if removed:
        yield Segment("removed", removed)
    if added:
        yield Segment("added", added)
