"""Anchors: names of parts that are the same in every version of a text.

They are made from the numbers the text itself gives its parts, never from positions:

第三条 ``art-3``, 第三条之一 ``art-3-1``, 第三条第二款 ``art-3-p2`` (the first is ``art-3``),
第三条第(二)项 ``art-3-i2``, 第三条第二款第(一)项 ``art-3-p2-i1``, 1. below it ``art-3-p2-i1-1``;
第一编 ``part-1``, 第二章 ``chap-2`` (``part-1-chap-2``), its 第一节 ``chap-2-sec-1``;
一、(二) of a text without articles ``n-1-2``; in 附件1 all begin with ``att-1-``.
A number that stands there a second time gets ``_2``.
"""

from collections import Counter


class Anchors:
    """Gives the anchors of one text, line after line."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()
        self._scope = ""
        self._part = self._chapter = ""
        self._clause = "n"
        self._items: list[tuple[str, int]] = []
        self._paragraph = 0

    def attachment(self, number: int) -> str:
        """An attachment: everything after it is named below it."""
        self._scope = ""
        number = number or self._given["att"] + 1
        self._given["att"] += 1
        anchor = self._once(f"att-{number}")
        self._scope = f"{anchor}-"
        self._part = self._chapter = ""
        self._outside()
        return anchor

    def part(self, number: int) -> str:
        """An 编."""
        self._part, self._chapter = f"part-{number}-", ""
        self._outside()
        return self._once(self._part[:-1])

    def subpart(self, number: int) -> str:
        """A 分编 of the 编 it stands in."""
        self._outside()
        return self._once(f"{self._part}sub-{number}")

    def chapter(self, number: int) -> str:
        """A 章."""
        self._chapter = f"{self._part}chap-{number}-"
        self._outside()
        return self._once(self._chapter[:-1])

    def section(self, number: int) -> str:
        """A 节 of the 章 it stands in."""
        self._outside()
        return self._once(f"{self._chapter}sec-{number}")

    def heading(self) -> str:
        """A heading without a number: it can only be counted."""
        self._outside()
        self._given["h"] += 1
        return self._once(f"h-{self._given['h']}")

    def article(self, number: int, after: int) -> str:
        """A 条."""
        self._paragraph, self._items = 1, []
        self._clause = self._once(f"art-{number}-{after}" if after else f"art-{number}")
        return self._clause

    def paragraph(self) -> str:
        """A further 款 of the article; none outside articles."""
        if not self._paragraph:
            return ""
        base = self._clause.removesuffix(f"-p{self._paragraph}")
        self._paragraph, self._items = self._paragraph + 1, []
        self._clause = f"{base}-p{self._paragraph}"
        return self._clause

    def item(self, style: str, number: int) -> tuple[str, int]:
        """An item: its anchor, and how deep it stands; styles are nested as they first appear."""
        styles = [one for one, _ in self._items]
        depth = styles.index(style) if style in styles else len(styles)
        self._items = [*self._items[:depth], (style, number)]
        path = "-".join(str(one) for _, one in self._items)
        joined = "-i" if self._paragraph else "-"
        return self._once(f"{self._clause}{joined}{path}"), depth + 1

    def leave_article(self) -> None:
        """What comes now belongs to no article."""
        if self._paragraph:
            self._outside()

    @property
    def in_article(self) -> bool:
        """Whether a line now belongs to an article."""
        return self._paragraph > 0

    def _outside(self) -> None:
        self._clause, self._items, self._paragraph = f"{self._scope}n", [], 0

    def _once(self, anchor: str) -> str:
        whole = anchor if anchor.startswith(self._scope) else f"{self._scope}{anchor}"
        self._given[whole] += 1
        times = self._given[whole]
        return whole if times == 1 else f"{whole}_{times}"
