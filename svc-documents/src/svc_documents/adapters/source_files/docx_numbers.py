"""The numbers Word puts before paragraphs by itself: 第一条, （一）, 1. are not in the text."""

from dataclasses import dataclass, field

from lxml import etree

from svc_documents.adapters.source_files.office_xml import W, children, value
from svc_documents.domain.texts.numerals import in_chinese

CHINESE = frozenset({
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital",
    "taiwaneseCounting", "taiwaneseCountingThousand", "chineseLegalSimplified",
    "japaneseDigitalTenThousand",
})  # fmt: skip
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
LETTERS = 26
CIRCLED = 20
MOST = 9_999


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int
    plain: bool  # all numbers in it as digits


@dataclass(slots=True)
class Numbers:
    """Counts the paragraphs of every list as they come."""

    levels: dict[str, dict[int, _Level]]
    lists: dict[str, tuple[str, dict[int, int]]]
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    def next(self, list_id: str, depth: int) -> str:
        """What stands before the next paragraph of a list, at a depth."""
        abstract, starts = self.lists.get(list_id, ("", {}))
        levels = self.levels.get(abstract, {})
        level = levels.get(depth)
        if level is None or level.form in {"bullet", "none"}:
            return ""
        counts = self.counted.setdefault(list_id if starts else abstract, {})
        first = starts.get(depth, level.start)
        counts[depth] = min(counts.get(depth, first - 1) + 1, MOST)
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        return _written(level, levels, counts)


def numbers_of(root: etree._Element | None) -> Numbers:
    """The lists of a document."""
    levels: dict[str, dict[int, _Level]] = {}
    lists: dict[str, tuple[str, dict[int, int]]] = {}
    for one in children(root, "abstractNum") if root is not None else ():
        found = (_level(level) for level in children(one, "lvl"))
        levels[str(one.get(f"{W}abstractNumId"))] = dict(enumerate(found))
    for one in children(root, "num") if root is not None else ():
        lists[str(one.get(f"{W}numId"))] = (value(one, "abstractNumId") or "", _starts(one))
    return Numbers(levels, lists)


def _level(element: etree._Element) -> _Level:
    start = value(element, "start") or "1"
    return _Level(
        value(element, "numFmt") or "decimal", value(element, "lvlText") or "",
        int(start) if start.isdecimal() else 1, element.find(f"{W}isLgl") is not None,
    )  # fmt: skip


def _starts(element: etree._Element) -> dict[int, int]:
    found = {}
    for one in children(element, "lvlOverride"):
        start, depth = value(one, "startOverride"), one.get(f"{W}ilvl") or ""
        if start and start.isdecimal() and depth.isdecimal():
            found[int(depth)] = int(start)
    return found


def _written(level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    text = level.text
    for depth, of in levels.items():
        form = "decimal" if level.plain else of.form
        text = text.replace(f"%{depth + 1}", _number(form, counts.get(depth, of.start)))
    apart = text.startswith("第") and not text.endswith(" ")  # 第三条 stands apart from its text
    return f"{text} " if apart else text


def _number(form: str, number: int) -> str:
    if form in CHINESE:
        return in_chinese(number)
    if form == "decimalEnclosedCircle" and 1 <= number <= CIRCLED:
        return chr(ord("①") + number - 1)
    if form in {"upperLetter", "lowerLetter"} and 1 <= number <= LETTERS:
        return chr(ord("A" if form == "upperLetter" else "a") + number - 1)
    if form in {"upperRoman", "lowerRoman"} and number < 40:  # noqa: PLR2004 - beyond, none does
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    return str(number)


def _roman(number: int) -> str:
    said = ""
    for worth, sign in ROMAN:
        while number >= worth:
            said += sign
            number -= worth
    return said
