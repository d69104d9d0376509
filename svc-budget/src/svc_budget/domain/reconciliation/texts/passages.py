"""The narrative in passages, each under the heading it stands under."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from svc_budget.domain.reconciliation.findings import Mark
from svc_budget.domain.workbooks.books import Paragraph

PLAIN = str.maketrans("０１２３４５６７８９．％—–", "0123456789.%--")
HEADING = re.compile(
    r"^\s*(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+)[、．.\s]\s*(.+)$"
)
LONG = 60  # a longer line is no heading
QUOTED = 40  # characters of a passage that a sentence quotes


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph; `text` has half-width digits, everything else as it was."""

    paragraph: Paragraph
    text: str
    section: str  # the heading above it, without its number
    is_heading: bool = False

    def mark(self, key: str = "") -> Mark:
        """Where it stands."""
        at = self.paragraph
        return Mark(at.sheet, at.row, at.column, at.text, title=at.sheet, key=key)

    def quoted(self, start: int, end: int) -> str:
        """「文字说明」A7：“…本年收入合计 5,595.37万元…”."""
        before = max(0, start - (QUOTED - (end - start)) // 2)
        shown = self.text[before : max(end, before + QUOTED)]
        head = "…" if before else ""
        tail = "…" if max(end, before + QUOTED) < len(self.text) else ""
        return f"{self.where}“{head}{shown}{tail}”"

    @property
    def where(self) -> str:
        """「文字说明」A7."""
        return f"「{self.paragraph.sheet}」{self.paragraph.address}"


def passages_of(paragraphs: Iterable[Paragraph]) -> tuple[Passage, ...]:
    """All paragraphs of a narrative, in order."""
    return tuple(_read(paragraphs))


def _read(paragraphs: Iterable[Paragraph]) -> Iterator[Passage]:
    section = ""
    for one in paragraphs:
        text = one.text.translate(PLAIN)
        heading = HEADING.match(text)
        if heading and len(text) < LONG and not text.rstrip().endswith("。"):
            section = heading[1].strip()
            yield Passage(one, text, section, is_heading=True)
        else:
            yield Passage(one, text, section)
