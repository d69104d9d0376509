"""发文字号 after GB/T 9704-2012, 7.2.5: 湘政发〔2019〕20号; orders and bulletins beside it.

People, scrapers and old papers write it in many ways: other brackets, spaces,
zeros in front, 第, a label before it, no 号. All are read as the same number;
what is kept has the right form. What is no such number is kept as it is found.
"""

import re
import unicodedata
from dataclasses import dataclass

INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
LABEL = re.compile(r"^(?:发文字号|发文号|文件编号|文号|文\s*号)[:：]?")
OPENING, CLOSING = "\\[\\(（【〔［﹝「{｛", "\\]\\)）】〕］﹞」}｝"
NUMBER = re.compile(
    rf"^(?P<organ>[\u4e00-\u9fffA-Za-z·]{{1,20}})[{OPENING}](?P<year>(?:19|20)?\d\d)年?[{CLOSING}]"
    r"(?:第)?0*(?P<serial>[1-9]\d{0,5})号?$"
)
BARE = re.compile(
    r"^(?P<organ>[\u4e00-\u9fffA-Za-z·]{1,20}?)(?P<year>(?:19|20)\d\d)(?:年|-|—)?"
    r"(?:第)?0*(?P<serial>[1-9]\d{0,5})号?$"
)
ORDER = re.compile(
    rf"^(?P<organ>[\u4e00-\u9fffA-Za-z、]{{0,60}}(?:令|公告|通告|公报|主席令))"
    rf"(?:[{OPENING}]?(?P<year>(?:19|20)\d\d)年?[{CLOSING}]?)?"
    r"(?:第0*(?P<serial>[1-9]\d{0,5})号?|0*(?P<bare>[1-9]\d{0,5})号)$"
)
THIS_CENTURY = 50


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """An organ's code, a year, a serial; an order may have no year."""

    organ: str
    year: int | None
    serial: int
    is_order: bool = False

    def __str__(self) -> str:
        if not self.is_order:
            return f"{self.organ}〔{self.year}〕{self.serial}号"
        if self.year is None:
            return f"{self.organ}第{self.serial}号"
        return f"{self.organ}{self.year}年第{self.serial}号"

    @property
    def key(self) -> str:
        """What equal numbers share, however they are written."""
        return f"{self.organ}|{self.year or ''}|{self.serial}"


def read_number(text: str) -> DocumentNumber | None:
    """The number a text says in any writing; None when it is none."""
    plain = tidied(text)
    order = ORDER.match(plain)
    if order:
        return _number(order, is_order=True)
    found = NUMBER.match(plain) or BARE.match(plain)
    return _number(found, is_order=False) if found else None


def tidied(text: str) -> str:
    """Without labels, spaces and invisible characters, full-width digits and letters made plain."""
    shown = WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return LABEL.sub("", re.sub(r"\s+", "", INVISIBLE.sub("", shown)))


def key_of(text: str) -> str:
    """What a number is looked for by; tidied text when it is no number of the standard."""
    number = read_number(text)
    return number.key if number else tidied(text)


def _number(found: re.Match[str], *, is_order: bool) -> DocumentNumber:
    year = found["year"]
    return DocumentNumber(
        organ=found["organ"],
        year=_four_digits(year) if year else None,
        serial=int(found["serial"] or found["bare"]),
        is_order=is_order,
    )


def _four_digits(year: str) -> int:
    number = int(year)
    if number >= 1000:  # noqa: PLR2004 - four digits already
        return number
    return number + (2000 if number < THIS_CENTURY else 1900)
