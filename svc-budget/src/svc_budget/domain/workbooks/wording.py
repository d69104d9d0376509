"""Words as people type them, made comparable: widths, spaces, quotes, numbering, units."""

import re
from functools import lru_cache

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys(map(ord, " \t\r\n\v\f\u00a0\u2002\u2003\u2009\u200b\u200c\u3000\ufeff"))
_QUOTES = dict.fromkeys(map(ord, "“”\"'‘’「」『』＂＇"))
_DASHES = dict.fromkeys(map(ord, "—–―－‐−─━"), "-")
_PLAIN = (
    _WIDE
    | _SPACES
    | _QUOTES
    | _DASHES
    | {ord("〔"): "(", ord("〕"): ")", ord("【"): "[", ord("】"): "]"}
)
_TYPED = _WIDE | _SPACES | _QUOTES | _DASHES

_NUMBERING = re.compile(
    r"(?:[一二三四五六七八九十]+[、.,]|\([一二三四五六七八九十\d]+\)|\d{1,2}[.、](?!\d)"
    r"|[\u2460-\u2473]|[#*·]|其中[::]?(?=.)|(?:加|减)[::](?=.))+"
)
_BRACKETED_UNIT = re.compile(r"[(\[](?:单位[::])?(?:人民币)?(亿元|万元|元|%)[)\]]$")
_SPREAD = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_BRACKETS = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """Without spaces and quotes, full width made half, every dash one kind."""
    return text.translate(_PLAIN)


@lru_cache(maxsize=1 << 14)
def line_name(text: str) -> str:
    """The name of a row without its numbering: 一、(二) 3. ④ and 其中：, 加：, # before it."""
    bare = plain(text).rstrip(":")
    return bare[found.end() :] if (found := _NUMBERING.match(bare)) else bare


@lru_cache(maxsize=1 << 14)
def header_word(text: str) -> tuple[str, str]:
    """A header without its numbering, and the unit in brackets after it: 预算数（万元）."""
    word = line_name(text)
    found = _BRACKETED_UNIT.search(word)
    return (word[: found.start()], found.group(1)) if found else (word, "")


def without_brackets(word: str) -> str:
    """A plain word without what stands in brackets."""
    return _BRACKETS.sub("", word)


def as_printed(text: str) -> str:
    """A label for people: without its setting in, its line breaks, and spread letters (合　计)."""
    words = text.replace("\u3000", " ").split()
    spread = len(words) > 1 and all(len(word) == 1 for word in words)
    return ("" if spread else " ").join(words)


def item_key(label: str) -> str:
    """What an item goes by: its label without the spaces it was spread with (云　溪　区)."""
    return _SPREAD.sub("", label)


def typed_number(text: str) -> str:
    """What was typed for a number, in half width, without spaces."""
    return text.translate(_TYPED)
