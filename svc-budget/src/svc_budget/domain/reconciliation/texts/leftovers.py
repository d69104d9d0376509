"""What a form leaves behind: placeholders, choices not made, percentages without their sign."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from svc_budget.domain.reconciliation.findings import Finding, Mark, State
from svc_budget.domain.reconciliation.shelf import Shelf
from svc_budget.domain.reconciliation.texts.figures import NO_NARRATIVE
from svc_budget.domain.reconciliation.texts.passages import PLAIN

PLACEHOLDER = re.compile(
    r"(?<![A-Za-z])[XxＸｘ]{2,}(?![A-Za-z])|[×✕]{1,}|[＊*]{2,}|_{3,}|＿{2,}|[□○]{2,}"
    r"|待填写|待补充|待完善|待核实|此处填写|请填写|（填写[^）]*）"
    r"|增加[（(/]减少[）)]?|增长[（(/]下降[）)]?|减少[（(/]增加[）)]?|大于[（(/]小于[）)]?"
    r"|高于[（(/]低于[）)]?|原因(?:是|为)?[。；…]"
)
NO_SIGN = re.compile(
    r"(?:占(?:[^，。；,;\d]*?的)?(?:比重|比例)?[为是]?|完成[^，。；,;\d]*?预算(?:数)?的|增长|下降|降低|上升)"
    r"\s*(?P<number>\d+(?:\.\d+)?)\s*(?=[，。；,;、）)]|$)"
)


@dataclass(frozen=True, slots=True)
class Leftovers:
    """Every text of a book (narrative, titles, notes) without what matches a pattern."""

    pattern: re.Pattern[str]
    words: str

    def examine(self, shelf: Shelf) -> Iterator[Finding]:
        """A finding for every text."""
        texts = list(_texts(shelf))
        if not texts:
            yield NO_NARRATIVE
        for mark in texts:
            text = mark.text.translate(PLAIN)
            found = self.pattern.search(text)
            if found is None:
                yield Finding(State.HELD)
                continue
            near = text[max(0, found.start() - 12) : found.end() + 6]
            remark = f"「{mark.sheet}」的“{near}”{self.words}"
            yield Finding(State.BROKEN, sign="文", remark=remark, marks=(mark,))


def _texts(shelf: Shelf) -> Iterator[Mark]:
    yield from (one.mark("文字") for one in shelf.passages)
    for table in shelf.own.book.tables.values():
        title = table.title_cell
        at = (0, 0) if title is None else (title.row, title.column)
        for text in (*(() if title is None else (title.raw,)), *table.sentences):
            yield Mark(table.sheet, *at, text, table.code, table.template.title, key="标题")
