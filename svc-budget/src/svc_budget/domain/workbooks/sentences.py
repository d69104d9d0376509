"""Rows of a sheet that are no rows of its table: notes, signatures, headers and titles again."""

import re
from collections.abc import Sequence
from typing import Final

from svc_budget.domain.workbooks.grids import Value
from svc_budget.domain.workbooks.headers import Header, is_column_numbers, words_of
from svc_budget.domain.workbooks.titles import Titles, first_text
from svc_budget.domain.workbooks.wording import plain

NOTE_BEGINNINGS: Final = (
    "注",
    "说明",
    "备注",
    "本表",
    "本单位",
    "本部门",
    "*注",
    "附注",
    "内部备注",
)
NIL_WORDS: Final = ("无数据", "无此项", "没有", "未安排", "为空表", "空表")
AROUND: Final = re.compile(
    r"(?:编制|填报|填制|预算|公开)?(?:单位|部门)(?:\(.*?\))?(?:名称|编码|代码)?:.*|(?:金额)?单位:.*|.*公开\d+表|附[表件]\d*"
    r"|(?:20\d\d|二.{3})年度?|第?\d+页.*|(?:财务|单位)?(?:负责人|制表人?|填表人?|审核人?|复核人?)(?:签章)?:.*"
    r"|\(?续表?\)?|(?:填报|编制|制表)日期:.*"
)
SENTENCE: Final = re.compile(r"[。，；：,;:]")
SHORTEST: Final = 6


def is_blank(row: Sequence[Value]) -> bool:
    """Whether nothing stands in it."""
    return all(cell is None or (isinstance(cell, str) and not plain(cell)) for cell in row)


def is_header_again(row: Sequence[Value], header: Header, *, after: bool = False) -> bool:
    """Whether the header, or a row of it, comes again as on the next printed page.

    A lone word (合计) is header only right `after` another row of the header.
    """
    if is_column_numbers(row):
        return True
    if any(isinstance(cell, int | float) for cell in row):
        return False
    words = words_of(row)
    return len(words) > (0 if after else 1) and header.seen.issuperset(words)


def is_around(row: Sequence[Value], titles: Titles) -> bool:
    """Whether it only says title, unit, form, page or who signed."""
    texts = [cell for cell in row if cell is not None and plain(str(cell))]
    _, first = first_text(tuple(row))
    title = bool(first) and titles.named_by(first) is not None
    rest = texts[1:] if title else texts
    return all(isinstance(one, str) and AROUND.fullmatch(plain(one)) for one in rest)


def sentence_in(row: Sequence[Value]) -> str:
    """The note a row consists of, if it is one: 注：本表无数据."""
    texts = [cell for cell in row if cell is not None and plain(str(cell))]
    if len(set(texts)) != 1 or not isinstance(texts[0], str):
        return ""
    bare = plain(texts[0])
    told = bare.startswith(NOTE_BEGINNINGS) or any(word in bare for word in NIL_WORDS)
    long = len(bare) >= SHORTEST and SENTENCE.search(texts[0]) is not None
    return texts[0].strip() if told or (long and not bare.startswith("其中")) else ""
