"""What the beginning of a line says it is: 第三条, 第二章, 一、, （一）, 1., 附件2."""

import re
from typing import NamedTuple

from svc_documents.domain.texts.numerals import NUMERAL, number_of

LONGEST_TITLE = 40
ENDED = "。；：;:，,"
UNIT = re.compile(rf"第({NUMERAL})(分编|编|章|节|条)(?:之({NUMERAL}))?")
TITLED = {"编": "part", "分编": "subpart", "章": "chapter", "节": "section"}
ITEM = re.compile(
    rf"(?P<point>{NUMERAL})、|[（(](?P<round>{NUMERAL})[）)]|(?P<digit>\d{{1,3}})[.．](?!\d)"
    r"|(?P<ring>[①-⑳])|(?P<half>\d{1,3})[）)]"
)
ATTACHED = re.compile(
    rf"附(?:件|表|录|图)?\s?(?P<number>{NUMERAL})?\s?(?P<colon>[:：])?\s?(?P<title>.*)$"
)
PROSE = re.compile(
    r"[，、。；的和及或与至到中内前后所以之外]|第|规定|款|项|修改|删|改为|增加|列|要求|关于|适用"
)
NOT_ATTACHED = re.compile(r"附[^件表录图:：\s]|附\s?则")
LONGEST_ADDRESS = 200
PREAMBLE = re.compile(r"[。《]|^为|^根据|^按照|如下|决定|规定|修改|下列")
DAY = re.compile(rf"(?:\d{{4}}|[一二〇○零0九八七]{{4}})年{NUMERAL}月{NUMERAL}日$")


class Mark(NamedTuple):
    """The kind of a line, its number as written and counted, and what follows the number."""

    kind: str
    written: str
    number: int
    after: int  # 之一, 之二
    rest: str
    certain: bool = True  # False: it may be prose, unless the number is the one expected here


def mark_of(text: str, level: int = 0) -> Mark | None:
    """What the number at the beginning of a line makes of it; None without one."""
    if text.startswith("第"):
        return _unit(text, level)
    if text.startswith("附"):
        return _attachment(text, level)
    return _item(text)


def is_title(text: str) -> bool:
    """Short, and no sentence."""
    return 0 < len(text) <= LONGEST_TITLE and text[-1] not in ENDED and "。" not in text


def is_addressee(text: str) -> bool:
    """Whom a paper is sent to: 各市州人民政府，省直各单位："""
    return text[-1] in "：:" and len(text) <= LONGEST_ADDRESS and not PREAMBLE.search(text)


def is_day(text: str) -> bool:
    """A date alone on its line, as under a signature."""
    return bool(DAY.match(text.strip("（）()")))


def _unit(text: str, level: int) -> Mark | None:
    found = UNIT.match(text)
    if found is None:
        return None
    number, unit, after = found.groups()
    rest = text[found.end() :]
    apart, rest = not rest or rest[0].isspace() or rest[0] in "【〔[", rest.strip()
    if unit != "条" and not is_title(rest or unit):
        return None
    certain = apart or level > 0
    if not certain and PROSE.match(rest):  # 第三条规定的期限…
        return None
    kind = TITLED.get(unit, "article")
    after = number_of(after) if after else 0
    return Mark(kind, found[0], number_of(number), after, rest, certain)


def _attachment(text: str, level: int) -> Mark | None:
    found = ATTACHED.match(text)
    if found is None or NOT_ATTACHED.match(text) or len(text) > 2 * LONGEST_TITLE:
        return None
    number, title = found["number"], found["title"]
    begins = not title or level or (number and found["colon"])
    if not begins or title[-1:] in tuple("。；"):
        return None
    written = text[: found.start("title")].strip(" :：")
    return Mark("attachment", written, number_of(number) if number else 0, 0, title)


def _item(text: str) -> Mark | None:
    found = ITEM.match(text)
    if found is None:
        return None
    style = found.lastgroup or ""
    number = found[style]
    counted = ord(number) - ord("①") + 1 if style == "ring" else number_of(number)
    return Mark(style, found[0], counted, 0, text[found.end() :].strip())
