"""The one font, and what becomes of characters it has no glyph for."""

import lzma
import re
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any
from unicodedata import category

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

NAME = "NotoSansSC"
FILE = "NotoSansSC-Regular.ttf.xz"
INVISIBLE = {"Cc", "Cf", "Cs"}
SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


class WholeUnicodeFont(TTFont):
    """A font whose text can be copied out of the PDF beyond the first 65,536 characters too."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
        """Write the rare characters of the ToUnicode maps in UTF-16, as PDF asks."""
        super().addObjects(doc)
        for name, thing in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                thing.content = re.sub(r"(?<=> <)[0-9A-F]{5,6}(?=>)", _utf_16, thing.content)


def _utf_16(code: re.Match[str]) -> str:
    return chr(int(code[0], 16)).encode("utf-16-be").hex().upper()


@cache
def the_font() -> TTFont:
    """Unpack and register the font, once in a process; reportlab embeds what is used of it."""
    packed = files(__package__).joinpath(FILE).read_bytes()
    font = WholeUnicodeFont(NAME, BytesIO(lzma.decompress(packed)))
    pdfmetrics.registerFont(font)
    return font


def font_name() -> str:
    """The name to write with; the font is registered by then."""
    return str(the_font().fontName)


@cache
def glyphs() -> frozenset[int]:
    """The characters the font can draw."""
    return frozenset(the_font().face.charToGlyph)


def printable(text: str) -> str:
    """The text with every character the font lacks written as its code.

    Invisible signs and the selectors of glyph variants are left out.
    """
    return "".join(_printable(sign) for sign in text)


def _printable(sign: str) -> str:
    code = ord(sign)
    if sign in "\n\t":
        return " "
    if category(sign) in INVISIBLE or any(code in selectors for selectors in SELECTORS):
        return ""
    return sign if code in glyphs() else f"〔U+{code:04X}〕"
