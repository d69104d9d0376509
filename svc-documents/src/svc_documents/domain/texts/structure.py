"""Lines become blocks: chapters, articles, clauses and items are recognised by their numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from svc_documents.domain.texts import blocks
from svc_documents.domain.texts.anchors import Anchors
from svc_documents.domain.texts.blocks import Block, block
from svc_documents.domain.texts.lines import Line, tidied
from svc_documents.domain.texts.marks import Mark, is_addressee, is_day, is_title, mark_of

DIVISIONS = {"part": 1, "subpart": 2, "chapter": 3, "section": 4}
CONTENTS = frozenset({"目录", "目次", "目 录", "目 次"})
LEADERS = re.compile(r"[\s.…·—-]*\d*$")  # the dots before a page number, and it
UNNUMBERED = frozenset({"序言", "总则", "附则"})  # divisions that may stand without a number
SHORTEST_CONTENTS = 2
LONGEST_ENTRY = 120
SIGNED_WITHIN = 3


def structured(lines: Iterable[Line]) -> list[Block]:
    """The blocks of a text; nothing of it is lost but its table of contents."""
    kept = [Line(tidied(one.text), one.level, one.rows) for one in lines]
    building = _Building()
    for line in _without_contents([one for one in kept if one.text or one.rows]):
        building.take(line)
    return _signed(building.blocks)


class _Building:
    """The blocks so far, and the names given to them."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._anchors = Anchors()
        self._last = Counter[str]()

    def take(self, line: Line) -> None:
        """Add what a line is."""
        if line.rows:
            self.blocks.append(blocks.table(line.rows))
            return
        mark = mark_of(line.text, line.level)
        if mark and (mark.certain or self._is_next(mark)):
            self._last[mark.kind] = mark.number
            self.blocks.append(self._marked(mark, line))
        else:
            self.blocks.append(self._plain(line))

    def _is_next(self, mark: Mark) -> bool:
        """Whether a number that does not stand apart follows the last one of its kind."""
        starts = mark.number == 1 and mark.kind != "article"
        return not mark.after and (starts or mark.number == self._last[mark.kind] + 1)

    def _marked(self, mark: Mark, line: Line) -> Block:
        if mark.kind == "article":
            anchor = self._anchors.article(mark.number, mark.after)
            return block("article", mark.rest, mark.written, anchor)
        if mark.kind in DIVISIONS:
            return self._division(mark)
        if mark.kind == "attachment":
            anchor = self._anchors.attachment(mark.number)
            self._last.clear()
            return block("attachment", mark.rest, mark.written, anchor, 1)
        return self._numbered(mark, line)

    def _division(self, mark: Mark) -> Block:
        anchor: str = getattr(self._anchors, mark.kind)(mark.number)
        kind = "part" if mark.kind == "subpart" else mark.kind
        title = _unspaced(mark.rest)
        return block(kind, title, mark.written, anchor, DIVISIONS[mark.kind])

    def _numbered(self, mark: Mark, line: Line) -> Block:
        """An item of an article, or a numbered heading or paragraph outside."""
        heads = line.level > 0 or (mark.kind == "point" and is_title(mark.rest))
        if heads:
            self._anchors.leave_article()
        inside = self._anchors.in_article
        anchor, depth = self._anchors.item(mark.kind, mark.number)
        titled = heads or (not inside and mark.kind == "round" and is_title(mark.rest))
        return block("heading" if titled else "item", mark.rest, mark.written, anchor, depth)

    def _plain(self, line: Line) -> Block:
        if line.level or _unspaced(line.text) in UNNUMBERED:
            return block("heading", _unspaced(line.text), "", self._anchors.heading(), 1)
        if not self.blocks and is_addressee(line.text):
            return block("addressee", line.text)
        return block("paragraph", line.text, "", self._anchors.paragraph())


def _unspaced(title: str) -> str:
    """总 则 is 总则."""
    return title.replace(" ", "") if len(title.replace(" ", "")) * 2 - 1 == len(title) else title


def _without_contents(lines: Sequence[Line]) -> Sequence[Line]:
    """Without the table of contents: a run of divisions of which most stand again later."""
    entries = [_entry(line) for line in lines]
    first = next((n for n, entry in enumerate(entries) if entry), len(lines))
    end, listed = first, set[str]()
    while end < len(lines) and entries[end] and entries[end] not in listed:
        listed.add(entries[end])
        end += 1
    again = len(listed & set(entries[end:]))
    if end - first < SHORTEST_CONTENTS or again * 2 < end - first:
        return lines
    begins = first - 1 if first and lines[first - 1].text in CONTENTS else first
    return [*lines[:begins], *lines[end:]]


def _entry(line: Line) -> str:
    """What a division is called, in the contents as in the text; empty for other lines."""
    if not line.text.startswith("第") or len(line.text) > LONGEST_ENTRY:
        return ""
    title = LEADERS.sub("", line.text)
    mark = mark_of(title, line.level)
    return title.replace(" ", "") if mark and mark.kind in DIVISIONS else ""


def _signed(made: list[Block]) -> list[Block]:
    """The date under a text and who signed above it are its signature."""
    ends = [at for at, one in enumerate(made) if one["kind"] == "attachment"] + [len(made)]
    for end in ends:
        tail = range(max(0, end - SIGNED_WITHIN), end)
        dated = [at for at in tail if made[at]["kind"] == "paragraph" and is_day(made[at]["text"])]
        for at in dated[-1:]:
            made[at] = block("signature", made[at]["text"])
            above = made[at - 1] if at else None
            if above and above["kind"] == "paragraph" and is_title(above["text"]):
                made[at - 1] = block("signature", above["text"])
    return made
