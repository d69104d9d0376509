import lzma
from hashlib import sha256
from importlib.resources import files

import pytest

from shared import fonts
from shared.fonts import glyphs, printable


def two_byte(encoding: str) -> set[int]:
    found = set()
    for high in range(0x81, 0xFF):
        for low in range(0x40, 0xFF):
            sign = bytes([high, low]).decode(encoding, "ignore")
            if len(sign) == 1 and ord(sign) > 0x7F:
                found.add(ord(sign))
    return found


@pytest.mark.parametrize(
    ("characters", "size", "missing"),
    [
        (two_byte("gb2312"), 7445, set()),
        (two_byte("gbk"), 21791, {0x2252}),
        (set(range(0x4E00, 0x9FF0)), 20976, set()),
        (set(range(0x3400, 0x4DB6)), 6582, set()),
    ],
    ids=["GB 2312", "GBK", "Unihan", "extension A"],
)
def test_the_font_covers_what_its_readme_says(
    characters: set[int], size: int, missing: set[int]
) -> None:
    assert len(characters) == size
    assert characters - glyphs() == missing


def test_the_font_is_the_one_its_licence_came_with() -> None:
    folder = files(fonts)
    readme = folder.joinpath("README.md").read_text(encoding="utf-8")
    packed = folder.joinpath(fonts.FILE).read_bytes()

    assert sha256(lzma.decompress(packed)).hexdigest() in readme
    assert "SIL OPEN FONT LICENSE" in folder.joinpath("OFL.txt").read_text().upper()
    assert len(packed) < 8_000_000


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("张三 ABC", "张三 ABC"),
        ("𠮷田", "〔U+20BB7〕田"),
        ("😀", "〔U+1F600〕"),
        ("辻\U000e0100", "辻"),
        ("甲\u200b乙\x00\x07", "甲乙"),
        ("甲\n乙", "甲 乙"),
    ],
)
def test_a_character_without_a_glyph_is_printed_as_its_code(text: str, printed: str) -> None:
    assert printable(text) == printed
