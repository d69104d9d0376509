"""Numbers of documents as people write them, drawn by chance."""

import random
import re
from pathlib import Path

from svc_documents.domain.numbers.document_numbers import DocumentNumber, read_number

REAL = Path(__file__).parent / "real_numbers.txt"
BRACKETS = ("〔〕", "[]", "()", "【】", "（）", "［］", "﹝﹞", "「」", "{}")
LABELS = ("", "", "文号：", "发文字号: ", "文 号：")
SPACES = ("", "", "", " ", "\u3000", "\u200b")
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
WIDE_DIGITS = {code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)}


def real_numbers() -> list[tuple[str, DocumentNumber]]:
    """Two hundred numbers as they were found, and as they are read."""
    lines = REAL.read_text(encoding="utf-8").splitlines()
    found = [(one, read_number(one)) for one in lines if not one.startswith("#")]
    return [(written, number) for written, number in found if number is not None]


def in_some_writing(number: DocumentNumber, chance: random.Random) -> str:
    """A number with other brackets, spaces, zeros, widths, a label; without 号 or with 第."""
    pair = chance.choice(BRACKETS)
    written = str(number).replace("〔", pair[0]).replace("〕", pair[1])
    zeros = "0" * chance.choice((0, 0, 1, 2))
    counted = chance.choice(("第", "")) if not number.is_order else "第"
    written = re.sub(r"第?(\d+)号$", rf"{counted}{zeros}\g<1>号", written)
    written = written.removesuffix("号") if chance.random() < 1 / 3 else written
    written = chance.choice(LABELS) + written
    written = written.translate(chance.choice(({}, WIDE_DIGITS, WIDE)))
    return "".join(sign + chance.choice(SPACES) for sign in written)
