"""Lines of pages become paragraphs: one begins indented, numbered, or after a short line."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from svc_documents.adapters.source_files.pdf_lines import PageLine
from svc_documents.domain.texts.marks import mark_of

INDENTED = 1.2  # characters further in than the text's left edge
SHORT = 2.5  # characters before its right edge a last line ends
VERY_SHORT = 0.4  # of the text's width, where paragraphs are indented: digits make lines shorter
WIDER = 1.6  # a gap between lines so much larger than usual parts them
LARGER = 1.12  # letters of another size do too
FEWEST = 2  # lines that make an edge


class Layout(NamedTuple):
    """Where the text of a document begins and ends, how far apart its lines are."""

    left: float
    right: float
    gap: float
    indented: bool  # paragraphs begin further in

    def begins(self, line: PageLine, before: PageLine) -> bool:
        """Whether a line begins a paragraph."""
        apart = before.middle - line.middle
        return (
            self.is_indented(line)
            or self._ended(before)
            or (self.gap > 0 and apart > WIDER * self.gap)
            or not 1 / LARGER < line.height / before.height < LARGER
            or _is_numbered(line.text)
        )

    def is_indented(self, line: PageLine) -> bool:
        """Whether it begins further in than the others."""
        return line.left > self.left + INDENTED * line.height

    def _ended(self, line: PageLine) -> bool:
        short = VERY_SHORT * (self.right - self.left) if self.indented else SHORT * line.height
        return line.right < self.right - short


def paragraphs_of(pages: Sequence[Sequence[PageLine]]) -> Iterator[str]:
    """The paragraphs of a document in their order, also those that go over a page's end."""
    lines = [line for page in pages for line in page]
    if not lines:
        return
    layout = _layout(lines, pages)
    text, before = lines[0].text, lines[0]
    for line in lines[1:]:
        if layout.begins(line, before):
            yield text
            text = line.text
        else:
            text = _joined(text, line.text)
        before = line
    yield text


def _layout(lines: Sequence[PageLine], pages: Sequence[Sequence[PageLine]]) -> Layout:
    lefts = Counter(round(line.left) for line in lines)
    left = min((at for at, times in lefts.items() if times >= FEWEST), default=min(lefts))
    right = max(line.right for line in lines)
    size = Counter(round(line.height) for line in lines).most_common(1)[0][0]
    wider = left + INDENTED * size
    starts = [line for line in lines if wider < line.left < left + 4 * size]
    gaps = Counter(
        round(above.middle - below.middle) for page in pages for above, below in pairwise(page)
    )
    gap = gaps.most_common(1)[0][0] if gaps else 0
    return Layout(left, right, gap, indented=bool(starts) and len(starts) < len(lines))


def _is_numbered(text: str) -> bool:
    mark = mark_of(text)
    return mark is not None and mark.kind in {"article", "chapter", "section", "part"}


def _joined(text: str, more: str) -> str:
    """Chinese lines follow without a space, words of letters with one."""
    letters = text[-1:].isascii() and more[:1].isascii() and text[-1:].isalnum()
    return f"{text} {more}" if letters else f"{text}{more}"
